import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Grant, TimelineEvent } from '../api/views.ts';
import { milestonesOf, placedOn } from './milestones.ts';
import { dayMs } from './thirty-days.ts';

const event = (type: string, at: string): TimelineEvent => ({
  id: `${type} ${at}`,
  type,
  at,
  actor: 'Dara',
  subject: 'grant_1',
  payload: {},
});
const grant = (change: Partial<Grant>) =>
  ({ activatedAt: '2026-12-02T09:00:00Z', window: null, ended: null, ...change }) as Grant;
const submission = {
  plannedReleaseAt: '2026-12-28T09:00:00Z',
  state: 'open' as const,
  stateSince: '2026-12-01T09:00:00Z',
};
const events = [
  event('access.grant_offered', '2026-12-01T09:00:00Z'),
  event('access.grant_activated', '2026-12-02T09:00:00Z'),
  event('evaluation.run_started', '2026-12-02T10:00:00Z'),
  event('evaluation.run_started', '2026-12-05T10:00:00Z'),
  event('evaluation.report_signed', '2026-12-05T12:00:00Z'),
  event('evaluation.finding_written', '2026-12-06T10:00:00Z'),
];
const now = Date.parse('2026-12-07T09:00:00Z');
const names = (grants: Grant[], at = now) =>
  milestonesOf({ submission, grants, events, now: at }).map(({ name, isPlanned }) =>
    isPlanned ? `${name} (planned)` : name,
  );

describe('milestones', () => {
  it('are the first of each kind in their order, and access off as it will come', () => {
    const window = { opensAt: '2026-12-02T09:00:00Z', closesAt: '2026-12-09T09:00:00Z' };
    assert.deepEqual(names([grant({ state: 'active', window })]), [
      'Offer',
      'Access on',
      'Tests begin',
      'Findings',
      'Access off (planned)',
      'Planned partner release (planned)',
    ]);
  });

  it('say nothing of findings where none was written, report or not', () => {
    const unfound = events.filter(({ type }) => type !== 'evaluation.finding_written');
    const found = milestonesOf({ submission, grants: [], events: unfound, now });
    assert.ok(found.some(({ name }) => name === 'Tests begin'));
    assert.ok(!found.some(({ name }) => name === 'Findings'));
  });

  it('say when access ended once none is in force, and a release of yesterday is not to come', () => {
    const ended = { at: '2026-12-06T12:00:00Z' } as NonNullable<Grant['ended']>;
    const over = names([grant({ state: 'revoked', ended })], Date.parse('2026-12-29T09:00:00Z'));
    assert.deepEqual(over.slice(-2), ['Access off', 'Planned partner release']);
    const unused = grant({ state: 'active' });
    assert.ok(
      !names([unused, grant({ state: 'revoked', ended })])
        .join()
        .includes('Access off'),
    );
  });

  it('stand above each other where they would cover each other, and leave out what is off the picture', () => {
    const fromMs = Date.parse('2026-12-01T00:00:00Z');
    const axis = { fromMs, untilMs: fromMs + 20 * dayMs };
    const placed = placedOn(axis, milestonesOf({ submission, grants: [], events, now }));
    assert.deepEqual(
      placed.map(({ number, level }) => [number, level]),
      [
        [1, 0],
        [2, 1],
        [3, 2],
        [4, 0],
      ],
    );
  });
});
