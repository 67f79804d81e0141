/**
 * Whether terms fit into a declared model's thirty days. Pure.
 *
 * A gateway caps every window by the first use that its own log shows; it cannot know of another gateway's.
 * So where the first use was elsewhere, the words alone must end in time, and while one submission's
 * government grant has not opened, no other submission's can be signed: else two could each begin thirty
 * days of the same model.
 */
import { checkedInstant, windowSMax, type GrantTerms } from '#gateway';

export interface ModelFacts {
  now: Date;
  /** The first government use of the declared model, and whether it was through this very gateway. */
  firstUse: { at: Date; isHere: boolean } | undefined;
  /** Signed government grants of the model in other submissions whose windows have not opened. */
  unopenedElsewhere: number;
}

export const endOfThirtyDays = (firstUsedAt: Date): Date =>
  new Date(firstUsedAt.getTime() + windowSMax * 1000);

/** What is wrong, in words, or nothing; only government grants draw on the thirty days. */
export function faultOfThirtyDays(
  terms: Pick<GrantTerms, 'kind' | 'window'>,
  { now, firstUse, unopenedElsewhere }: ModelFacts,
): string | undefined {
  if (terms.kind !== 'government') return undefined;
  if (firstUse === undefined) {
    return unopenedElsewhere === 0
      ? undefined
      : 'another submission of this model has a signed government grant whose window has not opened; wait until it opens or ends';
  }
  const endsAt = endOfThirtyDays(firstUse.at).getTime();
  if (now.getTime() >= endsAt) return 'the thirty days of this model are over; none can follow';
  const { claimFrom, claimUntil, lengthS } = terms.window;
  if (checkedInstant(claimFrom).getTime() >= endsAt) {
    return '`/window/claimFrom` lies after the end of this model’s thirty days';
  }
  if (firstUse.isHere) return undefined;
  const latest = checkedInstant(claimUntil).getTime() + lengthS * 1000;
  return latest <= endsAt
    ? undefined
    : 'this model was first used through another gateway: `/window/claimUntil` and `/window/lengthS` together must end within its thirty days';
}
