import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fastClock, standingClock, steadyClock } from './index.ts';

test('a host clock that jumps back does not take time back: the last instant is repeated', () => {
  const host = [1000, 2000, 500, 1999, 2000, 2001];
  const clock = steadyClock(() => host.shift() ?? 0);
  const said = Array.from({ length: 6 }, () => clock.now().getTime());
  assert.deepEqual(said, [1000, 2000, 2000, 2000, 2000, 2001]);
});

test('however the host clock jumps, time never goes back and never runs ahead of it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e13 }), { minLength: 1 }), (host) => {
      let at = 0;
      const clock = steadyClock(() => host[at++] ?? 0);
      let last = -1;
      let latest = 0;
      for (const source of host) {
        latest = Math.max(latest, source);
        const now = clock.now().getTime();
        assert.ok(now >= last);
        assert.equal(now, latest);
        last = now;
      }
    }),
  );
});

test('what a caller does to a date it was given changes nobody else’s', () => {
  const clock = standingClock('2026-11-20T12:00:00Z');
  clock.now().setFullYear(1999);
  assert.equal(clock.now().toISOString(), '2026-11-20T12:00:00.000Z');
  clock.moveTo('2026-11-21T12:00:00Z');
  assert.equal(clock.now().toISOString(), '2026-11-21T12:00:00.000Z');
});

test('a fast clock starts at the present and runs by its factor, and not back', () => {
  let host = 1_000_000;
  const clock = fastClock(60, () => host);
  assert.equal(clock.now().getTime(), 1_000_000);
  host += 1000;
  assert.equal(clock.now().getTime(), 1_060_000);
  host -= 5000;
  assert.equal(clock.now().getTime(), 1_060_000);
});
