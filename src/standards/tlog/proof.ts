/**
 * Proofs of RFC 6962 §2.1: that an entry is in a log (inclusion), and that a longer log only added to a
 * shorter one (consistency). Made from tiles; verified by the algorithms of RFC 9162 §2.1.3.2 and
 * §2.1.4.2 with nothing but the numbers and hashes at hand. A proof that does not hold is `false`, never
 * an exception: it comes from whoever wants it believed.
 */
import { emptyRoot, nodeHash } from './leaf.ts';
import { hashBytes, isCount, TlogError } from './spelling.ts';
import {
  cachedTiles,
  largestPowerBelow,
  requireSize,
  subtreeHash,
  type TileReader,
} from './tree.ts';

/** A tree of 2^53 entries is 53 high; the specifications allow 63. */
export const proofHashesMax = 63;

/** From the entry's sibling up to the root's child. */
export async function inclusionProof(
  read: TileReader,
  index: number,
  size: number,
): Promise<Buffer[]> {
  requireSize(size);
  if (!isCount(index) || index >= size) {
    throw new TlogError(`a log of ${size} entries has no entry ${index}`);
  }
  const tiles = cachedTiles(read);
  const proof: Buffer[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      proof.push(await subtreeHash(tiles, size, middle, end));
      end = middle;
    } else {
      proof.push(await subtreeHash(tiles, size, start, middle));
      start = middle;
    }
  }
  return proof.reverse();
}

/** From the smaller log to the larger; nothing to show where one is empty or both are the same. */
export async function consistencyProof(
  read: TileReader,
  from: number,
  to: number,
): Promise<Buffer[]> {
  requireSize(from);
  requireSize(to);
  if (from > to) throw new TlogError(`a log of ${to} entries does not continue one of ${from}`);
  if (from === 0 || from === to) return [];
  const tiles = cachedTiles(read);
  const proof: Buffer[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + largestPowerBelow(end - start);
    if (from <= middle) {
      proof.push(await subtreeHash(tiles, to, middle, end));
      end = middle;
    } else {
      proof.push(await subtreeHash(tiles, to, start, middle));
      start = middle;
    }
  }
  // What is left is a whole subtree of the smaller log; if it is all of it, its root is known.
  if (start > 0) proof.push(await subtreeHash(tiles, to, start, end));
  return proof.reverse();
}

export interface Inclusion {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

export function verifyInclusion({ index, size, leafHash, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if (!areHashes(proof, [leafHash, root])) return false;
  let [node, last] = [index, size - 1];
  let hash: Buffer = Buffer.from(leafHash);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      [node, last] = risenToLeftTurn(node, last);
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export interface Consistency {
  from: number;
  to: number;
  fromRoot: Uint8Array;
  toRoot: Uint8Array;
  proof: readonly Uint8Array[];
}

export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isCount(from) || !isCount(to) || from > to) return false;
  if (!areHashes(proof, [fromRoot, toRoot])) return false;
  if (from === to) return proof.length === 0 && Buffer.compare(fromRoot, toRoot) === 0;
  // Anything continues the empty log, which has but one root.
  if (from === 0) return proof.length === 0 && emptyRoot().equals(fromRoot);
  const path = isPower(from) ? [fromRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined || proof.length === 0) return false;
  let [node, last] = [from - 1, to - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let before: Buffer = Buffer.from(first);
  let after = before;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      before = nodeHash(sibling, before);
      after = nodeHash(sibling, after);
      [node, last] = risenToLeftTurn(node, last);
    } else {
      after = nodeHash(after, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(fromRoot) && after.equals(toRoot);
}

/** Up through the levels at which the last node has no sibling. */
function risenToLeftTurn(node: number, last: number): [number, number] {
  let [risen, end] = [node, last];
  while (!isOdd(risen) && risen !== 0) [risen, end] = [half(risen), half(end)];
  return [risen, end];
}

// Sizes pass 2^32, where the bit operators end.
const isOdd = (value: number): boolean => value % 2 === 1;
const half = (value: number): number => Math.floor(value / 2);

function isPower(value: number): boolean {
  let power = 1;
  while (power < value) power *= 2;
  return power === value;
}

function areHashes(proof: readonly Uint8Array[], others: readonly Uint8Array[]): boolean {
  return (
    proof.length <= proofHashesMax &&
    [...proof, ...others].every(({ length }) => length === hashBytes)
  );
}
