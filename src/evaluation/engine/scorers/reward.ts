/**
 * Harbor's verifier: `tests/test.sh`, shown only now, over the agent's folder, which nobody uses after. It
 * writes the score where Harbor says.
 */
import { lastWords } from '../place/furnish.ts';
import { readLeft } from '../place/left.ts';
import { commandLimits, endOf, runIn } from '../place/sandboxes.ts';
import type { Scorer } from '../suite/task.ts';
import { SampleEnded } from '../disposition.ts';
import type { Judging, Score } from './score.ts';
import { join } from 'node:path';

export async function scoreReward(
  { timeoutMs }: Extract<Scorer, { kind: 'reward' }>,
  { workplace, signal }: Judging,
): Promise<Score> {
  const { task, sandboxes } = workplace;
  const log = await workplace.emptyFolder('verifier');
  const command = {
    words: ['bash', '/tests/test.sh'],
    cwd: task.home,
    env: task.env,
    mounts: [
      { host: await workplace.folder(), inside: task.home, access: 'write' as const },
      { host: join(task.folder, 'tests'), inside: '/tests', access: 'read' as const },
      { host: log, inside: '/logs/verifier', access: 'write' as const },
    ],
    limits: commandLimits.check(timeoutMs),
    needs: task.needs,
  };
  const run = await runIn(sandboxes.forOthers, sandboxes.tier, command, signal);
  const value = await rewardIn(log);
  if (value !== undefined) return { value, explanation: lastWords(run) };
  throw new SampleEnded('scorer_failed', `no reward was written: ${endOf(run)} ${lastWords(run)}`);
}

async function rewardIn(log: string): Promise<number | undefined> {
  const text = await readLeft(log, 'reward.txt');
  const json = await readLeft(log, 'reward.json');
  const number = 'missing' in text ? rewardOf(json) : Number(Buffer.from(text).toString('utf8'));
  return number !== undefined && number >= 0 && number <= 1 ? number : undefined;
}

function rewardOf(json: Uint8Array | { missing: string }): number | undefined {
  if ('missing' in json) return undefined;
  try {
    const { reward } = JSON.parse(Buffer.from(json).toString('utf8')) as { reward: unknown };
    return typeof reward === 'number' ? reward : undefined;
  } catch {
    return undefined;
  }
}
