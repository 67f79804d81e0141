/**
 * Verifying a log of a million entries from a folder, by the command that people use: process start,
 * 3,907 bundles, as many tiles, and every hash anew. Beside it, what its parts cost alone, and how long a
 * proof takes to make from the same tiles. Target (issue): one million entries in at most 5 s.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import {
  GrowingTree,
  inclusionProof,
  leafHash,
  tilePath,
  type LogReport,
  type TileReader,
} from '#standards/tlog';
import { makeLog, writeLog } from '#test/tlog';
import { median, percentile } from './percentile.ts';

const entries = 1_000_000;
const rounds = 3;
const proofs = 1_000;
const targetMs = 5_000;

export async function benchLedger(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-bench-ledger-'));
  try {
    const made = makeLog({ size: entries, discloseEvery: 0 });
    writeLog(made.files, folder);
    const keys = [made.log, ...made.witnesses].map(({ key }) => key.vkey);
    await benchVerify(folder, keys);
    benchHashes(made.entries);
    await benchProofs(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchVerify(folder: string, [log = '', ...witnesses]: string[]): Promise<void> {
  const main = path.join(import.meta.dirname, '../cli/main.ts');
  const trusted = ['--key', log, ...witnesses.flatMap((vkey) => ['--witness', vkey])];
  const args = [main, 'ledger', 'verify', folder, ...trusted, '--json'];
  // One core where the host can hold a process to one.
  const isHeld = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  const [program, all] = isHeld
    ? ['taskset', ['-c', '0', process.execPath, ...args]]
    : [process.execPath, args];
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now();
    const { stdout } = await promisify(execFile)(program, all);
    taken.push(performance.now() - startedMs);
    const report = JSON.parse(stdout) as LogReport;
    if (!report.isProved || report.entries !== entries) throw new Error('the log does not hold');
  }
  const ms = median(taken);
  console.log(
    `ledger verify: ${entries} entries in ${(ms / 1000).toFixed(2)} s (median of ${rounds}${isHeld ? ', one core' : ''}; target ${targetMs / 1000} s), ${Math.round((1000 * entries) / ms)} entries/s`,
  );
}

function benchHashes(all: readonly Buffer[]): void {
  const leafMs = timed(() => all.forEach((entry) => leafHash(entry)));
  const hash = leafHash(Buffer.from('x'));
  const tree = new GrowingTree();
  const treeMs = timed(() => all.forEach(() => tree.append(hash)));
  console.log(
    `of which hashing: leaves ${leafMs.toFixed(0)} ms, tree ${treeMs.toFixed(0)} ms, in memory`,
  );
}

async function benchProofs(folder: string): Promise<void> {
  const read: TileReader = (place) =>
    Promise.resolve(readFileSync(path.join(folder, tilePath(place))));
  const taken: number[] = [];
  for (let round = 0; round < proofs; round++) {
    const index = Math.floor((round / proofs) * entries);
    const startedMs = performance.now();
    await inclusionProof(read, index, entries);
    taken.push(performance.now() - startedMs);
  }
  const at = (share: number) => percentile(taken, share).toFixed(2);
  console.log(
    `inclusion proof from tiles in files, ${entries} entries: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
  );
}

function timed(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}
