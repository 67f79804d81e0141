/** Every state and every trigger, and what no path may do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IllegalTransition } from '#platform/problems';
import {
  consultationAt,
  determinationStates,
  determinationTriggers,
  firstDeterminationState,
  nextDeterminationState,
  outcomeOf,
  type DeterminationState,
  type DeterminationTrigger,
} from './determination-state.ts';

const legal: readonly string[] = [
  'consulting consult consulting',
  'consulting answer consulting',
  'consulting open_sample consulting',
  'consulting dissent consulting',
  'consulting decide decided',
  'consulting withdraw withdrawn',
  'decided open_sample decided',
  'decided dissent decided',
  'decided sign decided',
  'decided complete signed',
  'decided withdraw withdrawn',
  'signed supersede superseded',
];

function moved(from: DeterminationState, trigger: DeterminationTrigger): string | undefined {
  try {
    return `${from} ${trigger} ${nextDeterminationState(from, trigger)}`;
  } catch (error) {
    assert.ok(error instanceof IllegalTransition);
    assert.match(error.message, new RegExp(`\`${from}\` cannot take \`${trigger}\``));
    return undefined;
  }
}

const moves = determinationStates.flatMap((from) =>
  determinationTriggers.flatMap((trigger) => moved(from, trigger) ?? []),
);

test('every state takes exactly the triggers that it should', () => {
  assert.deepEqual(moves.toSorted(), legal.toSorted());
});

test('signed is reached by the second official alone, and only from what was decided', () => {
  const into = moves.filter((move) => move.endsWith(' signed') && !move.startsWith('signed'));
  assert.deepEqual(into, ['decided complete signed']);
  const intoDecided = moves.filter(
    (move) => move.endsWith(' decided') && !move.startsWith('decided'),
  );
  assert.deepEqual(intoDecided, ['consulting decide decided']);
  assert.equal(firstDeterminationState, 'consulting');
});

test('nothing leads out of withdrawn or superseded, and nothing signed is taken back', () => {
  for (const end of ['withdrawn', 'superseded'])
    assert.deepEqual(
      moves.filter((move) => move.startsWith(`${end} `)),
      [],
    );
  assert.deepEqual(
    moves.filter((move) => move.startsWith('signed ')),
    ['signed supersede superseded'],
  );
});

test('a consultee’s time runs out at its last instant, and what was answered stays answered', () => {
  const answerBy = new Date('2026-12-08T09:00:00Z');
  const at = (ms: number) => new Date(answerBy.getTime() + ms);
  assert.equal(consultationAt({ state: 'asked', answerBy }, at(-1)), 'asked');
  assert.equal(consultationAt({ state: 'asked', answerBy }, at(0)), 'timed_out');
  assert.equal(consultationAt({ state: 'asked', answerBy }, at(1)), 'timed_out');
  assert.equal(consultationAt({ state: 'answered', answerBy }, at(1)), 'answered');
});

test('a score below the threshold comes to not covered, and never to a certificate', () => {
  assert.deepEqual(outcomeOf, {
    met: 'covered',
    not_met: 'not_covered',
    cannot_tell: 'cannot_tell',
  });
});
