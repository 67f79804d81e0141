/** One process at a journal. The lock of one that was killed holds nobody off. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { isAlive, lifeOf } from '../process-life.ts';
import { JournalRefused } from './read-journal.ts';

/** Returns what gives the lock back. Throws `JournalRefused` while another process holds it. */
export async function lockJournal(path: string): Promise<() => Promise<void>> {
  const lock = `${path}.lock`;
  const mine = (await lifeOf(process.pid)) ?? '';
  for (const isLastTry of [false, true]) {
    try {
      await writeFile(lock, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || isLastTry) throw error;
    }
    const held = await readFile(lock, 'utf8').catch(() => '');
    if (await isAlive(held)) {
      throw new JournalRefused(`process ${held.split('-')[0]} is writing \`${path}\``);
    }
    await rm(lock, { force: true });
  }
  throw new JournalRefused(`\`${lock}\` cannot be taken`);
}
