/** The picture of the days tells the truth about order, edges and what it leaves out. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Grant, Submission, TimelineEvent } from '../api/views.ts';
import { axisOf, barOf, dayMs, daysOf, finding, lanesOf, placeOf, ticksOf } from './thirty-days.ts';

const firstUsedAt = '2026-12-01T09:00:00Z';
const window: Submission['window'] = { firstUsedAt, endsAt: '2026-12-31T09:00:00Z', isOver: false };
const submission = { openedAt: '2026-11-28T12:00:00Z', plannedReleaseAt: null, window };
const at = (text: string) => Date.parse(text);
const event = (id: string, when: string): TimelineEvent => ({
  id,
  type: 'access.grant_offered',
  at: when,
  actor: 'Dara',
  subject: 'grant_1',
  payload: {},
});
const grant = (change: Partial<Grant>) =>
  ({ terms: null, window: null, ended: null, ...change }) as Grant;

describe('the picture of the thirty days', () => {
  it('spans whole days from the first event to the end of the thirty', () => {
    const axis = axisOf({ submission, grants: [], events: [], now: at('2026-12-05T00:00:00Z') });
    assert.equal(axis.fromMs, at('2026-11-28T00:00:00Z'));
    assert.equal(axis.untilMs, at('2027-01-01T00:00:00Z'));
    assert.equal(placeOf(axis, axis.fromMs), 0);
    assert.equal(placeOf(axis, axis.untilMs), 100);
    for (const tick of ticksOf(axis)) assert.equal(tick % dayMs, 0);
  });

  it('leaves out what lies far off, and shows nothing of it', () => {
    const old = { ...submission, openedAt: '2026-06-01T00:00:00Z' };
    const events = [event('1', '2026-06-01T00:00:00Z'), event('2', '2026-12-01T08:00:00Z')];
    const axis = axisOf({ submission: old, grants: [], events, now: at('2026-12-05T00:00:00Z') });
    assert.equal(axis.fromMs, at('2026-11-21T00:00:00Z'));
    assert.deepEqual(
      daysOf(axis, events).map(({ events: found }) => found.map(({ id }) => id)),
      [['2']],
    );
    assert.equal(barOf(axis, { fromMs: 0, untilMs: axis.fromMs - 1 }), undefined);
  });

  it('puts an event into its day at midnight −1 ms, 0 and +1 ms', () => {
    const midnight = at('2026-12-02T00:00:00Z');
    const events = [-1, 0, 1].map((ms) => event(String(ms), new Date(midnight + ms).toISOString()));
    const axis = axisOf({ submission, grants: [], events, now: midnight });
    assert.deepEqual(
      daysOf(axis, events).map(({ events: found }) => found.length),
      [1, 2],
    );
  });

  it('draws a window as used only until it ended, and never past now', () => {
    const open = { opensAt: firstUsedAt, closesAt: '2026-12-08T09:00:00Z' };
    const ended = { at: '2026-12-03T09:00:00Z' } as NonNullable<Grant['ended']>;
    const now = at('2026-12-05T00:00:00Z');
    const [cut] = lanesOf({ grants: [grant({ window: open, ended })], now });
    assert.equal(cut?.used?.untilMs, at(ended.at));
    assert.equal(cut?.planned.untilMs, at(open.closesAt));
    const [running] = lanesOf({ grants: [grant({ window: open })], now });
    assert.equal(running?.used?.untilMs, now);
    assert.deepEqual(lanesOf({ grants: [grant({})], now }), []);
  });

  it('counts the days from the first use, and ends on the second', () => {
    const begin = at(firstUsedAt);
    assert.equal(finding(null, begin), 'The thirty days have not begun');
    assert.equal(finding(window, begin), 'Day 1 of 30: 30 days left');
    assert.equal(finding(window, begin + dayMs - 1), 'Day 1 of 30: 29 days left');
    assert.equal(finding(window, begin + dayMs), 'Day 2 of 30: 29 days left');
    assert.equal(finding(window, begin + 30 * dayMs - 1), 'Day 30 of 30: under a minute left');
    assert.equal(finding(window, begin + 30 * dayMs), 'The thirty days are over');
  });
});
