/** The certificate towards the model: never more than a day, never past the window. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { certificateTimes } from './certificate.ts';

const hourMs = 3_600_000;
const now = new Date('2026-12-01T09:00:00.700Z');
const closing = (ms: number) => new Date(now.getTime() + ms);

describe('a certificate towards the model', () => {
  it('never lasts longer than a day, nor past the window, whenever and however it is asked for', () => {
    const ms = fc.integer({ min: -40 * 24 * hourMs, max: 40 * 24 * hourMs });
    let issued = 0;
    fc.assert(
      fc.property(ms, fc.integer({ min: 1, max: 24 }), (leftMs, hours) => {
        const windowClosesAt = closing(leftMs);
        const times = certificateTimes({ now, windowClosesAt, hours });
        if ('fault' in times) return assert.ok(leftMs < 1000, `${leftMs} ms were left`);
        issued += 1;
        assert.ok(times.until.getTime() - times.from.getTime() <= hours * hourMs);
        assert.ok(times.until <= windowClosesAt);
        assert.ok(times.until > now && times.from < now);
      }),
    );
    assert.ok(issued > 10);
  });

  it('is refused for 25 hours, for none, and once the window has closed', () => {
    for (const hours of [25, 0, -1, 1.5, NaN, Infinity]) {
      const times = certificateTimes({ now, windowClosesAt: closing(hourMs), hours });
      assert.ok('fault' in times, `${hours} hours`);
      assert.match(times.fault, /1 to 24 whole hours/);
    }
    for (const leftMs of [0, -1]) {
      const times = certificateTimes({ now, windowClosesAt: closing(leftMs), hours: 24 });
      assert.ok('fault' in times && /closed/.test(times.fault), `${leftMs} ms`);
    }
    assert.ok('fault' in certificateTimes({ now, windowClosesAt: new Date(NaN), hours: 24 }));
  });
});
