/**
 * A sealed suite as a folder: `manifest.json`, which is what a server is given to commit to, and each task's
 * ciphertext as `NAME.age`. The manifest is written last: a folder without one was never finished. Nothing in
 * it is secret, and nothing in it opens without both custodians.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { suiteItem, suiteRoot, tasksMax, type SuiteItem } from '#evaluation/sealing';
import { CliError, exitCodes } from '../command.ts';
import { jsonOf } from '../server.ts';

const manifestBytesMax = 2 * 1024 * 1024;
/** As much as a server takes. */
export const ciphertextBytesMax = 64 * 1024 * 1024;

const half = z.base64().max(4096);
const manifest = z.strictObject({
  name: z.string(),
  version: z.string(),
  root: z.string(),
  items: z.array(suiteItem).min(1).max(tasksMax),
  custody: z.strictObject({
    recipients: z.tuple([z.string(), z.string()]),
    /** For each item, in the order of the recipients: base64 of age files. */
    shares: z.array(z.tuple([half, half])).max(tasksMax),
  }),
});
export type Manifest = z.output<typeof manifest>;

/** Its root is counted again: whoever changed an item changed what was committed to. */
export function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  const read = manifest.safeParse(jsonOf(bytesOf(path, manifestBytesMax).toString('utf8')));
  if (!read.success) {
    throw new CliError(exitCodes.invalidInput, `\`${path}\` is no manifest of a sealed suite`);
  }
  const { items, root, custody } = read.data;
  const names = new Set(items.map(({ name }) => name));
  const isWhole = names.size === items.length && custody.shares.length === items.length;
  if (isWhole && suiteRoot(items) === root) return read.data;
  throw new CliError(
    exitCodes.refused,
    `\`${path}\` was altered: its root is not the root of its items`,
  );
}

/** A task's ciphertext, which must be the one that its item commits to. */
export function readCiphertext(folder: string, item: SuiteItem): Buffer {
  const path = join(folder, `${item.name}.age`);
  return committed(bytesOf(path, ciphertextBytesMax), item, path);
}

export function committed(bytes: Buffer, { name, sha256 }: SuiteItem, from: string): Buffer {
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new CliError(
    exitCodes.refused,
    `\`${from}\` is not the ciphertext that the suite committed to as \`${name}\``,
  );
}

/** Items by name, in the suite's order; all of them where none is named. */
export function itemsNamed(items: readonly SuiteItem[], names: readonly string[]): SuiteItem[] {
  const unknown = names.find((name) => !items.some((item) => item.name === name));
  if (unknown !== undefined) {
    throw new CliError(exitCodes.invalidInput, `the suite has no task \`${unknown}\``);
  }
  return items.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** A folder that must not be there yet. */
export async function newFolder(path: string, mode: 0o700 | 0o755): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST'
      ? new CliError(exitCodes.refused, `\`${path}\` is there already; give another name`)
      : new CliError(exitCodes.invalidInput, `cannot make \`${path}\`: ${code}`, { cause: error });
  }
}

export function bytesOf(path: string, bytesMax: number): Buffer {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CliError(exitCodes.invalidInput, `cannot read \`${path}\`: ${code}`, {
      cause: error,
    });
  }
  try {
    const status = fstatSync(file);
    if (status.isFile() && status.size <= bytesMax) return readFileSync(file);
    throw new CliError(
      exitCodes.invalidInput,
      `\`${path}\` is no file of at most ${bytesMax} bytes`,
    );
  } finally {
    closeSync(file);
  }
}
