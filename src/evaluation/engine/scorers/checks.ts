/**
 * Checks that a task brings: programs of the task's author, in a sandbox of their own with the answer on
 * standard input, the whole task and what the agent left to read, and an empty folder to work in.
 */
import { z } from 'zod';
import type { RunFinished } from '#platform/sandbox';
import { SampleEnded } from '../disposition.ts';
import { lastWords, seedEnv } from '../place/furnish.ts';
import { commandLimits, endOf, runIn } from '../place/sandboxes.ts';
import type { Scorer, Words } from '../suite/task.ts';
import type { Judging, Score } from './score.ts';

type Of<Kind extends Scorer['kind']> = Extract<Scorer, { kind: Kind }>;

const interpreters: Readonly<Record<string, string>> = { py: 'python3', mjs: 'node', sh: 'sh' };

const verdict = z.looseObject({
  value: z.number().min(0).max(1),
  rungs: z.record(z.string().max(100), z.boolean()).optional(),
  explanation: z.string().max(10_000).default(''),
});

/** One program judges the answer and says so in JSON. */
export async function scoreAnswer(scorer: Of<'answer'>, judging: Judging): Promise<Score> {
  const interpreter = interpreters[scorer.check.split('.').at(-1) ?? ''] ?? 'sh';
  const run = await check([interpreter, `/task/${scorer.check}`], scorer.timeoutMs, judging);
  if (run.exitCode !== 0) throw failed(`\`${scorer.check}\``, run);
  const lines = Buffer.from(run.stdout).toString('utf8').trim().split('\n');
  try {
    const { value, rungs, explanation } = verdict.parse(JSON.parse(lines.at(-1) ?? ''));
    return { value, explanation, ...(rungs === undefined ? {} : { rungs }) };
  } catch {
    const what = 'does not end with a line such as `{"value": 1}`';
    throw new SampleEnded('scorer_failed', `\`${scorer.check}\` ${what}`);
  }
}

/** Each check by itself; exit code 0 is *held*. */
export async function scoreRungs(scorer: Of<'rungs'>, judging: Judging): Promise<Score> {
  const rungs: Record<string, boolean> = {};
  let held = 0;
  let all = 0;
  for (const { name, run: line, weight } of scorer.checks) {
    const run = await check(['sh', '-c', line], scorer.timeoutMs, judging);
    if (run.stopped !== null) throw failed(`\`${name}\``, run);
    rungs[name] = run.exitCode === 0;
    all += weight;
    if (rungs[name]) held += weight;
  }
  const names = Object.entries(rungs).map(([name, isHeld]) => `${isHeld ? '+' : '-'} ${name}`);
  return { value: held / all, explanation: names.join('\n'), rungs };
}

async function check(
  words: Words,
  wallMs: number,
  { workplace, answer, signal }: Judging,
): Promise<RunFinished> {
  const { task, seed, sandboxes } = workplace;
  const folder = await workplace.emptyFolder('check');
  const command = {
    words,
    cwd: '/work',
    env: { ...task.env, ...seedEnv(seed, task) },
    stdin: Buffer.from(answer),
    mounts: [
      ...(await workplace.leftMounts()),
      { host: folder, inside: '/work', access: 'write' as const },
    ],
    limits: commandLimits.check(wallMs),
    needs: task.needs,
  };
  const run = await runIn(sandboxes.forOthers, sandboxes.tier, command, signal);
  if (run.stopped === 'wall-time') throw failed('a check', run);
  return run;
}

const failed = (what: string, run: RunFinished) =>
  new SampleEnded('scorer_failed', `${what}: ${endOf(run)} ${lastWords(run)}`.trim());
