import { unfit } from '#platform/problems';
/**
 * When a developer plans to release: to trusted partners first, to everybody later, or neither said. Pure. A
 * plan is the developer's own and is held against nothing but itself and the day it is written. Windows end at
 * the release to partners; the one to the public is shown apart, and nothing is counted from it.
 */

export interface ReleasePlan {
  plannedReleaseAt: Date | null;
  publicReleaseAt: Date | null;
}

export function requirePlan({ plannedReleaseAt, publicReleaseAt }: ReleasePlan, now: Date): void {
  for (const [field, at] of Object.entries({ plannedReleaseAt, publicReleaseAt }))
    if (at !== null && at <= now) {
      throw unfit(`/${field}`, 'is over; name a time to come, or leave it out');
    }
  if (plannedReleaseAt !== null && publicReleaseAt !== null && publicReleaseAt < plannedReleaseAt) {
    throw unfit('/publicReleaseAt', 'must not be before the release to partners');
  }
}
