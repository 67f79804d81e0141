/**
 * The review window: how long a model may be reached before its release to trusted partners (EO 14409
 * section 3; requirements S05, Q21). Voluntary, at most 30 days, and it ends by itself.
 *
 * INVARIANT (thirty days): no value of `ReviewWindow` is longer than 2,592,000 s, and all government
 * access to what the developer declares one model lies inside one such window, which begins at the
 * first request admitted. Nothing here can make a window longer: there is no verb for it.
 */
import { z } from 'zod';
import { checkedInstant, instantText } from './instant.ts';
import type { GrantKind } from './kind.ts';

/** 30 days of 86,400 s. */
export const windowSMax = 2_592_000;

declare const checked: unique symbol;
/** Half-open: `opensAt` is inside, `closesAt` is not. Made only by `reviewWindow`. */
export interface ReviewWindow {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly [checked]: true;
}

export function reviewWindow(opensAt: Date, closesAt: Date): ReviewWindow {
  const lengthMs = closesAt.getTime() - opensAt.getTime();
  if (!(lengthMs > 0)) throw new RangeError('a window must close after it opens');
  if (lengthMs > windowSMax * 1000) {
    throw new RangeError(`a window lasts at most ${windowSMax} s (30 days)`);
  }
  return { opensAt: new Date(opensAt), closesAt: new Date(closesAt) } as ReviewWindow;
}

export const isInside = (window: ReviewWindow, at: Date): boolean =>
  at.getTime() >= window.opensAt.getTime() && at.getTime() < window.closesAt.getTime();

/**
 * What a grant says of time. The window opens at the first request admitted between `claimFrom` and
 * `claimUntil`, so a slow start costs the evaluator nothing; unclaimed, the grant lapses.
 */
export const windowTerms = z.strictObject({
  claimFrom: instantText,
  claimUntil: instantText,
  lengthS: z.int().min(1).max(windowSMax),
  /** Planned release to trusted partners; a government grant must have one. */
  partnerReleaseAt: instantText.nullable(),
});
export type WindowTerms = z.output<typeof windowTerms>;

/** What is wrong with the terms' own dates, or nothing. */
export function faultOfWindow(terms: WindowTerms, kind: GrantKind): string | undefined {
  const from = checkedInstant(terms.claimFrom).getTime();
  const until = checkedInstant(terms.claimUntil).getTime();
  if (until <= from) return '`claimUntil` must be after `claimFrom`';
  if (until - from > windowSMax * 1000) return 'a grant is claimed within 30 days or not at all';
  if (kind !== 'government') {
    return terms.partnerReleaseAt === null
      ? undefined
      : '`partnerReleaseAt` belongs to government grants only';
  }
  if (terms.partnerReleaseAt === null) return 'a government grant names `partnerReleaseAt`';
  const release = checkedInstant(terms.partnerReleaseAt).getTime();
  if (release - from > windowSMax * 1000) {
    return 'a review opens at most 30 days before the planned partner release';
  }
  return until <= release ? undefined : '`claimUntil` must not be after `partnerReleaseAt`';
}

/**
 * The window that opens when a grant is first used. `modelFirstUsedAt`: when any government grant for
 * the same declared model was first used; later grants draw on what is left of that one window and
 * never begin another, however their dates slipped.
 */
export function openWindow(
  terms: WindowTerms,
  kind: GrantKind,
  openedAt: Date,
  modelFirstUsedAt: Date | undefined,
): ReviewWindow | 'closed' {
  const ends = [openedAt.getTime() + terms.lengthS * 1000];
  if (terms.partnerReleaseAt !== null) ends.push(checkedInstant(terms.partnerReleaseAt).getTime());
  if (kind === 'government' && modelFirstUsedAt !== undefined) {
    ends.push(modelFirstUsedAt.getTime() + windowSMax * 1000);
  }
  const closesAt = Math.min(...ends);
  if (closesAt <= openedAt.getTime()) return 'closed';
  return reviewWindow(openedAt, new Date(closesAt));
}
