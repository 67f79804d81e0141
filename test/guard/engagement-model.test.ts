/**
 * INVARIANT (no licence): no sequence of steps of anybody in an engagement changes what a third party or the
 * public sees. Shown for every reachable state of the product's own state tables together.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrows } from '#test/architecture';
import { Explored } from './engagement-model.ts';
import { none, nouns, type Giver } from './engagement-nouns.ts';
import { parties, sightOf, thirdParties } from './sight.ts';

const explored = new Explored(nouns);
const states = explored.reached.map((number) => ({ number, state: explored.state(number) }));
const never = states[0]?.state ?? {};

/** Every pair of states that agree on the named nouns looks the same to the actor. */
function dependsOnlyOn(actor: (typeof parties)[keyof typeof parties], ...names: string[]): number {
  const seen = new Map<string, string>();
  for (const { state } of states) {
    const key = names.map((name) => state[name]).join(' ');
    const sight = sightOf(actor, state);
    assert.equal(sight, seen.get(key) ?? sight, key);
    seen.set(key, sight);
  }
  return new Set(seen.values()).size;
}

test('the model reaches every combination that its tables allow', () => {
  const sizes = nouns.map(({ states }) => states.length);
  const [engagement = 0, ...others] = sizes;
  const all = others.reduce((product, size) => product * size, engagement - 1) + 1;
  assert.equal(states.length, all);
  assert.ok(states.length > 100_000, `${states.length} states`);
  assert.deepEqual(
    Object.values(never).filter((state) => state !== none),
    [],
  );
});

test('to a third party and to the public, every reachable state looks like nobody ever having come', () => {
  for (const actor of thirdParties) {
    const sights = new Set(states.map(({ state }) => sightOf(actor, state)));
    assert.deepEqual([...sights], [sightOf(actor, never)], actor.id);
    assert.deepEqual([...sights], ['']);
  }
});

test('the sight that is compared can tell states apart: the parties see what they are party to', () => {
  const few = states.filter(
    ({ state }) => Object.values(state).filter((each) => each !== none).length <= 3,
  );
  assert.ok(few.length > 1000, `${few.length} states`);
  const count = (who: keyof typeof parties) =>
    new Set(few.map(({ state }) => sightOf(parties[who], state))).size;
  assert.equal(count('recused'), 1);
  assert.ok(count('partner') > 5);
  assert.ok(count('evaluator') > 500);
  assert.ok(count('determiner') > count('evaluator'));
  assert.equal(count('overseer'), count('determiner'));
});

test('the developer withdraws from every state but an end in one step of its own, and nobody else’s', () => {
  let over = 0;
  for (const { number, state } of states) {
    if (state['engagement'] === none) continue;
    const steps = explored
      .stepsFrom(number)
      .filter(({ noun, move }) => noun === 'engagement' && move.trigger === 'withdraw');
    if (['withdrawn', 'ended'].includes(state['engagement'] ?? '')) {
      assert.deepEqual(steps, []);
      over += 1;
      continue;
    }
    assert.equal(steps.length, 1);
    for (const { move, to } of steps) {
      assert.ok(move.by.includes('developer'));
      // A reachable state, and so one of those that every third party sees as nothing.
      assert.equal(explored.state(to)['engagement'], 'withdrawn');
    }
  }
  assert.ok(over > 10_000);
  // Nothing of review or evaluation could stand in the way: what withdraws does not know that they exist.
  for (const folder of ['src/review', 'src/evaluation'])
    assert.ok(!(arrows['src/access'] ?? []).includes(folder));
});

test('the developer needs no step of anybody to come, to pause, to go, or to end a partnership', () => {
  const givers = new Map<string, readonly Giver[]>();
  for (const { name, moves } of nouns)
    for (const { trigger, by } of moves) givers.set(`${name} ${trigger}`, by);
  for (const step of [
    'engagement begin',
    'engagement pause',
    'engagement resume',
    'engagement choose_scope',
    'engagement withdraw',
    'question begin',
    'question withdraw',
    'partnership end',
    'destruction begin',
  ])
    assert.ok(givers.get(step)?.includes('developer'), step);
});

test('what a partner sees is its own partnership: no question, no determination, no outcome', () => {
  assert.ok(dependsOnlyOn(parties.partner, 'partnership', 'appeal') > 5);
  for (const { state } of states)
    assert.doesNotMatch(
      sightOf(parties.partner, state),
      /outcome|determination|question|assessment/,
    );
});

test('what a consultee sees is that it was asked, and not what became of it', () => {
  const seen = new Set(states.map(({ state }) => sightOf(parties.consultee, state)));
  assert.deepEqual([...seen], ['', 'consultation']);
});

test('what the developer is told depends on no outcome but through what is released to it', () => {
  const seen = new Map<string, string>();
  for (const { state } of states) {
    if (state['assessment'] === 'released') continue;
    const key = Object.values({
      ...state,
      determination: state['determination']?.split(':')[0],
    }).join();
    const sight = sightOf(parties.developer, state);
    assert.equal(sight, seen.get(key) ?? sight, key);
    seen.set(key, sight);
  }
  assert.ok(seen.size > 10_000);
});
