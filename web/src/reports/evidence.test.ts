import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evidenceFrom, newsOf } from './evidence.ts';

const event = (
  type: string,
  payload: Record<string, unknown> = {},
  at = '2026-11-20T14:05:00Z',
) => ({
  id: `${type}-${at}`,
  type: `clearinghouse.${type}`,
  at,
  actor: 'validator (automatic)',
  subject: 'report_1',
  payload,
});
const run = (index: number, hit: boolean) =>
  event('validation_progress', { step: 'run', index, hit });

describe('the steps of a proof', () => {
  it('fill in as the log grows', () => {
    const evidence = evidenceFrom([
      event('report_received'),
      event('validation_started'),
      event('validation_progress', { step: 'fetched' }),
      event('validation_progress', { step: 'built' }),
      run(1, true),
      run(2, false),
    ]);
    assert.deepEqual([evidence.fetched, evidence.built], ['done', 'done']);
    assert.deepEqual(
      evidence.runs.map(({ hit }) => hit),
      [true, false],
    );
    assert.equal(evidence.verdict, undefined);
    assert.equal(newsOf(evidence), 'Run 2: miss.');
  });

  it('begin again when a worker takes over from one that died', () => {
    const evidence = evidenceFrom([
      event('validation_started'),
      run(1, true),
      event('report_held', { reason: 'the disk is full' }),
      event('validation_started', {}, '2026-11-20T15:00:00Z'),
      run(1, false),
    ]);
    assert.deepEqual(evidence.runs, [{ index: 1, hit: false }]);
    assert.equal(evidence.held, undefined);
    assert.equal(evidence.startedAt, '2026-11-20T15:00:00Z');
  });

  it('are left alone by events of other kinds', () => {
    const evidence = evidenceFrom([event('something_new', { step: 'run' })]);
    assert.deepEqual(evidence, evidenceFrom([]));
  });
});
