/**
 * Locks that die with their holder. Node has no flock, and a file that says "locked" outlives a
 * kill -9; SQLite's locks are the kernel's own record locks, fair to threads of one process too, and
 * node:sqlite is part of Node. The files stay empty: nothing is ever written to them.
 */
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresProblem } from './problems.ts';

/** Runs `work` while nobody else on this host holds `file`. Waits at most `waitMsMax` for it. */
export async function withLock<T>(
  file: string,
  waitMsMax: number,
  work: () => Promise<T>,
): Promise<T> {
  const deadline = performance.now() + waitMsMax;
  let release = tryExclusive(file);
  while (release === undefined) {
    if (performance.now() > deadline) {
      throw new PostgresProblem(
        'folder_busy',
        `another process has been starting or stopping the database for ${Math.round(waitMsMax / 1000)} s (\`${file}\`); end it, then try again`,
      );
    }
    await sleep(25);
    release = tryExclusive(file);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/** Takes `file` alone, or not at all. Returns what gives it back. */
export function tryExclusive(file: string): (() => void) | undefined {
  return take(file, ['BEGIN EXCLUSIVE']);
}

/** Shares `file` with others who share it; while anybody does, nobody has it alone. */
export function tryShared(file: string): (() => void) | undefined {
  return take(file, ['BEGIN', 'SELECT count(*) FROM sqlite_master']);
}

const sqliteBusy = 5;

/** A lock whose handle nobody refers to any more would be collected, and with it given back unasked. */
const held = new Set<DatabaseSync>();

function take(file: string, statements: string[]): (() => void) | undefined {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    for (const statement of statements) database.exec(statement);
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
  held.add(database);
  return () => {
    held.delete(database);
    database.close();
  };
}
