/**
 * A whole log for tests and measurements: entries, bodies, tiles, checkpoints and witnesses, made by the
 * product's own writers and kept as the files they would be. Tests then break it.
 */
import { randomFillSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  addSignatures,
  bodiesPath,
  commitmentOf,
  encodeBundle,
  entryBundlePath,
  entryOf,
  formatBodies,
  formatCheckpoint,
  formatKeysFile,
  GrowingTree,
  leafHash,
  newSigner,
  signatureLine,
  signNote,
  tilePath,
  tileWidth,
  widthIn,
  type DisclosedBody,
  type LogReport,
  type LogSource,
  type NoteSigner,
  type TileReader,
  type Trust,
} from '#standards/tlog';

export const testOrigin = 'log.example/engagement-7';
/** 2026-11-25T08:00:00Z */
export const testTimeS = 1_795_593_600;

export interface TestLog {
  /** By path under the log's base. */
  files: Map<string, Uint8Array>;
  log: NoteSigner;
  witnesses: NoteSigner[];
  entries: Buffer[];
  /** The signed and cosigned checkpoint of a size that was asked for. */
  checkpoints: Map<number, string>;
}

export interface TestLogWishes {
  size: number;
  /** Earlier sizes of which a checkpoint is kept. */
  earlier?: readonly number[];
  /** Every how many entries one body is disclosed; 0 for none. */
  discloseEvery?: number;
  /** Tells one history from another of the same log. */
  history?: string;
  /** Another body than a test's own. */
  bodyAt?: (index: number) => string;
  log?: NoteSigner;
  witnesses?: NoteSigner[];
}

export function makeLog(wishes: TestLogWishes): TestLog {
  const { size, earlier = [], discloseEvery = 3, history = '' } = wishes;
  const log = wishes.log ?? newSigner(testOrigin);
  const witnesses = wishes.witnesses ?? [
    newSigner('developer.example/witness', 'cosignature'),
    newSigner('evaluator.example/witness', 'cosignature'),
  ];
  const files = new Map<string, Uint8Array>();
  const tree = new GrowingTree((place, hashes) => files.set(tilePath(place), hashes));
  const entries: Buffer[] = [];
  const bodies: DisclosedBody[] = [];
  const checkpoints = new Map<number, string>();
  const sizes = new Set([...earlier, size]);
  const salts = randomFillSync(Buffer.alloc(32 * size));
  for (let index = 0; ; index++) {
    if (sizes.has(index)) checkpoints.set(index, checkpointOf(tree, log, witnesses));
    if (index === size) break;
    const salt = salts.subarray(32 * index, 32 * index + 32);
    const body = wishes.bodyAt?.(index) ?? `{"history":"${history}","index":${index}}`;
    const entry = entryOf(commitmentOf(salt, body));
    entries.push(entry);
    tree.append(leafHash(entry));
    if (discloseEvery > 0 && index % discloseEvery === 0) bodies.push({ index, salt, body });
  }
  for (const { place, hashes } of tree.partialTiles()) files.set(tilePath(place), hashes);
  for (let index = 0; index * tileWidth < size; index++) {
    const start = index * tileWidth;
    const width = widthIn(size, 0, index);
    const bundle = encodeBundle(entries.slice(start, start + width));
    files.set(entryBundlePath(index, width), bundle);
    const shown = bodies.filter((body) => body.index >= start && body.index < start + width);
    if (shown.length > 0) files.set(bodiesPath(index), Buffer.from(formatBodies(shown)));
  }
  files.set('checkpoint', Buffer.from(checkpoints.get(size) as string));
  const keys = { log: log.key, witnesses: witnesses.map(({ key }) => key) };
  files.set('keys.json', Buffer.from(formatKeysFile(keys)));
  return { files, log, witnesses, entries, checkpoints };
}

function checkpointOf(tree: GrowingTree, log: NoteSigner, witnesses: NoteSigner[]): string {
  const text = formatCheckpoint({ origin: log.key.name, size: tree.size, root: tree.root() });
  const lines = witnesses.map((witness, at) => signatureLine(text, witness, testTimeS + at));
  return addSignatures(signNote(text, [log]), lines);
}

/** The files as a verification reads them. */
export function sourceOf(files: ReadonlyMap<string, Uint8Array>): LogSource {
  return { read: (name) => Promise.resolve(files.get(name)) };
}

/** A log's tiles at any of its sizes, cut from the widest there are. */
export function tilesIn({ files, entries }: TestLog): TileReader {
  return (place) => {
    const width = widthIn(entries.length, place.level, place.index);
    const tile = files.get(tilePath({ ...place, width })) as Uint8Array;
    return Promise.resolve(tile.subarray(0, place.width * 32));
  };
}

export function writeLog(files: ReadonlyMap<string, Uint8Array>, folder: string): void {
  for (const [name, bytes] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

/** Everybody whom the log's maker would have a reader trust. */
export const trustIn = ({ log, witnesses }: TestLog): Trust => ({
  logKey: log.key,
  witnesses: witnesses.map(({ key }) => key),
  quorum: 'all',
});

/** Findings as a reader sees them. */
export const faultsIn = ({ findings }: LogReport): string[] =>
  findings.map(({ place, detail }) => `${place}: ${detail}`);

export function bytesOf(files: ReadonlyMap<string, Uint8Array>, name: string): Buffer {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`the log has no file \`${name}\``);
  return Buffer.from(bytes);
}

/** A change of one bit. */
export const flip =
  (name: string, at: number, bit = 0) =>
  (files: Map<string, Uint8Array>): void => {
    const bytes = bytesOf(files, name);
    bytes.writeUInt8((bytes[at] as number) ^ (1 << bit), at);
    files.set(name, bytes);
  };
