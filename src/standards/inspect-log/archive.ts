/**
 * A `.eval` file's entries by name. Names are looked up and never become paths; of two entries with one
 * name the last counts, as Inspect writes a repeated sample again at the end. Where the directory is
 * lost, whole entries are saved from the data itself.
 */
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { LogBytes } from './bytes.ts';
import { InspectLogFault, reasonOf, type InspectLogFindings } from './findings.ts';
import type { InspectLogLimits } from './limits.ts';
import { readLocalHeader } from './local-header.ts';
import { salvageEntries } from './salvage.ts';
import { unpackEntry, type Budget, type PackedEntry } from './unpack.ts';

/** As the directory has it; the data's place is known only after its local header is read. */
interface Listed extends Omit<PackedEntry, 'start'> {
  start?: number;
  headerOffset: number;
}

const readAheadBytes = 256 * 1024;

export interface Archive {
  /** Whether the directory was there and names every entry. */
  isWhole: boolean;
  names: ReadonlySet<string>;
  /** Throws an `InspectLogFault` on what cannot be unpacked, or is not there. */
  read(name: string): AsyncGenerator<Buffer>;
}

export async function openArchive(
  file: LogBytes,
  limits: InspectLogLimits,
  findings: InspectLogFindings,
): Promise<Archive> {
  const entries = new Map<string, Listed>();
  let isWhole = true;
  try {
    for await (const entry of listDirectory(file))
      if (!addEntry(entries, entry, limits, findings)) break;
  } catch (error) {
    isWhole = false;
    findings.add(
      'truncated',
      '',
      `the archive has no directory that can be read (${reasonOf(error)}); whole entries were saved`,
    );
    entries.clear();
    for (const entry of await salvaged(file, limits, findings))
      addEntry(entries, entry, limits, findings);
  }
  const budget: Budget = { bytes: limits.unpackedBytesMax };
  return {
    isWhole,
    names: new Set(entries.keys()),
    async *read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new InspectLogFault('damaged', 'is not in the archive');
      yield* unpackEntry(file, await located(file, entry), limits, budget);
    },
  };
}

function addEntry(
  entries: Map<string, Listed>,
  entry: Listed,
  limits: InspectLogLimits,
  findings: InspectLogFindings,
): boolean {
  if (entries.size >= limits.entriesMax) {
    findings.add('too_many', '', `the archive has more than ${limits.entriesMax} entries`);
    return false;
  }
  if (!isPlainName(entry.name))
    findings.add(
      'name_invalid',
      entry.name,
      'the name leads out of the archive; it is only a label',
    );
  if (entries.has(entry.name)) {
    findings.add('duplicate', entry.name, 'is there more than once; the last counts');
    // Listed again at its last place.
    entries.delete(entry.name);
  }
  entries.set(entry.name, entry);
  return true;
}

async function* listDirectory(file: LogBytes): AsyncGenerator<Listed> {
  const zip = await fromRandomAccessReaderPromise(new DirectoryReader(file), file.size, {
    autoClose: false,
    lazyEntries: true,
    // Ours to judge: one odd name must not end the archive.
    decodeStrings: false,
    validateEntrySizes: false,
  });
  for await (const entry of zip.eachEntry())
    yield {
      name: nameOf(entry.fileNameRaw),
      method: entry.compressionMethod,
      isEncrypted: entry.isEncrypted(),
      headerOffset: entry.relativeOffsetOfLocalHeader,
      packedBytes: entry.compressedSize,
      unpackedBytes: entry.uncompressedSize,
      crc32: entry.crc32,
    };
}

/** Reads ahead: a directory is read in pieces of a few bytes, one after another. */
class DirectoryReader extends RandomAccessReader {
  readonly #file: LogBytes;
  #window: Buffer = Buffer.alloc(0);
  #offset = 0;

  constructor(file: LogBytes) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, count?: number) => void,
  ): void {
    this.#at(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        done(null, bytes.length);
      },
      (error: unknown) => done(error as Error),
    );
  }

  async #at(position: number, length: number): Promise<Buffer> {
    const from = position - this.#offset;
    if (from < 0 || from + length > this.#window.length) {
      this.#window = await this.#file.read(position, Math.max(length, readAheadBytes));
      this.#offset = position;
      return this.#window.subarray(0, length);
    }
    return this.#window.subarray(from, from + length);
  }
}

async function salvaged(
  file: LogBytes,
  limits: InspectLogLimits,
  findings: InspectLogFindings,
): Promise<Listed[]> {
  const { entries, broken } = await salvageEntries(file, limits.entriesMax);
  for (const name of broken)
    findings.add('truncated', nameOf(name), 'breaks off with the file and is left out');
  return entries.map(({ name, flags, ...entry }) => ({
    ...entry,
    name: nameOf(name),
    isEncrypted: (flags & 1) !== 0,
    headerOffset: 0,
  }));
}

/** Two readers must not see two names: one that trusts the directory, one the data. */
async function located(file: LogBytes, entry: Listed): Promise<PackedEntry> {
  if (entry.start !== undefined) return { ...entry, start: entry.start };
  const header = await readLocalHeader(file, entry.headerOffset);
  if (header === undefined)
    throw new InspectLogFault('damaged', 'is not where the archive says it is');
  if (nameOf(header.name) !== entry.name)
    throw new InspectLogFault('name_mismatch', 'has another name before its data');
  entry.start = header.start;
  return { ...entry, start: header.start };
}

/** Inspect writes UTF-8, with or without saying so. */
function nameOf(raw: Buffer): string {
  return raw.toString('utf8');
}

function isPlainName(name: string): boolean {
  return !/[\u0000-\u001f\\]|^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(name);
}
