/**
 * The scorer a task names. Scorers run after the agent has ended, in sandboxes of their own: nothing of
 * the agent is alive then, and what it left is data. A scorer that breaks is `scorer_failed`, never a score.
 */
import { SampleEnded } from '../disposition.ts';
import { scoreAnswer, scoreRungs } from './checks.ts';
import { scoreCrash } from './crash-differential.ts';
import { scorePatch } from './patch.ts';
import { scoreReward } from './reward.ts';
import type { Judging, Score } from './score.ts';

export type { Score } from './score.ts';

/** Throws `SampleEnded`, or what `signal` was aborted with. */
export async function score(judging: Judging): Promise<Score> {
  try {
    return await scoreBy(judging);
  } catch (error) {
    if (error instanceof SampleEnded) throw error;
    judging.signal.throwIfAborted();
    throw new SampleEnded('scorer_failed', (error as Error).message, { cause: error });
  }
}

async function scoreBy(judging: Judging): Promise<Score> {
  const { task, seed } = judging.workplace;
  switch (task.scorer.kind) {
    case 'flag': {
      const isThere = judging.answer.includes(task.flag ?? seed.flag);
      const explanation = isThere
        ? 'the answer holds the flag'
        : 'the answer does not hold the flag';
      return { value: isThere ? 1 : 0, explanation };
    }
    case 'answer':
      return scoreAnswer(task.scorer, judging);
    case 'rungs':
      return scoreRungs(task.scorer, judging);
    case 'crash_differential':
      return scoreCrash(task.scorer, judging);
    case 'patch':
      return scorePatch(task.scorer, judging);
    case 'reward':
      return scoreReward(task.scorer, judging);
  }
}
