/** Budgets: no order of reservations and settlements passes them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BudgetMeter, type Budget, type Reservation } from './budget.ts';

const terms = (change: Partial<Budget>): Budget => ({
  requests: 100,
  tokens: 1000,
  streamsMax: 10,
  outputTokensMax: 100,
  contextTokensMax: 1000,
  requestBytesMax: 1000,
  ...change,
});

describe('a budget', () => {
  it('is not passed by one token by a hundred at once', () => {
    const meter = new BudgetMeter(terms({ streamsMax: 1000, requests: 1000 }));
    const taken = Array.from({ length: 100 }, () => meter.reserve(11)).filter(
      (each) => typeof each !== 'string',
    );
    assert.equal(taken.length, 90);
    assert.equal(meter.reservedTokens, 990);
    assert.equal(meter.reserve(11), 'tokens');
    assert.notEqual(meter.reserve(10), 'tokens');
  });

  it('holds in every order of reserving, settling and giving back', () => {
    const act = fc.oneof(
      fc.record({ what: fc.constant('reserve' as const), tokens: fc.nat(400) }),
      fc.record({ what: fc.constant('settle' as const), which: fc.nat(20), share: fc.nat(100) }),
      fc.record({ what: fc.constant('release' as const), which: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        const budget = terms({ requests: 40, streamsMax: 5 });
        const meter = new BudgetMeter(budget);
        const open: Reservation[] = [];
        for (const each of acts) {
          if (each.what === 'reserve') {
            const reservation = meter.reserve(each.tokens);
            if (typeof reservation !== 'string') open.push(reservation);
          } else {
            const [reservation] = open.splice(each.which % (open.length || 1), 1);
            if (reservation === undefined) continue;
            if (each.what === 'release') meter.release(reservation);
            else meter.settle(reservation, Math.floor((reservation.tokens * each.share) / 100));
          }
          assert.ok(meter.spent.tokens + meter.reservedTokens <= budget.tokens);
          assert.ok(meter.spent.requests <= budget.requests);
          assert.ok(meter.running <= budget.streamsMax);
          assert.equal(meter.running, open.length);
        }
      }),
    );
  });

  it('refuses a second settlement, and counts that are none', () => {
    const meter = new BudgetMeter(terms({}));
    const reservation = meter.reserve(10);
    assert.ok(typeof reservation !== 'string');
    meter.settle(reservation, 3);
    assert.throws(() => meter.settle(reservation, 3), /settled once/);
    assert.throws(() => meter.reserve(-1), RangeError);
    assert.throws(() => meter.reserve(NaN), RangeError);
  });

  it('is exhausted when an endpoint used more than it was asked, and admits nothing more', () => {
    const meter = new BudgetMeter(terms({}));
    const reservation = meter.reserve(10);
    assert.ok(typeof reservation !== 'string');
    meter.settle(reservation, 5000);
    assert.ok(meter.isExhausted);
    assert.equal(meter.reserve(1), 'tokens');
  });
});
