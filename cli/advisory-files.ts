/**
 * OSV advisories where an operator has them: a `.json` file, `.jsonl` or `.jsonl.gz` with one a
 * line, a `.zip` as osv.dev publishes, or a folder of any of these. Everything is streamed, one
 * document at a time, and bounded; what cannot be read is named and the rest goes on.
 */
import { createReadStream } from 'node:fs';
import { open, opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { linesOf } from './lines.ts';

export const advisoryFileLimits = {
  documentBytesMax: 16 * 1024 * 1024,
  /** One `.json` file may hold a list of documents. */
  jsonFileBytesMax: 256 * 1024 * 1024,
  /** Unpacked, over one archive or compressed file. */
  unpackedBytesMax: 16 * 1024 ** 3,
  entriesMax: 2_000_000,
  folderDepthMax: 16,
} as const;

/** Where a document came from, such as `all.zip:GHSA-….json` or `osv.jsonl.gz:12`, and what it is. */
export type AdvisoryDocument =
  { where: string; json: unknown } | { where: string; unreadable: string };

/** Every document under a path. Throws only if the path itself cannot be opened. */
export async function* advisoryDocuments(name: string): AsyncGenerator<AdvisoryDocument> {
  if ((await stat(name)).isDirectory()) {
    yield* folderDocuments(name, 0);
    return;
  }
  yield* fileDocuments(name);
}

async function* folderDocuments(folder: string, depth: number): AsyncGenerator<AdvisoryDocument> {
  if (depth > advisoryFileLimits.folderDepthMax) {
    yield {
      where: folder,
      unreadable: `nests deeper than ${advisoryFileLimits.folderDepthMax} folders; flatten it`,
    };
    return;
  }
  const names: { name: string; isFolder: boolean }[] = [];
  for await (const entry of await opendir(folder)) {
    // Links are not followed: a link in a downloaded folder could point anywhere.
    const isFolder = entry.isDirectory();
    if (!isFolder && !(entry.isFile() && isAdvisoryFile(entry.name))) continue;
    names.push({ name: path.join(folder, entry.name), isFolder });
    if (names.length > advisoryFileLimits.entriesMax) {
      yield {
        where: folder,
        unreadable: `holds more than ${advisoryFileLimits.entriesMax} files; split it`,
      };
      return;
    }
  }
  names.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, isFolder } of names) {
    try {
      if (isFolder) yield* folderDocuments(name, depth + 1);
      else yield* fileDocuments(name);
    } catch (error) {
      yield { where: name, unreadable: reasonOf(error) };
    }
  }
}

function isAdvisoryFile(name: string): boolean {
  return /\.(?:json|jsonl|jsonl\.gz|zip)$/i.test(name);
}

async function* fileDocuments(name: string): AsyncGenerator<AdvisoryDocument> {
  if (/\.zip$/i.test(name)) yield* zipDocuments(name);
  else if (/\.jsonl$/i.test(name)) yield* lineDocuments(createReadStream(name), name);
  else if (/\.gz$/i.test(name)) yield* gzipDocuments(name);
  else yield* jsonFileDocuments(name);
}

async function* jsonFileDocuments(name: string): AsyncGenerator<AdvisoryDocument> {
  const file = await open(name);
  try {
    const { size } = await file.stat();
    if (size > advisoryFileLimits.jsonFileBytesMax) {
      yield { where: name, unreadable: `has ${size} bytes; give it as .jsonl, one record a line` };
      return;
    }
    const read = parsed(await file.readFile(), name);
    if ('json' in read && Array.isArray(read.json)) {
      for (const [index, json] of read.json.entries()) yield { where: `${name}:${index}`, json };
    } else yield read;
  } finally {
    await file.close();
  }
}

async function* gzipDocuments(name: string): AsyncGenerator<AdvisoryDocument> {
  const file = createReadStream(name);
  const unzip = createGunzip();
  file.on('error', (error) => unzip.destroy(error));
  yield* lineDocuments(file.pipe(unzip), name);
}

async function* lineDocuments(stream: Readable, name: string): AsyncGenerator<AdvisoryDocument> {
  let bytes = 0;
  try {
    for await (const line of linesOf(stream, advisoryFileLimits.documentBytesMax)) {
      bytes += line.text.length;
      const where = `${name}:${line.number}`;
      if (
        bytes > advisoryFileLimits.unpackedBytesMax ||
        line.number > advisoryFileLimits.entriesMax
      ) {
        yield { where, unreadable: `the file goes on beyond the limit; split it` };
        return;
      }
      if (line.isCut)
        yield {
          where,
          unreadable: `is longer than ${advisoryFileLimits.documentBytesMax} bytes; give one record a line`,
        };
      else if (line.text.trim() !== '') yield parsed(line.text, where);
    }
  } catch (error) {
    yield { where: name, unreadable: reasonOf(error) };
  } finally {
    stream.destroy();
  }
}

/** Entries are read in place, never unpacked to disk; an entry that climbs out ends the archive. */
async function* zipDocuments(name: string): AsyncGenerator<AdvisoryDocument> {
  const zip = await openPromise(name, { lazyEntries: true, validateEntrySizes: true });
  let entries = 0;
  let bytes = 0;
  try {
    for await (const entry of entriesOf(zip)) {
      const where = `${name}:${entry.fileName}`;
      entries++;
      bytes += entry.uncompressedSize;
      if (entries > advisoryFileLimits.entriesMax || bytes > advisoryFileLimits.unpackedBytesMax) {
        yield { where, unreadable: 'the archive goes on beyond the limit; split it' };
        return;
      }
      if (!/\.json$/i.test(entry.fileName)) continue;
      if (entry.uncompressedSize > advisoryFileLimits.documentBytesMax) {
        yield {
          where,
          unreadable: `unpacks to ${entry.uncompressedSize} bytes; give at most ${advisoryFileLimits.documentBytesMax}`,
        };
        continue;
      }
      yield await zipDocument(zip, entry, where);
    }
  } catch (error) {
    yield { where: name, unreadable: reasonOf(error) };
  } finally {
    zip.close();
  }
}

/** The library has this iterator; its published types do not know it yet. */
function entriesOf(zip: ZipFile): AsyncIterable<Entry> {
  return (zip as ZipFile & { eachEntry(): AsyncIterable<Entry> }).eachEntry();
}

async function zipDocument(zip: ZipFile, entry: Entry, where: string): Promise<AdvisoryDocument> {
  try {
    const stream = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    // The library ends the stream with an error when more comes than the entry declares.
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return parsed(Buffer.concat(chunks), where);
  } catch (error) {
    return { where, unreadable: reasonOf(error) };
  }
}

function parsed(bytes: Buffer | string, where: string): AdvisoryDocument {
  try {
    const text =
      typeof bytes === 'string' ? bytes : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { where, json: JSON.parse(text) };
  } catch (error) {
    const isText = error instanceof SyntaxError;
    return {
      where,
      unreadable: isText ? 'is broken JSON; fetch it again' : 'is not UTF-8; fetch it again',
    };
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return `cannot be read (${code ?? message.slice(0, 120)}); fetch it again or check its permissions`;
}
