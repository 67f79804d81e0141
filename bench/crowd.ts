/**
 * How many sandboxes hold at once, and what is left of them after kill -9: of their worker, and of their
 * supervisor. Targets (issue): 140 at once in gVisor; an orphan of any kind gone within 60 s.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { limitsFor, openSandbox, type RunOutcome, type Tier } from '#platform/sandbox';

const atOnce = 140;
const orphaned = 20;
const goneMsMax = 60_000;

export async function benchCrowd(): Promise<void> {
  const sandbox = await openSandbox({ runsMax: atOnce });
  let available: Tier[];
  try {
    ({ available } = await sandbox.tiers());
    for (const tier of available) {
      const from = performance.now();
      const outcomes = await Promise.all(
        Array.from({ length: atOnce }, (_, place) =>
          sandbox.run({
            tier,
            argv: [
              '/bin/sh',
              '-c',
              `n=0; while [ $n -lt 20 ]; do sleep 1; n=$((n+1)); done; echo ${place}`,
            ],
            cwd: '/',
            env: { PATH: '/usr/bin:/bin' },
            mounts: [],
            limits: { ...limitsFor.run, wallMs: 300_000, cpuMs: 60_000 },
          }),
        ),
      );
      const held = outcomes.filter((outcome, place) => saysItsPlace(outcome, place)).length;
      const seconds = ((performance.now() - from) / 1000).toFixed(0);
      console.log(
        `${tier}: ${held} of ${atOnce} at once did 20 s of their own and ended by themselves, in ${seconds} s`,
      );
    }
  } finally {
    await sandbox.close();
  }
  for (const tier of available) {
    for (const killed of ['worker', 'supervisor'] as const) await printOrphans(tier, killed);
  }
}

const saysItsPlace = (outcome: RunOutcome, place: number): boolean =>
  outcome.kind === 'finished' &&
  outcome.exitCode === 0 &&
  Buffer.from(outcome.stdout).toString().trim() === String(place);

async function printOrphans(tier: Tier, killed: 'worker' | 'supervisor'): Promise<void> {
  const mark = randomUUID();
  const worker = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      new URL('crowd-process.ts', import.meta.url).pathname,
    ],
    {
      env: { ...process.env, RUNS: String(orphaned), TIER: tier, MARK: mark },
      stdio: ['ignore', 'ignore', 'ignore'],
    },
  );
  const ended = once(worker, 'exit');
  const up = performance.now() + goneMsMax;
  while (marked(mark).length < orphaned && performance.now() < up) await sleep(100);
  const alive = marked(mark).length;
  const victim = killed === 'worker' ? worker.pid : childOf(worker.pid);
  if (victim !== undefined) process.kill(victim, 'SIGKILL');
  const from = performance.now();
  while (marked(mark).length > 0 && performance.now() - from < goneMsMax) await sleep(20);
  const left = marked(mark).length;
  const seconds = ((performance.now() - from) / 1000).toFixed(2);
  worker.kill('SIGKILL');
  await ended;
  console.log(
    `${tier}: ${alive} processes of ${orphaned} runs; ${killed} killed -9: ${left === 0 ? `none left after ${seconds} s` : `${left} LEFT after ${seconds} s`}`,
  );
}

/** Processes whose command line holds the mark; what a sandbox hides from `ps` is not hidden from us. */
function marked(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(mark))
    .map(Number);
}

function childOf(pid: number | undefined): number | undefined {
  const [child] = textOf(`/proc/${pid}/task/${pid}/children`).split(' ');
  return child === undefined || child === '' ? undefined : Number(child);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
