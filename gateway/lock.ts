/**
 * One process owns a folder: a submission has one gateway, a witness one memory. The lock is the kernel's, taken by way of an empty SQLite file because
 * Node has no flock: it dies with its holder, also by kill -9.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A handle that nobody refers to would be collected, and the lock with it. */
const held = new Set<DatabaseSync>();

/** Takes the folder, or says that another process has it. Returns what gives it back. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new Error(`another process owns \`${folder}\``, {
      cause: error,
    });
  }
  held.add(lock);
  return async () => {
    if (held.delete(lock)) lock.close();
  };
}
