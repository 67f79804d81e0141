/** How a grant stands, in words that are true at the edges of its time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Grant, Submission } from '../api/views.ts';
import { grantSentence } from './grants.ts';

const parties = {
  developer: { organisation: 'Larch Labs' },
  evaluator: { organisation: 'Tern Office' },
} as Submission['parties'];
const closesAt = '2026-12-08T09:00:00Z';
const closes = Date.parse(closesAt);
const active = {
  state: 'active',
  window: { opensAt: '2026-12-01T09:00:00Z', closesAt },
  terms: null,
  ended: null,
  spent: { requests: 2, tokens: 1200 },
} as Grant;
const ended: NonNullable<Grant['ended']> = {
  at: closesAt,
  side: 'evaluator',
  person: 'Eli',
  because: '',
  isGatewayTold: false,
};
const says = (change: Partial<Grant>, now = closes) =>
  grantSentence({ ...active, ...change }, parties, now);

describe('a grant in words', () => {
  it('counts down to the end of its window and not past it', () => {
    assert.match(says({}, closes - 60_000), /closes by itself in 1 minute, on 8 Dec 2026/);
    assert.match(says({}, closes - 1), /closes by itself in under a minute/);
    for (const now of [closes, closes + 1]) {
      assert.equal(says({}, now), 'The window closed on 8 Dec 2026, 09:00 UTC.');
    }
  });

  it('says who ended it, what was used, and that a silent gateway is still being told', () => {
    assert.equal(
      says({ state: 'revoked', ended }),
      'Ended by Tern Office (Eli) on 8 Dec 2026, 09:00 UTC. Used: 2 requests, 1,200 tokens. The gateway has not answered yet; it is told until it does.',
    );
    const byTime = { ...ended, side: 'clock', person: null, because: 'the window closed' } as const;
    assert.equal(
      says({ state: 'expired', ended: byTime, spent: { requests: 0, tokens: 0 } }),
      'Ended by the clock on 8 Dec 2026, 09:00 UTC: the window closed. It was never used.',
    );
  });

  it('counts the signatures that are missing, and never calls a signed grant access', () => {
    const signing = { state: 'signing', window: null, activationProblem: null } as const;
    assert.equal(
      says({ ...signing, missing: { developer: 0, evaluator: 1 } }),
      '1 signature of four still missing. Nobody has access yet.',
    );
    assert.match(
      says({ ...signing, missing: { developer: 0, evaluator: 0 } }),
      /^All four signatures are there\. It is on its way/,
    );
  });
});
