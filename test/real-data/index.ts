/**
 * Real input that other people wrote, kept beside the repository and never inside it. A test that
 * can use it says so when it is absent, and then stands on its own fixtures alone.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

const root = path.resolve(import.meta.dirname, '../../../shared/data');

/** Bounds on one archive, so that a damaged one cannot fill memory. */
const archiveBytesMax = 1024 ** 3;
const lineCountMax = 1_000_000;

/** The file's path, or nothing where this checkout has no such data. */
export function realData(name: string): string | undefined {
  const file = path.join(root, name);
  return existsSync(file) ? file : undefined;
}

/** For `skip:` of a test: `false` when every file is here, otherwise which is not. */
export function withoutData(...names: string[]): false | string {
  const absent = names.filter((name) => realData(name) === undefined);
  return absent.length === 0 ? false : `real data absent: ${absent.join(', ')}`;
}

/** The regular files of a .tar.gz, by their path inside it. */
export async function readTarGz(name: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let bytes = 0;
  const entries = createReadStream(pathOf(name)).pipe(createGunzip()).pipe(extract());
  for await (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > archiveBytesMax)
        throw new Error(`${name} holds more than ${archiveBytesMax} bytes`);
    }
    if (entry.header.type === 'file') files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}

/** The documents of a .jsonl.gz, parsed. */
export async function* readJsonLines(name: string): AsyncGenerator<unknown> {
  const lines = createInterface({ input: createReadStream(pathOf(name)).pipe(createGunzip()) });
  let count = 0;
  for await (const line of lines) {
    if (line === '') continue;
    if (++count > lineCountMax) throw new Error(`${name} has more than ${lineCountMax} lines`);
    yield JSON.parse(line);
  }
}

function pathOf(name: string): string {
  const file = realData(name);
  if (file === undefined) throw new Error(`real data absent: ${name}`);
  return file;
}
