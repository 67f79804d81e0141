/**
 * Sealed files in a backup: ciphertexts, each named by its own SHA-256. They are copied as they are;
 * no key that opens them is in the backup.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { damaged, type Entry } from './archive.ts';
import type { Manifest } from './format.ts';
import { BackupProblem } from './problems.ts';

/** `blobs/<zone>/<first two digits>/<address>`, as `#platform/seal` keeps them. */
export const blobEntry = /^blobs\/([a-z]{1,20})\/([0-9a-f]{2})\/(\2[0-9a-f]{62})$/;

/** Counts blobs and binds their names and sizes, in the file's order. */
export class BlobCounter {
  readonly #lines: Hash = createHash('sha256');
  #files = 0;
  #bytes = 0;

  add(name: string, size: number): void {
    this.#lines.update(`${name} ${size}\n`);
    this.#files += 1;
    this.#bytes += size;
  }

  digest(): Manifest['blobs'] {
    return { files: this.#files, bytes: this.#bytes, sha256: this.#lines.digest('hex') };
  }
}

/**
 * The folder's sealed files, in the order of their names. Read after the database's snapshot was
 * taken: every file that a row of it names was durable before the row was.
 */
export async function* blobEntries(folder: string, counter: BlobCounter): AsyncGenerator<Entry> {
  for (const zone of await names(folder)) {
    for (const prefix of await names(join(folder, zone))) {
      for (const address of await names(join(folder, zone, prefix))) {
        const name = `blobs/${zone}/${prefix}/${address}`;
        // What is not an address is a file still being written, or not ours.
        if (!blobEntry.test(name)) continue;
        const path = join(folder, zone, prefix, address);
        const found = await lstat(path).catch(ignoreMissing);
        if (found === undefined || !found.isFile()) continue;
        counter.add(name, found.size);
        yield { name, size: found.size, content: checked(address, createReadStream(path)) };
      }
    }
  }
}

/** Passes the bytes on, and fails at the end when they are not what their address promises. */
export async function* checked(
  address: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== address) {
    throw new BackupProblem(
      'backup_damaged',
      `the sealed file \`${address}\` does not have the bytes its name promises; put back an intact copy of it first`,
    );
  }
}

/** Where a restore collects sealed files until the database's part is certain. */
export class BlobIntake {
  readonly #folder: string;
  readonly #aside: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#aside = `${folder}.restoring`;
  }

  async open(): Promise<void> {
    if ((await names(this.#folder)).length > 0) {
      throw new BackupProblem(
        'target_not_empty',
        `\`${this.#folder}\` holds sealed files already; restore into a new data folder`,
      );
    }
    await rm(this.#aside, { recursive: true, force: true });
    await mkdir(this.#aside, { recursive: true, mode: 0o700 });
  }

  async take(entry: Entry): Promise<void> {
    const [, zone = '', prefix = '', address = ''] = blobEntry.exec(entry.name) ?? [];
    if (address === '') throw damaged();
    const folder = join(this.#aside, zone, prefix);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await pipeline(
      checked(address, entry.content),
      createWriteStream(join(folder, address), { flags: 'wx', mode: 0o600, flush: true }),
    );
  }

  /** Puts the files in place. Before the commit that names them: a file too many does no harm. */
  async accept(): Promise<void> {
    for (const zone of await names(this.#aside)) {
      for (const prefix of await names(join(this.#aside, zone)))
        await syncFolder(join(this.#aside, zone, prefix));
      await syncFolder(join(this.#aside, zone));
    }
    await syncFolder(this.#aside);
    await rm(this.#folder, { recursive: true, force: true }); // Empty: see `open`.
    await rename(this.#aside, this.#folder);
  }

  async refuse(): Promise<void> {
    await rm(this.#aside, { recursive: true, force: true });
  }
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The names in a folder, sorted; none for what is absent or no folder. */
async function names(folder: string): Promise<string[]> {
  return ((await readdir(folder).catch(ignoreMissing)) ?? []).sort();
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
  return undefined;
}
