/** Ability from known items. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose, assertPrinted } from './close.fixture.ts';
import { estimateAbility, solveProbability } from './item-response.ts';
import { seededRandom } from './random.ts';

test('gives the probability of the two-parameter logistic', () => {
  assertPrinted(solveProbability(1, { discrimination: 1.2, difficulty: 0.5 }), '0.6456563');
  assert.equal(solveProbability(2, { discrimination: 3, difficulty: 2 }), 0.5);
});

test('half the equal items solved places the ability at their difficulty', () => {
  const item = { discrimination: 2, difficulty: 0.7 };
  const { ability, standardError } = estimateAbility(
    [1, 0, 1, 0].map((score) => ({ item, score })),
  )!;
  assertClose(ability, 0.7);
  // Information 4 items × 2² × 1/4.
  assertClose(standardError, 1 / 2);
});

test('all or none solved bounds the ability without placing it', () => {
  const item = { discrimination: 1, difficulty: 0 };
  assert.equal(estimateAbility([{ item, score: 1 }]), undefined);
  assert.equal(estimateAbility([{ item, score: 0 }]), undefined);
  assert.equal(estimateAbility([]), undefined);
});

test('finds the ability again from different items, within its standard error', () => {
  const random = seededRandom(31);
  let within = 0;
  for (let run = 0; run < 200; run += 1) {
    const answers = Array.from({ length: 60 }, () => {
      const item = { discrimination: 0.5 + 1.5 * random(), difficulty: 4 * random() - 2 };
      return { item, score: random() < solveProbability(0.8, item) ? 1 : 0 };
    });
    const { ability, standardError } = estimateAbility(answers)!;
    if (Math.abs(ability - 0.8) < 1.96 * standardError) within += 1;
  }
  assert.ok(within >= 180 && within <= 199, `${within} of 200`);
});

test('refuses an item that separates nothing, and a score that is none', () => {
  const item = { discrimination: 1, difficulty: 0 };
  const flat = { ...item, discrimination: 0 };
  assert.throws(() => estimateAbility([{ item: flat, score: 1 }]), RangeError);
  assert.throws(() => estimateAbility([{ item, score: NaN }]), RangeError);
});
