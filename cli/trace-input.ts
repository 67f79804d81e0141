/**
 * Where `crash-state` and `dedupe` read from: a file, standard input (`-`), a gzip, or a report
 * bundle (a folder or .tar.gz), of which only the JSON that can hold a crash is opened. Input is
 * bounded: beyond the limit it is refused, not cut.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { CliError, exitCodes } from './command.ts';

const bytesMax = 256 * 1024 * 1024;
const archiveEntriesMax = 100_000;
/** In a bundle, the first of these that is there. */
const bundleFiles = ['evidence.json', 'report.json'];

/** The text of one input; `name` is as the user wrote it. Throws `CliError` 3 if unreadable. */
export async function readInput(name: string): Promise<string> {
  try {
    if (name === '-') return await textOf(process.stdin, name);
    if ((await stat(name)).isDirectory()) return await readBundleFolder(name);
    if (/\.(?:tar\.gz|tgz)$/.test(name)) return await readBundleArchive(name);
    const file = createReadStream(name);
    return await textOf(name.endsWith('.gz') ? file.pipe(createGunzip()) : file, name, file);
  } catch (error) {
    if (error instanceof CliError) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new CliError(
      exitCodes.invalidInput,
      `cannot read \`${name}\`: ${reason}; give a file this user may read`,
    );
  }
}

async function textOf(
  stream: AsyncIterable<Uint8Array | string>,
  name: string,
  source?: NodeJS.ReadableStream,
) {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const failed = new Promise<never>((_, reject) => source?.once('error', reject));
  failed.catch(() => undefined);
  const read = (async () => {
    for await (const chunk of stream) {
      const part = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      bytes += part.length;
      if (bytes > bytesMax) throw tooLarge(name);
      chunks.push(part);
    }
    return Buffer.concat(chunks).toString('utf8');
  })();
  return Promise.race([read, failed]);
}

async function readBundleFolder(folder: string): Promise<string> {
  for (const file of bundleFiles) {
    const path = join(folder, file);
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() !== true) continue;
    if (found.size > bytesMax) throw tooLarge(path);
    return readFile(path, 'utf8');
  }
  throw noBundle(folder);
}

async function readBundleArchive(name: string): Promise<string> {
  const found = new Map<string, string>();
  const archive = extract();
  let entries = 0;
  let bytes = 0;
  const reading = (async () => {
    for await (const item of archive) {
      const file = item.header.name.split('/').at(-1) as string;
      const wanted = item.header.type === 'file' && bundleFiles.includes(file) && !found.has(file);
      if (++entries > archiveEntriesMax) throw tooLarge(name);
      const chunks: Buffer[] = [];
      for await (const chunk of item) {
        bytes += (chunk as Buffer).length;
        if (bytes > bytesMax) throw tooLarge(name);
        if (wanted) chunks.push(chunk as Buffer);
      }
      if (wanted) found.set(file, Buffer.concat(chunks).toString('utf8'));
    }
  })();
  await Promise.all([pipeline(createReadStream(name), createGunzip(), archive), reading]);
  const text = bundleFiles.map((file) => found.get(file)).find((content) => content !== undefined);
  if (text === undefined) throw noBundle(name);
  return text;
}

function tooLarge(name: string): CliError {
  return new CliError(
    exitCodes.invalidInput,
    `\`${name}\` holds more than ${bytesMax} bytes; split it`,
  );
}

function noBundle(name: string): CliError {
  return new CliError(
    exitCodes.invalidInput,
    `\`${name}\` holds neither ${bundleFiles.map((file) => `\`${file}\``).join(' nor ')}; give a report bundle or a trace`,
  );
}
