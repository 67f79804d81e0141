/**
 * The intake budget, first form: how many reports may wait for validation at once, in all and for one
 * finder organisation. A report beyond it is refused with a time to come back, because a receipt is a
 * promise that somebody will look; and one finder's flood must not close the door to the others.
 */
import type { Context } from '#platform/context';
import { Refusal } from '#platform/problems';
import { waitingByFinder } from './store.ts';

/** The backlog is counted at most this often: a burst may pass the budget by what arrives in between. */
const countEveryMs = 1000;
const retryAfterSeconds = 60;
/** One organisation may hold this share of the places. */
const shareMax = 0.5;

export function openIntakeBudget(
  waitingMax: number,
): (ctx: Context, organisationId: string) => Promise<void> {
  let waiting = new Map<string, number>();
  let countedAtMs = -Infinity;
  return async (ctx, organisationId) => {
    const nowMs = performance.now();
    if (nowMs - countedAtMs >= countEveryMs) {
      countedAtMs = nowMs;
      waiting = await waitingByFinder(ctx.database.db);
    }
    const total = [...waiting.values()].reduce((sum, count) => sum + count, 0);
    const own = waiting.get(organisationId) ?? 0;
    if (total < waitingMax && own < waitingMax * shareMax) return;
    const whose =
      total >= waitingMax ? `${waitingMax} reports` : `${own} of your organisation’s reports`;
    throw new Refusal(
      'intake_full',
      `${whose} wait for validation, which is all this installation takes; nothing was accepted, try again later`,
      { retryAfterSeconds },
    );
  };
}
