/** What looks at a gateway make of its state, and that a proven lie is never taken back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextStanding, silentLooksMax, type GatewayStanding, type Saw } from './gateway-state.ts';

const at = new Date('2026-12-01T00:00:00Z');
const start: GatewayStanding = {
  state: 'unseen',
  problem: null,
  since: at,
  seenAt: null,
  rivalCheckpoint: null,
  failures: 0,
};
const held: Saw = { kind: 'held' };
const failed = (state: Extract<Saw, { kind: 'failed' }>['state'], rival?: string): Saw => ({
  kind: 'failed',
  state,
  problem: `it is ${state}`,
  ...(rival === undefined ? {} : { rival }),
});
const after = (...saws: Saw[]): GatewayStanding =>
  saws.reduce((now, saw) => nextStanding(now, saw, at), start);

test('a gateway that is not there yet is unseen, and one that falls silent is so after some looks', () => {
  const silent = Array.from({ length: 10 }, () => failed('unreachable'));
  assert.equal(after(...silent).state, 'unseen');
  assert.equal(after(held).state, 'in_step');
  assert.equal(after(held, ...silent.slice(0, silentLooksMax - 1)).state, 'in_step');
  assert.equal(after(held, ...silent.slice(0, silentLooksMax)).state, 'unreachable');
  assert.deepEqual(after(held, ...silent, held), { ...after(held), since: at });
});

test('garbage and a rolled-back log are seen at once and mended by an answer that holds', () => {
  for (const state of ['garbled', 'rolled_back'] as const) {
    assert.equal(after(held, failed(state)).state, state);
    assert.equal(after(held, failed(state)).problem, `it is ${state}`);
    assert.equal(after(held, failed(state), held).state, 'in_step');
  }
});

test('no later look makes a forked or untrue log better, and the first rival is kept', () => {
  const any = fc.constantFrom<Saw>(
    held,
    failed('unreachable'),
    failed('garbled'),
    failed('rolled_back'),
    failed('untrue'),
    failed('forked', 'a later rival'),
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.array(any, { maxLength: 12 }), (one, two) => {
      const forked = after(...one, failed('forked', 'the rival'));
      const rival = one.some((saw) => 'rival' in saw) ? 'a later rival' : 'the rival';
      for (let upTo = 0; upTo <= two.length; upTo++) {
        const now = two.slice(0, upTo).reduce((was, saw) => nextStanding(was, saw, at), forked);
        assert.deepEqual([now.state, now.rivalCheckpoint], ['forked', rival]);
      }
      const untrue = after(failed('untrue'), ...two).state;
      assert.ok(untrue === 'untrue' || untrue === 'forked');
    }),
  );
});
