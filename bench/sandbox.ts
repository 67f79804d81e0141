/**
 * What the sandbox costs and holds: the time `/bin/true` takes in each tier over a bare spawn of it,
 * measured by turns so that a busy moment hits all alike, and how many hostile programs are
 * contained. Targets (issue): p50 at most 10 ms over a bare spawn in bubblewrap, 150 ms in gVisor.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { limitsFor, openSandbox, type Sandbox, type Tier } from '#platform/sandbox';
import { attack, programs, setStage, startNeighbour } from '#test/hostile';
import { percentile } from './percentile.ts';

const rounds = 60;
const warmUpRounds = 3;
const restMs = 15;
const targetMs: Record<Tier, number> = { bubblewrap: 10, gvisor: 150 };
const versionOf: Record<Tier, string[]> = {
  bubblewrap: ['bwrap', '--version'],
  gvisor: ['runsc', '--version'],
};

export async function benchSandbox(): Promise<void> {
  const sandbox = await openSandbox({ runsMax: 3 });
  try {
    const { available, absent, weaker } = await sandbox.tiers();
    for (const { tier, reason, mend } of absent)
      console.log(`${tier}: absent, ${reason} (${mend})`);
    for (const { tier, reason } of weaker) console.log(`${tier}: weaker here, ${reason}`);
    await printOverhead(sandbox, available);
    for (const tier of available) await printHeld(sandbox, tier);
  } finally {
    await sandbox.close();
  }
}

async function printOverhead(sandbox: Sandbox, tiers: Tier[]): Promise<void> {
  const bare: number[] = [];
  const taken = new Map<Tier, number[]>(tiers.map((tier) => [tier, []]));
  for (let round = -warmUpRounds; round < rounds; round++) {
    const bareMs = await timed(bareSpawn);
    if (round >= 0) bare.push(bareMs);
    for (const tier of tiers) {
      const ms = await timed(() => sandboxed(sandbox, tier));
      if (round >= 0) taken.get(tier)!.push(ms);
    }
  }
  const load = loadavg()[0]!.toFixed(1);
  console.log(`/bin/true, ${rounds} rounds by turns, ${cpus().length} processors, load ${load}`);
  console.log(`  bare spawn  p50 ${ms(percentile(bare, 0.5))}  p95 ${ms(percentile(bare, 0.95))}`);
  for (const [tier, all] of taken) {
    const over = percentile(all, 0.5) - percentile(bare, 0.5);
    const verdict = over <= targetMs[tier] ? 'within' : 'MISSES';
    const version = firstLine(versionOf[tier]);
    console.log(
      `  ${tier}  p50 ${ms(percentile(all, 0.5))}  p95 ${ms(percentile(all, 0.95))}  ` +
        `over bare: p50 ${ms(over)}, p95 ${ms(percentile(all, 0.95) - percentile(bare, 0.95))}; ` +
        `${verdict} ${targetMs[tier]} ms  (${version})`,
    );
  }
}

async function printHeld(sandbox: Sandbox, tier: Tier): Promise<void> {
  const stage = await setStage(sandbox, tier);
  const neighbour = startNeighbour(sandbox, tier);
  const runnable = programs.filter(({ file }) => stage.hasCompiler || !file.endsWith('.c'));
  let held = 0;
  for (const program of runnable) {
    const problems = await attack(sandbox, tier, program, stage);
    if (problems.length === 0) held += 1;
    else console.log(`  ${tier}: ${program.file}: ${problems.join('; ')}`);
  }
  await neighbour.stop();
  const arrivals = stage.arrivals();
  await stage.close();
  const reached = arrivals === 0 ? '' : `; ${arrivals} connections reached the host`;
  console.log(`${tier}: ${held} of ${runnable.length} hostile programs contained${reached}`);
}

async function sandboxed(sandbox: Sandbox, tier: Tier): Promise<void> {
  const outcome = await sandbox.run({
    tier,
    argv: ['/bin/true'],
    cwd: '/tmp',
    env: {},
    mounts: [],
    limits: limitsFor.run,
  });
  if (outcome.kind !== 'finished' || outcome.exitCode !== 0) {
    throw new Error(`/bin/true failed in ${tier}: ${JSON.stringify(outcome)}`);
  }
}

function bareSpawn(): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn('/bin/true', [], { env: {}, stdio: 'pipe' });
    child.once('error', failed);
    child.once('close', () => done());
  });
}

/** One at a time from rest: what the one before left to clean up is not this one's cost. */
async function timed(action: () => Promise<void>): Promise<number> {
  await sleep(restMs);
  const startedAt = performance.now();
  await action();
  return performance.now() - startedAt;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;

function firstLine([program = '', ...rest]: string[]): string {
  const path = ['/usr/bin', '/bin', '/usr/local/bin'].map((folder) => `${folder}/${program}`);
  const found = path.find((one) => existsSync(one)) ?? program;
  return execFileSync(found, rest, { encoding: 'utf8' }).split('\n')[0]!;
}
