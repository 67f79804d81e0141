/**
 * What an agent left in a folder, read from outside after all its processes are dead. The supervisor has
 * removed pipes, devices and links that lead out; links that stay inside are still not followed here.
 */
import { constants } from 'node:fs';
import { chmod, open, opendir, lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const fileBytesMax = 1024 * 1024;

/** Bytes of a plain file of at most 1 MiB, or why there are none. */
export async function readLeft(
  folder: string,
  path: string,
  bytesMax = fileBytesMax,
): Promise<Uint8Array | { missing: string }> {
  const place = join(folder, path);
  if (!(await staysBelow(folder, place))) return { missing: `\`${path}\` is not there` };
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(place, flags).catch(() => undefined);
  if (file === undefined) return { missing: `\`${path}\` is not there` };
  try {
    const status = await file.stat();
    if (!status.isFile()) return { missing: `\`${path}\` is no file` };
    if (status.size > bytesMax) return { missing: `\`${path}\` is larger than ${bytesMax} bytes` };
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Whether the folder that holds `place` is, links resolved, the folder or below it. */
export async function staysBelow(folder: string, place: string): Promise<boolean> {
  const real = await realpath(dirname(place)).catch(() => undefined);
  const top = await realpath(folder);
  return real !== undefined && (real === top || real.startsWith(`${top}/`));
}

/** Lets the uid of any run read all below: an agent may have closed its files to others. */
export async function openToReaders(folder: string): Promise<void> {
  const waiting = [Buffer.from(folder)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    await chmod(next, 0o755);
    const entries = await opendir(next, { encoding: 'buffer' as BufferEncoding });
    for await (const entry of entries) {
      const path = Buffer.concat([next, Buffer.from('/'), entry.name as unknown as Buffer]);
      const status = await lstat(path);
      if (status.isDirectory()) waiting.push(path);
      else if (status.isFile()) await chmod(path, (status.mode & 0o777) | 0o444);
    }
  }
}
