/** Every state × every trigger of partnerships and destructions, and what no sequence of them reaches. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IllegalTransition } from '#platform/problems';
import {
  destructionStates,
  destructionTriggers,
  nextDestructionState,
} from './destruction-state.ts';
import {
  firstPartnershipState,
  isPartnershipOpen,
  nextPartnershipState,
  partnershipStates,
  partnershipTriggers,
  type PartnershipState,
  type PartnershipTrigger,
} from './partnership-state.ts';
import {
  readPartnershipStatement,
  partnershipText,
  type PartnershipStatement,
} from './partnership-statement.ts';
import { otherSideOf } from './commands/sign-partnership.ts';

const expected: Record<PartnershipState, Partial<Record<PartnershipTrigger, PartnershipState>>> = {
  nominated: {
    sign: 'added',
    refuse: 'refused',
    withdraw: 'withdrawn',
    expire: 'expired',
    close: 'withdrawn',
  },
  added: { accept: 'accepted', end: 'ended', expire: 'expired', close: 'ended' },
  accepted: { end: 'ended', expire: 'expired', close: 'ended' },
  refused: {},
  withdrawn: {},
  ended: {},
  expired: {},
};

test('partnership: every state × every trigger', () => {
  let pairs = 0;
  for (const from of partnershipStates)
    for (const trigger of partnershipTriggers) {
      pairs += 1;
      const to = expected[from][trigger];
      if (to !== undefined) assert.equal(nextPartnershipState(from, trigger), to);
      else assert.throws(() => nextPartnershipState(from, trigger), IllegalTransition);
    }
  assert.equal(pairs, 49);
});

test('destruction: every state × every trigger', () => {
  assert.deepEqual([destructionStates, destructionTriggers], [['asked', 'done'], ['destroy']]);
  assert.equal(nextDestructionState('asked', 'destroy'), 'done');
  assert.throws(() => nextDestructionState('done', 'destroy'), IllegalTransition);
});

/** Who may take which step, as commands ask; the clock and a withdrawn engagement are `nature`. */
type Who = 'nominator' | 'other' | 'partner' | 'nature';
const steps: Record<PartnershipTrigger, readonly Who[]> = {
  sign: ['other'],
  refuse: ['other'],
  withdraw: ['nominator'],
  accept: ['partner'],
  end: ['nominator', 'other', 'partner'],
  expire: ['nature'],
  close: ['nature'],
};

interface Walk {
  state: PartnershipState;
  by: readonly (readonly [PartnershipTrigger, Who])[];
}

/** Every sequence of steps that is possible at all: partnerships end, so there are finitely many. */
function everyWalk(): Walk[] {
  const all: Walk[] = [];
  const go = (walk: Walk): void => {
    all.push(walk);
    for (const trigger of partnershipTriggers)
      for (const who of steps[trigger]) {
        const state = expected[walk.state][trigger];
        if (state !== undefined) go({ state, by: [...walk.by, [trigger, who]] });
      }
  };
  go({ state: firstPartnershipState, by: [] });
  return all;
}

test('of every sequence of steps there is, none makes a partner without the side that did not nominate', () => {
  const all = everyWalk();
  assert.ok(all.length > 15, `${all.length} sequences`);
  let partners = 0;
  for (const { state, by } of all) {
    const wasAdded = state === 'added' || state === 'accepted' || state === 'ended';
    if (!wasAdded) continue;
    partners += 1;
    assert.ok(by.some(([trigger, who]) => trigger === 'sign' && who === 'other'));
  }
  assert.ok(partners > 5);
  assert.equal(otherSideOf({ nominatedSide: 'developer' }), 'evaluator');
  assert.equal(otherSideOf({ nominatedSide: 'evaluator' }), 'developer');
});

test('whoever is added can be ended by each of the three alone, in one step, and nothing leads out of an end', () => {
  for (const state of ['added', 'accepted'] as const)
    assert.equal(nextPartnershipState(state, 'end'), 'ended');
  assert.deepEqual(steps.end, ['nominator', 'other', 'partner']);
  for (const { state, by } of everyWalk())
    assert.equal(
      isPartnershipOpen(state),
      !partnershipTriggers.every((each) => !expected[state][each]),
      String(by),
    );
});

const said: PartnershipStatement = {
  organisationId: 'org_fen',
  category: 'utility',
  criteriaSha256: 'ab'.repeat(32),
  criteriaMet: 'runs the water works of a county',
  surface: 'the messages API',
  endpoints: [{ method: 'POST', path: '/v1/messages' }],
  assets: ['pump control firmware'],
  expiresAt: '2027-01-30T09:00:00Z',
  relation: 'declared',
  relationWords: 'the developer holds a tenth of it',
  submissionId: 'sub_1',
  developer: 'Larch Labs',
  evaluator: 'Tern Office',
  organisation: 'Fen Water',
  nominatedSide: 'developer',
  writtenAt: '2026-12-01T09:00:00Z',
};

test('a statement has one spelling, and every other reads as none', () => {
  const text = partnershipText(said);
  assert.deepEqual(readPartnershipStatement(text), said);
  const [head = '', body = ''] = text.split('\n');
  for (const other of [
    '',
    body,
    `${head}\n${body}`,
    `${text}\n`,
    `${head} \n${body}\n`,
    `${head}\n${body.replace('{', '{ ')}\n`,
    `${head}\n${JSON.stringify(said)}\n`,
    `${head}\n${body.replace('"assets"', '"assets":[],"assets"')}\n`,
    `${head}\n${body.replace('}', ',"approved":true}')}\n`,
    `${head}\n${body.replace('"declared"', '"denied"')}\n`,
    text.replace('v2', 'v1'),
  ])
    assert.equal(readPartnershipStatement(other), undefined, other);
});
