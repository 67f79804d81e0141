/** Thirty days: what cannot be written, and what no sequence of grants can reach. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayMs, later, makeParties, signedGrant, termsAt } from './grant.fixture.ts';
import { grantDigest, grantText } from './grant.ts';
import { Grants } from './grants.ts';
import { instantOf, textOf } from './instant.ts';
import { grantKinds } from './kind.ts';
import { isInside, openWindow, reviewWindow, windowSMax } from './window.ts';

const now = new Date('2026-12-01T09:00:00Z');

describe('a review window', () => {
  it('lasts 30 days at most: a second more is no window, a second less is one', () => {
    const end = (s: number) => later(now, s * 1000);
    assert.throws(() => reviewWindow(now, end(windowSMax + 1)), /at most 2592000 s/);
    assert.throws(() => reviewWindow(now, later(now, windowSMax * 1000 + 1)), /at most/);
    assert.doesNotThrow(() => reviewWindow(now, end(windowSMax)));
    assert.doesNotThrow(() => reviewWindow(now, end(windowSMax - 1)));
  });

  it('closes after it opens, and time that is none makes none', () => {
    for (const closesAt of [now, later(now, -1), new Date(NaN)]) {
      assert.throws(() => reviewWindow(now, closesAt), RangeError);
    }
    assert.throws(() => reviewWindow(new Date(NaN), now), RangeError);
  });

  it('holds its opening and not its close', () => {
    const window = reviewWindow(now, later(now, 10_000));
    const inside = [-1, 0, 9_999, 10_000].map((ms) => isInside(window, later(now, ms)));
    assert.deepEqual(inside, [false, true, true, false]);
  });

  it('keeps its own dates, whatever becomes of the ones it was made of', () => {
    const opensAt = new Date(now);
    const window = reviewWindow(opensAt, later(now, 1000));
    opensAt.setFullYear(2000);
    assert.deepEqual(window.opensAt, now);
  });

  it('begins at real use and ends at partner release, if that is first', () => {
    const { window } = termsAt(now);
    const opened = later(now, 6.5 * dayMs);
    const whole = openWindow({ ...window, lengthS: windowSMax }, 'government', opened, undefined);
    assert.ok(whole !== 'closed');
    assert.equal(textOf(whole.closesAt), window.partnerReleaseAt);
    const short = openWindow({ ...window, lengthS: 60 }, 'government', opened, undefined);
    assert.ok(short !== 'closed');
    assert.deepEqual(short.closesAt, later(opened, 60_000));
  });
});

describe('the terms of a window', () => {
  const faulty = (change: object) =>
    assert.throws(() => grantText(termsAt(now, { window: { ...termsAt(now).window, ...change } })));

  it('cannot say more than 30 days, not by a second', () => {
    faulty({ lengthS: windowSMax + 1 });
    faulty({ lengthS: 0 });
    faulty({ lengthS: 1.5 });
    const from = instantOf(termsAt(now).window.claimFrom) as Date;
    faulty({ partnerReleaseAt: textOf(later(from, (windowSMax + 1) * 1000)) });
    assert.doesNotThrow(() =>
      grantText(
        termsAt(now, {
          window: {
            ...termsAt(now).window,
            lengthS: windowSMax,
            partnerReleaseAt: textOf(later(from, windowSMax * 1000)),
          },
        }),
      ),
    );
  });

  it('needs the partner release of a government grant, and of no other', () => {
    faulty({ partnerReleaseAt: null });
    for (const kind of ['partner', 'tool'] as const) {
      assert.throws(() => grantText(termsAt(now, { kind })), /government grants only/);
      const window = { ...termsAt(now).window, partnerReleaseAt: null };
      assert.doesNotThrow(() => grantText(termsAt(now, { kind, window })));
    }
  });

  it('has one spelling of time, and no day that does not exist', () => {
    for (const text of [
      '2026-02-30T09:00:00Z',
      '2026-12-01T09:00:00.000Z',
      '2026-12-01T10:00:00+01:00',
      '2026-12-01T24:00:00Z',
      '2026-12-01 09:00:00Z',
    ]) {
      assert.equal(instantOf(text), undefined, text);
      faulty({ claimFrom: text });
    }
  });
});

describe('grants of one declared model', () => {
  const { people } = makeParties();

  it('never give government access outside one interval of 30 days, whatever is granted and when', () => {
    const step = fc.record({
      waitS: fc.integer({ min: 0, max: 40 * 86_400 }),
      kind: fc.constantFrom(...grantKinds),
      lengthS: fc.oneof(fc.integer({ min: 1, max: windowSMax }), fc.constant(windowSMax)),
      slipS: fc.integer({ min: 60, max: windowSMax }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const grants = new Grants();
        let at = now;
        let epoch = 0;
        const used: { from: number; to: number }[] = [];
        for (const { waitS, kind, lengthS, slipS } of steps) {
          at = later(at, waitS * 1000);
          const partnerReleaseAt = kind === 'government' ? textOf(later(at, slipS * 1000)) : null;
          const window = {
            claimFrom: textOf(at),
            claimUntil: textOf(later(at, 30_000)),
            lengthS,
            partnerReleaseAt,
          };
          const terms = termsAt(at, { kind, window, epoch: ++epoch });
          const note = signedGrant(terms, people);
          const digest = grantDigest(grantText(terms));
          try {
            grants.checkNew(terms, digest, 'sub_0001', at);
          } catch {
            continue;
          }
          const leaf = { at, actor: 'a', subject: digest };
          grants.apply(0, { ...leaf, type: 'gateway.grant_activated', payload: { digest, note } });
          const held = grants.get(digest);
          assert.ok(held !== undefined);
          const opened = grants.windowAt(held, at);
          if (opened === 'closed') continue;
          const { opensAt, closesAt } = opened;
          grants.apply(1, {
            ...leaf,
            type: 'gateway.window_opened',
            payload: {
              digest,
              opensAt: opensAt.toISOString(),
              closesAt: closesAt.toISOString(),
            },
          });
          if (kind === 'government') used.push({ from: opensAt.getTime(), to: closesAt.getTime() });
        }
        if (used.length === 0) return;
        const first = Math.min(...used.map(({ from }) => from));
        const last = Math.max(...used.map(({ to }) => to));
        assert.ok(last - first <= windowSMax * 1000, `${(last - first) / 1000} s`);
      }),
      { numRuns: 60 },
    );
  });

  it('have no word for an extension', () => {
    const words = Object.getOwnPropertyNames(Grants.prototype).join(' ');
    assert.doesNotMatch(words, /extend|renew|prolong/i);
  });
});
