/**
 * The gateway's log as a C2SP tlog: leaves by way of the write-ahead log, a Merkle tree over them, a
 * signed checkpoint a second when it grew, cosigned by both sides' witnesses. Whatever is served is
 * derived from the one file and can be thrown away.
 *
 * INVARIANT (both have seen it): the oldest leaf that no doubly cosigned checkpoint covers is known at
 * every instant, and admission asks for its age.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { leafBody, readLeafBody, type Leaf } from '#gateway';
import {
  entryOf,
  encodeBundle,
  formatCheckpoint,
  GrowingTree,
  leafHash,
  openNote,
  parseCheckpoint,
  signNote,
  tilePath,
  tileWidth,
  type Checkpoint,
  type NoteSigner,
  type TilePlace,
} from '#standards/tlog';
import type { WatchedTime } from './time.ts';
import { WriteAheadLog, type LogRecord } from './wal.ts';

const hashBytes = 32;

export interface Ledger {
  readonly origin: string;
  readonly size: number;
  /** Writes a leaf; resolves with its index once durable. */
  append(leaf: Leaf): Promise<number>;
  /** A fresh checkpoint when the log grew; its note carries the log's signature only. */
  checkpoint(): Promise<{ checkpoint: Checkpoint; note: string } | undefined>;
  /** The newest checkpoint with the cosignatures it has. */
  publish(size: number, note: string, isFull: boolean, at: Date): Promise<void>;
  readonly published: string | undefined;
  readonly witnessedAt: Date | undefined;
  unwitnessedMs(now: Date): number;
  readTile(place: TilePlace): Promise<Buffer>;
  readBundle(index: number, width: number): Promise<Buffer>;
  /** JSON lines for the 256 entries of a bundle, as far as they are there. */
  readBodies(index: number): Promise<string>;
  /** Deletes the body of a leaf, as terms may require; its proofs stay. */
  erase(index: number): Promise<void>;
  close(): Promise<void>;
}

export interface LedgerOptions {
  folder: string;
  signer: NoteSigner;
  time: WatchedTime;
  /** Told of each leaf that is on disk when the log is opened. */
  onReplay(index: number, leaf: Leaf): void;
}

/** Opens the log and replays it. Refuses a log that lost what a checkpoint of its own already covers. */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { folder, signer, time, onReplay } = options;
  const origin = signer.key.name;
  await mkdir(join(folder, 'tile'), { recursive: true, mode: 0o700 });
  const bundleOffsets: number[] = [];
  const full = new Map<string, Buffer>();
  const tileWrites = new Set<Promise<void>>();
  const keepTile = (place: TilePlace, hashes: Uint8Array) => {
    const path = tilePath(place);
    const bytes = Buffer.from(hashes);
    // In memory until it is on the disk, so that a reader never waits for a write.
    full.set(path, bytes);
    const write = writeAside(join(folder, path), bytes)
      .then(() => void full.delete(path))
      .catch(() => undefined)
      .finally(() => tileWrites.delete(write));
    tileWrites.add(write);
  };
  const tree = new GrowingTree(keepTile);
  const lastAt: { at: Date | undefined } = { at: undefined };
  let isReplaying = true;
  const wal = await WriteAheadLog.open(join(folder, 'log'), (record, index) => {
    if (index % tileWidth === 0) bundleOffsets.push(record.offset);
    tree.append(leafHash(entryOf(record.commitment)));
    if (!isReplaying || record.body === undefined) return;
    const leaf = readLeafBody(record.body);
    time.witness(leaf.at);
    lastAt.at = leaf.at;
    onReplay(index, leaf);
  });
  isReplaying = false;
  const marks: { size: number; oldestAt: Date }[] = [];
  let published = await lastPublished(folder, signer, tree).catch(async (error: unknown) => {
    await wal.close();
    throw error;
  });
  let signedSize = published?.size ?? 0;
  let openSince: Date | undefined = tree.size > signedSize ? (lastAt.at ?? time.now()) : undefined;
  let witnessedAt: Date | undefined;

  const records = async (index: number, width: number): Promise<LogRecord[]> => {
    const offset = bundleOffsets[index];
    return offset === undefined ? [] : await wal.readFrom(offset, width);
  };
  return {
    origin,
    get size() {
      return tree.size;
    },
    async append(leaf) {
      const index = await wal.append(leafBody(origin, leaf));
      time.witness(leaf.at);
      openSince ??= leaf.at;
      return index;
    },
    async checkpoint() {
      if (tree.size === signedSize) return undefined;
      const checkpoint = { origin, size: tree.size, root: tree.root() };
      marks.push({ size: checkpoint.size, oldestAt: openSince ?? time.now() });
      openSince = undefined;
      signedSize = checkpoint.size;
      const note = signNote(formatCheckpoint(checkpoint), [signer]);
      // On disk before anyone sees it: a start after a crash must know what it already signed.
      await writeAside(join(folder, 'signed'), note);
      return { checkpoint, note };
    },
    async publish(size, note, isFull, at) {
      await writeAside(join(folder, 'checkpoint'), note);
      published = { size, note };
      if (!isFull) return;
      witnessedAt = at;
      while (marks[0] !== undefined && marks[0].size <= size) marks.shift();
    },
    get published() {
      return published?.note;
    },
    get witnessedAt() {
      return witnessedAt;
    },
    unwitnessedMs(now) {
      const oldest = marks[0]?.oldestAt ?? openSince;
      return oldest === undefined ? 0 : Math.max(0, now.getTime() - oldest.getTime());
    },
    async readTile({ level, index, width }) {
      const growing = tree
        .partialTiles()
        .find(({ place }) => place.level === level && place.index === index);
      const path = tilePath({ level, index, width: tileWidth });
      // A tile that was partial for its checkpoint may be full by now: its first hashes are the same.
      const hashes = growing?.hashes ?? full.get(path) ?? (await readFile(join(folder, path)));
      return hashes.subarray(0, width * hashBytes);
    },
    async readBundle(index, width) {
      const found = await records(index, width);
      if (found.length < width) throw new RangeError('the log is shorter than that');
      return encodeBundle(found.map(({ commitment }) => entryOf(commitment)));
    },
    async readBodies(index) {
      const found = await records(index, tileWidth);
      return found
        .flatMap(({ body, salt }, place) =>
          body === undefined
            ? []
            : `${JSON.stringify({ index: index * tileWidth + place, salt: salt.toString('base64'), body })}\n`,
        )
        .join('');
    },
    async erase(index) {
      const place = index % tileWidth;
      const found = await records(Math.floor(index / tileWidth), place + 1);
      const record = found[place];
      if (record !== undefined) await wal.erase(record.offset);
    },
    async close() {
      await wal.close();
      await Promise.all(tileWrites);
    },
  };
}

/** What was last signed must still be there, hash for hash; otherwise going on would fork the log. */
async function lastPublished(
  folder: string,
  signer: NoteSigner,
  tree: GrowingTree,
): Promise<{ size: number; note: string } | undefined> {
  const signed = await readOrNothing(join(folder, 'signed'));
  if (signed !== undefined) {
    const { size } = parseCheckpoint(openNote(signed, [signer.key]).text);
    if (size > tree.size) {
      throw new Error(
        `the log holds ${tree.size} entries, and a checkpoint over ${size} was signed; bring back the whole log`,
      );
    }
  }
  const note = await readOrNothing(join(folder, 'checkpoint'));
  if (note === undefined) return undefined;
  return { size: parseCheckpoint(openNote(note, [signer.key]).text).size, note };
}

async function readOrNothing(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all. */
async function writeAside(path: string, bytes: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, bytes, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
