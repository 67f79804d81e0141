/** The published rules, at their edges. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hourlyMax,
  publishedRules,
  purposesAfter,
  readRules,
  rulesBrokenBy,
  type ReadFacts,
} from './read-rules.ts';

const usual: ReadFacts = {
  kind: 'evaluation.finding',
  inLastHour: 1,
  isRecused: false,
  readsBefore: 0,
  isPurposeKnown: false,
};

for (const [what, change, rules] of [
  ['a first read', {}, []],
  ['the last of an hour', { inLastHour: hourlyMax }, []],
  ['one more than an hour’s', { inLastHour: hourlyMax + 1 }, ['many']],
  ['a decoy', { kind: 'review.canary' }, ['canary']],
  ['by somebody with an interest', { isRecused: true }, ['interest']],
  ['a new purpose, early', { readsBefore: purposesAfter - 1 }, []],
  ['a new purpose, late', { readsBefore: purposesAfter }, ['purpose']],
  ['a known purpose, late', { readsBefore: purposesAfter, isPurposeKnown: true }, []],
] as const) {
  test(`${what} breaks ${rules.length === 0 ? 'no rule' : `\`${rules.join()}\``}`, () => {
    assert.deepEqual(rulesBrokenBy({ ...usual, ...change }), rules);
  });
}

test('every rule is published in words', () => {
  assert.deepEqual(
    publishedRules.map(({ rule }) => rule),
    readRules,
  );
  for (const { words } of publishedRules) assert.match(words, /^[A-Z].{20,}\.$/);
});
