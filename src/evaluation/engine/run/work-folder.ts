/**
 * The folder a run works in, and what runs that were killed left of theirs: a run that begins takes it away,
 * since nobody else will.
 */
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, lifeOf } from '../process-life.ts';

const prefix = 'sallyport-evaluate-';

/** To be passed through and not listed, with a name nobody can guess. */
export async function makeWorkFolder(parent = tmpdir()): Promise<string> {
  await sweep(parent);
  const folder = await mkdtemp(join(parent, `${prefix}${await lifeOf(process.pid)}-`));
  await chmod(folder, 0o711);
  return folder;
}

export async function removeWorkFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const life = new RegExp(`^${prefix}(\\d+-\\d+)-\\w+$`).exec(name)?.[1];
    if (life === undefined || (await isAlive(life))) continue;
    // Another user's, perhaps; then it is that user's to remove.
    await removeWorkFolder(join(parent, name)).catch(() => undefined);
  }
}
