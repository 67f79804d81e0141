/**
 * One look at a gateway's log: what is new is read, and everything about it is checked before anybody
 * believes it. The log's signature; that the new entries, hashed onto the tree we hold, make the signed
 * root, so nothing we saw before was changed; that each disclosed body is what its entry commits to.
 *
 * Reads only; storing is somebody else's step, so what fails here has changed nothing.
 */
import {
  bodiesBytesMax,
  bodiesPath,
  bundleBytesMax,
  checkpointPath,
  consistencyProof,
  decodeBundle,
  entryBundlePath,
  GrowingTree,
  isBodyOf,
  leafHash,
  noteBytesMax,
  openNote,
  parseBodies,
  parseCheckpoint,
  readText,
  rootOf,
  tilePath,
  tileWidth,
  TlogError,
  verifyConsistency,
  widthIn,
  type Checkpoint,
  type NoteKey,
  type TileReader,
} from '#standards/tlog';
import { brokenTextIn } from '#platform/db';
import { GatewayAnswerTooLarge, type GatewayClient } from './gateway-client.ts';
import type { TileRow } from './mirror-store.ts';

/** What is held of the log already, all of it verified. */
export interface Held {
  size: number;
  root: Buffer;
  readTile: TileReader;
}

export interface NewEntry {
  index: number;
  entry: Buffer;
  disclosed: { salt: Buffer; body: string } | undefined;
}

export type Look =
  | { kind: 'same'; checkpoint: string | undefined }
  | {
      kind: 'grown';
      entries: NewEntry[];
      tiles: TileRow[];
      size: number;
      root: Buffer;
      /** The signed note, where all of its entries are held now. */
      checkpoint: string | undefined;
    }
  | { kind: 'rolled_back'; problem: string }
  /** Two histories signed by one log; `rival` with what we hold proves it. */
  | { kind: 'forked'; problem: string; rival: string };

/** The gateway answers, and what it answers cannot be used. */
export class GarbledAnswer extends Error {}

/** Entries taken in one look; the rest at the next. */
const bundlesMax = 16;
const tileBytesMax = 32 * tileWidth;

export async function look(gateway: GatewayClient, logKey: NoteKey, held: Held): Promise<Look> {
  try {
    const note = await readNote(gateway);
    if (note === undefined) {
      return held.size === 0
        ? { kind: 'same', checkpoint: undefined }
        : { kind: 'rolled_back', problem: 'it shows no checkpoint, and showed one before' };
    }
    const signed = checkedCheckpoint(note, logKey);
    if (signed.size < held.size) return await shrunk(held, signed, note);
    if (signed.size > held.size) return await grown(gateway, held, signed, note);
    if (signed.root.equals(held.root)) return { kind: 'same', checkpoint: note };
    return fork(note, signed.size);
  } catch (error) {
    if (error instanceof TlogError || error instanceof GatewayAnswerTooLarge) {
      throw new GarbledAnswer(error.message, { cause: error });
    }
    throw error;
  }
}

function checkedCheckpoint(note: string, logKey: NoteKey): Checkpoint {
  const { text, verified } = openNote(note, [logKey]);
  if (verified.length === 0)
    throw new GarbledAnswer('the checkpoint bears no signature of the log’s key');
  const checkpoint = parseCheckpoint(text);
  if (checkpoint.origin === logKey.name) return checkpoint;
  throw new GarbledAnswer('the checkpoint is of another log');
}

const fork = (rival: string, size: number): Look => ({
  kind: 'forked',
  problem: `the log signed two histories: over its first ${size} entries it shows another root than before; both checkpoints together prove it`,
  rival,
});

/** Less than before: an old state of the same history, or another history. */
async function shrunk(held: Held, signed: Checkpoint, note: string): Promise<Look> {
  const before = await rootOf(held.readTile, signed.size);
  if (!before.equals(signed.root)) return fork(note, signed.size);
  return {
    kind: 'rolled_back',
    problem: `it shows ${signed.size} entries and signed ${held.size} before`,
  };
}

async function grown(
  gateway: GatewayClient,
  held: Held,
  signed: Checkpoint,
  note: string,
): Promise<Look> {
  const size = Math.min(signed.size, (Math.floor(held.size / tileWidth) + bundlesMax) * tileWidth);
  const entries = await readEntries(gateway, held.size, size, signed.size);
  const tiles: TileRow[] = [];
  const tree = await GrowingTree.of(held.readTile, held.size, ({ level, index }, hashes) =>
    tiles.push({ level, index, hashes: Buffer.from(hashes) }),
  );
  for (const { entry } of entries) tree.append(leafHash(entry));
  const root = tree.root();
  const theirs = tilesOf(gateway, signed.size);
  const isPrefix =
    size === signed.size
      ? root.equals(signed.root)
      : verifyConsistency({
          from: size,
          to: signed.size,
          fromRoot: root,
          toRoot: signed.root,
          proof: await consistencyProof(theirs, size, signed.size),
        });
  if (!isPrefix) return await divergence(held, signed, note, theirs);
  for (const { place, hashes } of tree.partialTiles()) {
    tiles.push({ level: place.level, index: place.index, hashes });
  }
  return {
    kind: 'grown',
    entries,
    tiles,
    size,
    root,
    checkpoint: size === signed.size ? note : undefined,
  };
}

/**
 * The new entries do not lead from what we hold to what is signed. If its own tiles prove that the signed
 * tree has another beginning than ours, the log signed two histories; if not, it only answers nonsense.
 */
async function divergence(
  held: Held,
  signed: Checkpoint,
  note: string,
  theirs: TileReader,
): Promise<Look> {
  const beginning = await rootOf(theirs, held.size);
  const isTheirs = verifyConsistency({
    from: held.size,
    to: signed.size,
    fromRoot: beginning,
    toRoot: signed.root,
    proof: await consistencyProof(theirs, held.size, signed.size),
  });
  if (held.size > 0 && isTheirs && !beginning.equals(held.root)) return fork(note, held.size);
  throw new GarbledAnswer('its entries do not make the root that it signed');
}

async function readEntries(
  gateway: GatewayClient,
  from: number,
  to: number,
  signedSize: number,
): Promise<NewEntry[]> {
  const found: NewEntry[] = [];
  for (let bundle = Math.floor(from / tileWidth); bundle * tileWidth < to; bundle++) {
    const width = widthIn(signedSize, 0, bundle);
    const bytes = await readFile(gateway, entryBundlePath(bundle, width), bundleBytesMax);
    const entries = decodeBundle(bytes, width);
    const bodies = await readBodies(gateway, bundle);
    entries.forEach((entry, place) => {
      const index = bundle * tileWidth + place;
      if (index < from || index >= to) return;
      const disclosed = bodies.get(index);
      if (disclosed !== undefined && !isBodyOf(entry, { index, ...disclosed })) {
        throw new GarbledAnswer(
          `the body it shows for entry ${index} is not what the entry commits to`,
        );
      }
      found.push({ index, entry: Buffer.from(entry), disclosed });
    });
  }
  return found;
}

async function readBodies(
  gateway: GatewayClient,
  bundle: number,
): Promise<Map<number, { salt: Buffer; body: string }>> {
  const { status, body } = await gateway.get(logPath(bodiesPath(bundle)), bodiesBytesMax);
  if (status === 404) return new Map();
  if (status !== 200) throw new GarbledAnswer(`it answers ${status} for bodies`);
  const bodies = parseBodies(body);
  if (brokenTextIn(bodies.map((each) => each.body)).length > 0) {
    throw new GarbledAnswer('a body holds a character that no text can hold');
  }
  return new Map(bodies.map(({ index, ...disclosed }) => [index, disclosed]));
}

async function readNote(gateway: GatewayClient): Promise<string | undefined> {
  const { status, body } = await gateway.get(logPath(checkpointPath), noteBytesMax);
  if (status === 404) return undefined;
  if (status !== 200) throw new GarbledAnswer(`it answers ${status} for its checkpoint`);
  return readText(body, 'the checkpoint');
}

/** Its tiles as of the signed size: wider than asked for is cut, since all of it is under one root. */
function tilesOf(gateway: GatewayClient, size: number): TileReader {
  return async ({ level, index, width }) => {
    const whole = { level, index, width: widthIn(size, level, index) };
    const hashes = await readFile(gateway, tilePath(whole), tileBytesMax);
    return hashes.subarray(0, 32 * width);
  };
}

async function readFile(gateway: GatewayClient, path: string, bytesMax: number): Promise<Buffer> {
  const { status, body } = await gateway.get(logPath(path), bytesMax);
  if (status !== 200) throw new GarbledAnswer(`it answers ${status} for \`${path}\``);
  return body;
}

const logPath = (path: string): string => `/sallyport/log/${path}`;
