/**
 * A folder made as a task says: files, then `setup` with the sample's `SEED` and `FLAG`, then `build`. The
 * agent's folder, its hosts' and a scorer's clean tree are all made by this, so that they agree.
 */
import type { Mount, RunFinished } from '#platform/sandbox';
import { SampleEnded } from '../disposition.ts';
import type { SampleSeed } from '../seed.ts';
import { place } from '../suite/folder.ts';
import type { Placed, Task, Words } from '../suite/task.ts';
import { commandLimits, CommandRefused, endOf, runIn, type Sandboxes } from './sandboxes.ts';
import { readable } from './shown.ts';

export interface Furnishing {
  task: Task;
  /** On this host: a folder that is there and empty. */
  folder: string;
  inside: string;
  files: Placed;
  setup: string | null;
  build: readonly Words[];
}

/** Throws `SampleEnded` with `task_failed` where a step does not end with exit code 0. */
export async function furnish(
  sandboxes: Sandboxes,
  { task, folder, inside, files, setup, build }: Furnishing,
  seed: SampleSeed,
  signal: AbortSignal,
): Promise<void> {
  await place(task.folder, files, folder);
  const own: Mount = { host: folder, inside, access: 'write' };
  const step = async (words: Words, what: string, mounts: Mount[], env: Record<string, string>) => {
    const command = {
      words,
      cwd: inside,
      env,
      mounts,
      limits: commandLimits.build,
      needs: task.needs,
    };
    const run = await runIn(sandboxes.forOthers, sandboxes.tier, command, signal).catch(
      (error: unknown) => {
        if (!(error instanceof CommandRefused)) throw error;
        throw new SampleEnded('task_failed', `${what}: ${error.message}`);
      },
    );
    if (run.exitCode === 0 && run.stopped === null) return;
    throw new SampleEnded('task_failed', `${what} ended with ${endOf(run)}: ${lastWords(run)}`);
  };
  if (setup !== null) {
    const whole: Mount = { host: task.folder, inside: '/task', access: 'read' };
    const words = [setup.endsWith('.py') ? 'python3' : 'sh', `/task/${setup}`];
    await step(words, `\`${setup}\``, [own, whole], { ...task.env, ...seedEnv(seed, task) });
  }
  for (const words of build) await step(words, `\`${words.join(' ')}\``, [own], task.env);
}

export const seedEnv = ({ seed, flag }: SampleSeed, task: Task): Record<string, string> => ({
  SEED: String(seed),
  FLAG: task.flag ?? flag,
});

/** The end of what a run said, on one line. */
export function lastWords({ stdout, stderr }: RunFinished): string {
  const text = readable(Buffer.from(stderr.length > 0 ? stderr : stdout));
  return text.trim().replace(/\s+/g, ' ').slice(-300);
}
