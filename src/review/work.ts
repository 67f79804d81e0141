/** What an inner worker does for review, as a step that its loop repeats: it lets time end things, and says so. */
import type { Context } from '#platform/context';
import { expirePartnerships } from './commands/end-partnership.ts';
import { endWithholdings, noteOverdue } from './commands/open-assessments.ts';

/** Each ends, or notes, what its time has ended, some at a time, and returns how many. */
const endings = [endWithholdings, noteOverdue, expirePartnerships];

export interface ReviewWork {
  expire(): Promise<number>;
}

export function openReviewWork(ctx: Context): ReviewWork {
  return {
    async expire() {
      let ended = 0;
      for (const end of endings) ended += await end(ctx);
      return ended;
    },
  };
}
