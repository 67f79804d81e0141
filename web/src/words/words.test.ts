import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { duration, instant, lately } from './dates.ts';
import { eventWords } from './events.ts';

const anEvent = {
  id: 'event_1',
  at: '2026-11-20T14:05:00Z',
  actor: 'Ada Finch',
  subject: 'case_1',
  payload: {},
};

describe('words', () => {
  it('give day, hour and zone', () => {
    assert.equal(instant('2026-11-20T14:05:59.999Z'), '20 Nov 2026, 14:05 UTC');
    const now = Date.parse('2026-11-20T23:59:00Z');
    assert.equal(lately('2026-11-20T06:10:00Z', now), '06:10 UTC');
    assert.equal(lately('2026-11-19T06:10:00Z', now), '19 Nov 2026, 06:10 UTC');
    assert.deepEqual(
      [duration(400), duration(59_400), duration(125_000)],
      ['0.4 s', '59 s', '2 min 5 s'],
    );
  });

  it('are fair to an event nobody wrote a sentence for', () => {
    assert.equal(
      eventWords({ ...anEvent, type: 'clearinghouse.embargo_accepted' }).what,
      'Embargo accepted',
    );
  });
});
