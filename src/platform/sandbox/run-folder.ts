/**
 * A folder to hand to a run. Folders from `mkdtemp` are private to their owner, and the run's uid is
 * somebody else, so these are opened to readers; and what a run left behind may be too deep or too
 * odd for anything but a careful removal.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Below `parent` (default: the system's temporary folder), mode 0755. */
export async function makeRunFolder(parent: string = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(parent, 'sallyport-run-'));
  await chmod(folder, 0o755);
  return folder;
}

export async function removeRunFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
