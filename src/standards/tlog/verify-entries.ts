/**
 * Every entry of a log against its signed root: bundle by bundle, hash the entries, grow the tree, compare
 * each tile with the one served. Where entry and tile differ, the signed root itself says which of the two
 * is wrong, so a fault is named at its place and not as "something differs".
 */
import type { Checkpoint } from './checkpoint.ts';
import { parseBodies, type DisclosedBody } from './bodies.ts';
import { commitmentOf, entryOf, isCommitment, leafHash } from './leaf.ts';
import { readBundles, readHashes, tilesOf, type BundleRead, type LogSource } from './log-source.ts';
import type { Findings } from './log-report.ts';
import { inclusionProof, verifyInclusion } from './proof.ts';
import { hashBytes, TlogError } from './spelling.ts';
import { bodiesPath, entryBundlePath, tilePath, tileWidth } from './tile.ts';
import { GrowingTree, type Tile } from './tree.ts';

/** What else the caller wants to know of the tree as it grows. */
export interface Marks {
  /** Sizes at which to note the root. */
  sizes: ReadonlySet<number>;
  /** The entry of which to note the leaf hash. */
  entry?: number;
}

export interface Walk {
  /** How many entries were read; fewer than the log's size where nothing could be read any more. */
  entries: number;
  /** Whether they make the signed root; if not, nothing else found here is about the log that was signed. */
  isSigned: boolean;
  tiles: number;
  commitments: number;
  disclosed: number;
  roots: Map<number, Buffer>;
  leafHash?: Buffer;
}

/** Of one tile: enough to see whether a bit flipped or the tile is another one. */
const differencesNamedMax = 3;

export async function verifyEntries(
  source: LogSource,
  checkpoint: Checkpoint,
  marks: Marks,
  findings: Findings,
): Promise<Walk> {
  const walk: Walk = {
    entries: 0,
    isSigned: false,
    tiles: 0,
    commitments: 0,
    disclosed: 0,
    roots: new Map(),
  };
  const finished: Tile[] = [];
  const tree = new GrowingTree((place, hashes) => {
    if (place.level > 0) finished.push({ place, hashes });
  });
  const noteRoot = () => {
    if (marks.sizes.has(tree.size)) walk.roots.set(tree.size, tree.root());
  };
  noteRoot();
  for await (const read of readBundles(source, checkpoint.size)) {
    const hashes = await signedHashes(source, checkpoint, read, findings);
    if (hashes === undefined) return walk;
    countBodies(read, hashes, walk, findings);
    for (let at = 0; at < read.width; at++) {
      const hash = hashes.subarray(at * hashBytes, (at + 1) * hashBytes);
      if (tree.size === marks.entry) walk.leafHash = hash;
      tree.append(hash);
      noteRoot();
    }
    walk.entries = tree.size;
    walk.tiles += 1;
    for (const tile of finished.splice(0)) await compareUpper(source, tile, walk, findings);
  }
  for (const tile of tree.partialTiles()) {
    if (tile.place.level > 0) await compareUpper(source, tile, walk, findings);
  }
  walk.isSigned = tree.root().equals(checkpoint.root);
  if (!walk.isSigned) {
    const detail = `its root is not that of the ${tree.size} entries here: they are not the ones signed`;
    findings.add('entries', 'checkpoint', detail);
  }
  return walk;
}

/** The leaf hashes to go on with: the entries' own, and where one was changed, the tile's. */
async function signedHashes(
  source: LogSource,
  checkpoint: Checkpoint,
  { index, width, entries, hashes: served }: BundleRead,
  findings: Findings,
): Promise<Buffer | undefined> {
  const tilePlace = tilePath({ level: 0, index, width });
  const bundlePlace = entryBundlePath(index, width);
  if (entries instanceof TlogError) findings.add('entries', bundlePlace, entries.message);
  if (served instanceof TlogError) findings.add('tiles', tilePlace, served.message);
  if (entries instanceof TlogError) {
    if (!(served instanceof TlogError)) return served;
    const detail = `nothing from entry ${index * tileWidth} on could be checked`;
    findings.add('entries', bundlePlace, detail);
    return undefined;
  }
  const hashes = hashesOf(entries);
  if (served instanceof TlogError || hashes.equals(served)) return hashes;
  const differing = differences(hashes, served);
  for (const at of differing.slice(0, differencesNamedMax)) {
    const entry = index * tileWidth + at;
    const ours = hashes.subarray(at * hashBytes, (at + 1) * hashBytes);
    const theirs = served.subarray(at * hashBytes, (at + 1) * hashBytes);
    if (await isSigned(source, checkpoint, entry, ours)) {
      findings.add('tiles', tilePlace, `hash ${at} differs from entry ${entry}, which was signed`);
    } else if (await isSigned(source, checkpoint, entry, theirs)) {
      findings.add(
        'entries',
        bundlePlace,
        `entry ${at} (${entry} of the log) is not the one signed`,
      );
      theirs.copy(hashes, at * hashBytes);
    } else {
      const detail = `hash ${at} differs from entry ${entry}, and neither leads to the signed root`;
      findings.add('tiles', tilePlace, detail);
    }
  }
  if (differing.length > differencesNamedMax) {
    const more = differing.length - differencesNamedMax;
    findings.add('tiles', tilePlace, `${more} more of its hashes differ from the entries`);
  }
  return hashes;
}

function hashesOf(entries: readonly Buffer[]): Buffer {
  const hashes = Buffer.allocUnsafe(entries.length * hashBytes);
  entries.forEach((entry, at) => hashes.set(leafHash(entry), at * hashBytes));
  return hashes;
}

function differences(a: Buffer, b: Buffer): number[] {
  const differing: number[] = [];
  for (let at = 0; at < a.length; at += hashBytes) {
    if (a.compare(b, at, at + hashBytes, at, at + hashBytes) !== 0) differing.push(at / hashBytes);
  }
  return differing;
}

/** Whether the log's own tiles lead from this leaf hash to the signed root. */
async function isSigned(
  source: LogSource,
  { size, root }: Checkpoint,
  index: number,
  hash: Buffer,
): Promise<boolean> {
  try {
    const proof = await inclusionProof(tilesOf(source), index, size);
    return verifyInclusion({ index, size, leafHash: hash, proof, root });
  } catch (error) {
    if (error instanceof TlogError) return false;
    throw error;
  }
}

async function compareUpper(source: LogSource, tile: Tile, walk: Walk, findings: Findings) {
  walk.tiles += 1;
  const place = tilePath(tile.place);
  const served = await readHashes(source, tile.place);
  if (served instanceof TlogError) return findings.add('tiles', place, served.message);
  const differing = differences(tile.hashes, served);
  for (const at of differing.slice(0, differencesNamedMax)) {
    findings.add('tiles', place, `hash ${at} differs from the one over its entries`);
  }
}

/**
 * Disclosed bodies against the signed hash of their entry, so that a bundle with a changed entry neither
 * spoils a good body nor vouches for another. What is not disclosed is counted, and is no fault.
 */
function countBodies(
  { index, width, entries, bodies }: BundleRead,
  hashes: Buffer,
  walk: Walk,
  findings: Findings,
): void {
  if (entries instanceof TlogError) return;
  for (const entry of entries) if (isCommitment(entry)) walk.commitments += 1;
  if (bodies === undefined) return;
  const place = bodiesPath(index);
  try {
    if (bodies instanceof TlogError) throw bodies;
    for (const body of parseBodies(bodies)) {
      const at = body.index - index * tileWidth;
      // The log may have grown since its checkpoint was read; what came after is not looked at.
      if (at >= width && at < tileWidth) continue;
      if (at < 0 || at >= width) {
        findings.add('bodies', place, `shows entry ${body.index}, which is elsewhere in the log`);
      } else if (hashOfBody(body).equals(hashes.subarray(at * hashBytes, (at + 1) * hashBytes))) {
        walk.disclosed += 1;
      } else {
        const detail = `the body of entry ${body.index} is not the one committed to`;
        findings.add('bodies', place, detail);
      }
    }
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    findings.add('bodies', place, error.message);
  }
}

const hashOfBody = ({ salt, body }: DisclosedBody): Buffer =>
  leafHash(entryOf(commitmentOf(salt, body)));
