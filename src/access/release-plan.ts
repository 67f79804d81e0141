/**
 * When a developer plans to release: to trusted partners first, to everybody later, or neither said. Pure. A
 * plan is the developer's own and is held against nothing but itself and the day it is written. Windows end at
 * the release to partners; the one to the public is shown apart, and nothing is counted from it.
 */
import { checkedInstant } from '#gateway';
import { unfit } from '#platform/problems';

export interface ReleasePlan {
  plannedReleaseAt: Date | null;
  publicReleaseAt: Date | null;
}

/** As a body has it, checked by its schema. */
export const plannedAt = (text: string | null): Date | null =>
  text === null ? null : checkedInstant(text);

const unplanned: ReleasePlan = { plannedReleaseAt: null, publicReleaseAt: null };

/** A date that stays as it was before may be over by now. */
export function requirePlan(plan: ReleasePlan, now: Date, before = unplanned): void {
  for (const field of ['plannedReleaseAt', 'publicReleaseAt'] as const) {
    const at = plan[field];
    if (at !== null && at <= now && at.getTime() !== before[field]?.getTime()) {
      throw unfit(`/${field}`, 'is over; name a time to come, or `null` for none');
    }
  }
  const { plannedReleaseAt, publicReleaseAt } = plan;
  if (plannedReleaseAt !== null && publicReleaseAt !== null && publicReleaseAt < plannedReleaseAt) {
    throw unfit('/publicReleaseAt', 'must not be before the release to partners');
  }
}
