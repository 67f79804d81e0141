/**
 * A user id that nobody else has, for one run. INVARIANT (one uid, one run): a uid is handed out
 * only when /proc shows no process of it, zombies included, because a shared uid may signal,
 * trace and read its own, and because the kernel counts `nproc` by uid.
 *
 * Several supervisors may live on one host, so each claims a block of uids first, by making a
 * folder named after the block; a block whose owner died is taken over, and what still runs under
 * its uids is killed.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNamedProcessAlive, killQuietly, processName, processesNow } from './processes.ts';

/** Free of Debian's own ranges (policy 9.2.2) and of the subordinate ids that start at 100,000. */
const firstUidWide = 70_000;
/** Inside a container that maps only 65,536 ids. */
const firstUidNarrow = 30_000;
const blockSize = 128;
const blocksMax = 128;
/** A claim that nobody signed within this time was left by a crash between two steps. */
const unsignedClaimMs = 60_000;

export class UidPool {
  #free: number[] = [];
  #cooling: number[];
  readonly #claim: string;

  constructor(stateDir: string) {
    const { claim, first } = claimBlock(join(stateDir, 'uids'));
    this.#claim = claim;
    this.#cooling = Array.from({ length: blockSize }, (_, index) => first + index);
    const leftovers = processesNow().filter((one) => one.uids.some((uid) => this.#owns(uid)));
    for (const one of leftovers) killQuietly(one.pid);
  }

  /** Null when every uid of the block still has a process: wait, then ask again. */
  take(): number | null {
    if (this.#free.length === 0) this.#verify();
    return this.#free.shift() ?? null;
  }

  /** The uid is not free yet: it becomes so once /proc shows nobody under it. */
  giveBack(uid: number): void {
    this.#cooling.push(uid);
  }

  close(): void {
    rmSync(this.#claim, { recursive: true, force: true });
  }

  #verify(): void {
    const alive = new Set(processesNow().flatMap((one) => one.uids));
    this.#free = this.#cooling.filter((uid) => !alive.has(uid));
    this.#cooling = this.#cooling.filter((uid) => alive.has(uid));
  }

  #owns(uid: number): boolean {
    return this.#cooling.includes(uid);
  }
}

function claimBlock(folder: string): { claim: string; first: number } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let block = 0; block < blocksMax; block++) {
    const claim = join(folder, String(block));
    if (isStale(claim)) {
      // Only one of two claimants can rename the same folder away.
      const aside = `${claim}.stale-${process.pid}`;
      try {
        renameSync(claim, aside);
        rmSync(aside, { recursive: true, force: true });
      } catch {
        continue;
      }
    }
    try {
      mkdirSync(claim);
    } catch {
      continue;
    }
    writeFileSync(join(claim, 'owner'), processName(process.pid));
    return { claim, first: firstUid() + block * blockSize };
  }
  throw new Error(`all ${blocksMax} blocks of uids are claimed; end a worker on this host first`);
}

function isStale(claim: string): boolean {
  try {
    return !isNamedProcessAlive(readFileSync(join(claim, 'owner'), 'utf8'));
  } catch {
    const madeAt = statSync(claim, { throwIfNoEntry: false })?.mtimeMs;
    return madeAt !== undefined && Date.now() - madeAt > unsignedClaimMs;
  }
}

function firstUid(): number {
  const needed = firstUidWide + blockSize * blocksMax;
  const lines = readFileSync('/proc/self/uid_map', 'utf8').trim().split('\n');
  const isMapped = lines.some((line) => {
    const [inside, , count] = line.trim().split(/\s+/).map(Number);
    return inside! <= firstUidWide && inside! + count! >= needed;
  });
  return isMapped ? firstUidWide : firstUidNarrow;
}
