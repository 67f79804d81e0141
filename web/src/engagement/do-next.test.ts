import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Agreement, Grant, Question } from '../api/views.ts';
import { doNextOf, type Known } from './do-next.ts';

const now = Date.parse('2026-12-05T09:00:00Z');
const known = (change: Partial<Known>): Known => ({
  engagement: { id: 'submission_1', declaredAs: 'kestrel-9', state: 'open' } as Known['engagement'],
  grants: [],
  agreements: [],
  determinations: [],
  appeals: [],
  partnerships: [],
  destruction: { submissionId: 'submission_1', destruction: null, may: [] },
  ...change,
});
const grant = (change: object): Grant =>
  ({
    state: 'requested',
    may: [],
    terms: null,
    window: null,
    ended: null,
    requestedAt: '2026-12-01T09:00:00Z',
    runner: { pseudonym: 'evaluator-7' },
    ...change,
  }) as unknown as Grant;
const terms = {
  document: { kind: 'terms', isInForce: true, title: 'Terms of access' },
  developer: null,
  evaluator: null,
  isAgreed: false,
} as unknown as Agreement;
const whats = (...found: Known[]) => doNextOf([], found, now).map(({ what }) => what);

describe('what to do next', () => {
  it('is nothing where nothing is asked, and terms alone ask for nothing', () => {
    assert.deepEqual(whats(known({ agreements: [terms] })), []);
    assert.deepEqual(whats(known({ grants: [grant({ may: [] })] })), []);
  });

  it('puts what ends first before what has no end, and the longest wait before the newest', () => {
    const signing = grant({
      state: 'offered',
      may: ['sign'],
      terms: { window: { claimUntil: '2026-12-09T09:00:00Z' } },
    });
    const asked = grant({ may: ['offer'], requestedAt: '2026-12-04T09:00:00Z' });
    const question = {
      may: ['supplement'],
      submissionId: 'submission_2',
      declaredAs: 'merlin-2',
      evaluator: 'Tern Office',
      stateSince: '2026-12-02T09:00:00Z',
    } as unknown as Question;
    const found = doNextOf([question], [known({ grants: [asked, signing] })], now);
    assert.deepEqual(
      found.map(({ what, until }) => [what, until]),
      [
        ['Sign the terms for evaluator-7', '2026-12-09T09:00:00Z'],
        ['Tern Office needs to know more before it can answer', undefined],
        ['Write terms for evaluator-7, or decline', undefined],
      ],
    );
  });

  it('names the terms once access is asked for, and not after both sides accepted them', () => {
    const asked = grant({ may: ['offer'] });
    assert.ok(
      whats(known({ grants: [asked], agreements: [terms] })).includes('Read the terms of access'),
    );
    const agreed = { ...terms, isAgreed: true };
    assert.deepEqual(whats(known({ grants: [asked], agreements: [agreed] })), [
      'Write terms for evaluator-7, or decline',
    ]);
  });

  it('tells of an access that ends within seven days, and of none that is over', () => {
    const closing = (closesAt: string) =>
      whats(known({ grants: [grant({ state: 'active', window: { closesAt } })] })).length;
    const week = 7 * 86_400_000;
    const at = (ms: number) => new Date(now + ms).toISOString();
    assert.deepEqual(
      [closing(at(week + 1)), closing(at(week)), closing(at(1)), closing(at(0))],
      [0, 1, 1, 0],
    );
  });
});
