/**
 * How many whole validations a host finishes: fetch nothing, build, 5 runs, the benign inputs, sealed
 * evidence, for each kind of environment, one at a time and one a processor. First-party fixtures, so
 * the figure is the engine's and the sandbox's, not a registry's.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSandbox, type Sandbox, type TierPolicy } from '#platform/sandbox';
import { readBundle, reproduce, type Bundle } from '#proof';
import { fixture, fixtureNames, noFetching } from '#test/bundles';
import { median } from './percentile.ts';

const measureMs = 6_000;
const policies: TierPolicy[] = ['any', 'not-shared-kernel'];

/** Prints the figures; never fails on them, but says when a verdict was not the one expected. */
export async function benchProof(): Promise<void> {
  console.log(`proof: ${versions()}, load ${loadavg()[0]?.toFixed(1)}`);
  const sandbox = await openSandbox();
  const workDir = await mkdtemp(join(tmpdir(), 'sallyport-bench-'));
  try {
    const { available } = await sandbox.tiers();
    if (available.length === 0) return console.log('  no sandbox on this host, so nothing is run');
    for (const policy of policies) {
      if (policy === 'not-shared-kernel' && !available.includes('gvisor')) continue;
      for (const name of fixtureNames) await measure(sandbox, workDir, policy, name);
    }
  } finally {
    await sandbox.close();
    await rm(workDir, { recursive: true, force: true });
  }
}

async function measure(
  sandbox: Sandbox,
  workDir: string,
  tierPolicy: TierPolicy,
  name: string,
): Promise<void> {
  const bundle = await readBundle({ kind: 'folder', path: fixture(name) });
  const prove = async () => {
    const proof = await reproduce(bundle, { sandbox, workDir, tierPolicy, fetching: noFetching });
    if (proof.verdict !== 'confirmed') console.log(`  ${name}: ${proof.verdict}, ${proof.reason}`);
    return proof;
  };
  const { tier } = await prove();
  const alone = await rate(prove, 1);
  const together = await rate(prove, cpus().length);
  console.log(
    `  ${tier}  ${bundle.report.environment.kind.padEnd(6)}  ${runsOf(bundle)} runs each  ` +
      `one at a time ${alone.perSecond.toFixed(2)}/s (median ${alone.medianMs.toFixed(0)} ms)  ` +
      `${cpus().length} at a time ${together.perSecond.toFixed(2)}/s`,
  );
}

async function rate(
  prove: () => Promise<unknown>,
  atATime: number,
): Promise<{ perSecond: number; medianMs: number }> {
  const started = performance.now();
  const taken: number[] = [];
  const worker = async () => {
    do {
      const from = performance.now();
      await prove();
      taken.push(performance.now() - from);
    } while (performance.now() - started < measureMs);
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  const seconds = (performance.now() - started) / 1000;
  return {
    perSecond: taken.length / seconds,
    medianMs: median(taken),
  };
}

/** The trigger's and the benign inputs' together. */
function runsOf({ report }: Bundle): number {
  return report.runs + 3 * report.benign.length;
}

function versions(): string {
  const ask = (program: string, ...argv: string[]) => {
    try {
      return execFileSync(program, argv, { encoding: 'utf8' }).trim().split('\n')[0] ?? '';
    } catch {
      return `no ${program}`;
    }
  };
  return [
    `node ${process.versions.node}`,
    `gcc ${ask('gcc', '-dumpfullversion')}`,
    ask('/usr/bin/python3', '-V'),
    ask('bwrap', '--version'),
  ].join(', ');
}
