/** The tree and its proofs: every one made verifies, and none does once anything in it is changed. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  consistencyProof,
  emptyRoot,
  GrowingTree,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  tilePath,
  TlogError,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
  widthIn,
  type Consistency,
  type Inclusion,
  type TilePlace,
} from './index.ts';

const sizeMax = 2_000;
const leaves = Array.from({ length: sizeMax }, (_, at) => leafHash(Buffer.from(`entry ${at}`)));
/** Level by level, the hashes that tiles are cut from. */
const levels: Buffer[] = [];
const grown = new GrowingTree((place, hashes) => keep(place, hashes));
const roots = [grown.root()];
for (const leaf of leaves) {
  grown.append(leaf);
  roots.push(grown.root());
}
for (const { place, hashes } of grown.partialTiles()) keep(place, hashes);

function keep({ level, index }: TilePlace, hashes: Buffer) {
  levels[level] ??= Buffer.alloc(sizeMax * 32 + 256 * 32);
  hashes.copy(levels[level], index * 256 * 32);
}

/** Gives only tiles that a log of this size has, at the width it has them. */
const tilesAt = (size: number) => (place: TilePlace) => {
  assert.equal(place.width, widthIn(size, place.level, place.index), tilePath(place));
  assert.ok(place.width > 0, `an empty tile was asked for: level ${place.level}`);
  const start = place.index * 256 * 32;
  return Promise.resolve((levels[place.level] as Buffer).subarray(start, start + place.width * 32));
};

describe('the growing tree', () => {
  it('has the root of RFC 6962 at every size', () => {
    for (let size = 0; size <= sizeMax; size += size < 520 ? 1 : 37) {
      assert.deepEqual(roots[size], treeRoot(leaves.slice(0, size)), `size ${size}`);
    }
  });

  it('has the same root from its tiles, at every size', async () => {
    for (let size = 0; size <= sizeMax; size++) {
      assert.deepEqual(await rootOf(tilesAt(size), size), roots[size], `size ${size}`);
    }
  });

  it('goes on from its tiles as if it had never stopped', async () => {
    for (const size of [0, 1, 255, 256, 257, 511, 512, 1_999]) {
      const tree = await GrowingTree.of(tilesAt(size), size);
      assert.deepEqual(tree.root(), roots[size]);
      for (const leaf of leaves.slice(size)) tree.append(leaf);
      assert.deepEqual(tree.root(), roots[sizeMax]);
      assert.deepEqual(
        tree.partialTiles().map(({ place }) => tilePath(place)),
        ['tile/0/007.p/208', 'tile/1/000.p/7'],
      );
    }
  });

  it('builds 70,000 entries into the tiles that the specification counts', () => {
    const made = new Map<string, number>();
    const count = ({ level, width }: TilePlace) => {
      const kind = `${level}:${width}`;
      made.set(kind, (made.get(kind) ?? 0) + 1);
    };
    const tree = new GrowingTree(count);
    for (let at = 0; at < 70_000; at++) tree.append(leaves[at % sizeMax] as Buffer);
    for (const { place } of tree.partialTiles()) count(place);
    assert.deepEqual(Object.fromEntries(made), {
      '0:256': 273,
      '0:112': 1,
      '1:256': 1,
      '1:17': 1,
      '2:1': 1,
    });
  });

  it('takes hashes of 32 bytes only', async () => {
    assert.throws(() => new GrowingTree().append(Buffer.alloc(31)), TlogError);
    assert.throws(() => nodeHash(Buffer.alloc(33), Buffer.alloc(31)), TlogError);
    await assert.rejects(
      rootOf(() => Promise.resolve(Buffer.alloc(31)), 1),
      TlogError,
    );
    await assert.rejects(
      GrowingTree.of(() => Promise.resolve(Buffer.alloc(64)), 1),
      TlogError,
    );
  });
});

const size = fc.integer({ min: 1, max: sizeMax });
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('an inclusion proof', () => {
  it('verifies for every entry of small logs', async () => {
    for (let size = 1; size <= 66; size++) {
      for (let index = 0; index < size; index++)
        assert.ok(verifyInclusion(await proved(index, size)));
    }
  });

  it('verifies for any entry of any size, and fails once anything is changed', async () => {
    await fc.assert(
      fc.asyncProperty(size, place, fc.nat(), async (size, at, seed) => {
        const claim = await proved(Math.floor(at * size), size);
        assert.ok(verifyInclusion(claim));
        for (const changed of changedInclusions(claim, seed)) assert.ok(!verifyInclusion(changed));
      }),
      { numRuns: 300 },
    );
  });

  it('is refused for what is not in the log', async () => {
    await assert.rejects(inclusionProof(tilesAt(3), 3, 3), TlogError);
    await assert.rejects(inclusionProof(tilesAt(3), 0, 0), TlogError);
    assert.ok(
      !verifyInclusion({ index: 0, size: 0, leafHash: emptyRoot(), proof: [], root: emptyRoot() }),
    );
  });
});

describe('a consistency proof', () => {
  it('verifies between all sizes of small logs', async () => {
    for (let to = 0; to <= 40; to++) {
      for (let from = 0; from <= to; from++) {
        assert.ok(verifyConsistency(await grew(from, to)), `${from} to ${to}`);
      }
    }
  });

  it('verifies between any two sizes, and fails once anything is changed', async () => {
    await fc.assert(
      fc.asyncProperty(size, place, fc.nat(), async (to, at, seed) => {
        const claim = await grew(1 + Math.floor(at * to), to);
        assert.ok(verifyConsistency(claim));
        for (const changed of changedConsistencies(claim, seed)) {
          assert.ok(!verifyConsistency(changed));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of the empty log is empty, and its root is the empty one', () => {
    const root = roots[5] as Buffer;
    const claim = { from: 0, to: 5, fromRoot: emptyRoot(), toRoot: root, proof: [] };
    assert.ok(verifyConsistency(claim));
    assert.ok(!verifyConsistency({ ...claim, fromRoot: root }));
    assert.ok(!verifyConsistency({ ...claim, proof: [root] }));
    assert.ok(verifyConsistency({ ...claim, to: 0, toRoot: emptyRoot() }));
    assert.ok(!verifyConsistency({ ...claim, to: 0 }));
  });

  it('is refused backwards', async () => {
    await assert.rejects(consistencyProof(tilesAt(3), 4, 3), TlogError);
  });
});

async function proved(index: number, size: number): Promise<Inclusion> {
  const proof = await inclusionProof(tilesAt(size), index, size);
  return { index, size, leafHash: leaves[index] as Buffer, proof, root: roots[size] as Buffer };
}

async function grew(from: number, to: number): Promise<Consistency> {
  const proof = await consistencyProof(tilesAt(to), from, to);
  return { from, to, fromRoot: roots[from] as Buffer, toRoot: roots[to] as Buffer, proof };
}

function* changedInclusions(claim: Inclusion, seed: number): Generator<Inclusion> {
  const { index, size } = claim;
  for (const proof of changedProofs(claim.proof, seed)) yield { ...claim, proof };
  yield { ...claim, leafHash: flipped(claim.leafHash, seed) };
  yield { ...claim, root: flipped(claim.root, seed) };
  yield { ...claim, leafHash: claim.leafHash.subarray(1) };
  for (const other of [index + 1, index - 1, index + 0.5, NaN, -index - 1, size, index ^ 2]) {
    if (other !== index) yield { ...claim, index: other };
  }
  // Another size may have the same path to this entry; then it must have another root.
  for (const other of [size + 1, size - 1, size * 2]) {
    const root = roots[other];
    if (root !== undefined && other > index) {
      yield { ...claim, size: other, leafHash: flipped(claim.leafHash, seed), root };
    }
  }
  yield { ...claim, size: NaN };
  yield { ...claim, size: index };
}

function* changedConsistencies(claim: Consistency, seed: number): Generator<Consistency> {
  const { from, to } = claim;
  for (const proof of changedProofs(claim.proof, seed)) yield { ...claim, proof };
  yield { ...claim, fromRoot: flipped(claim.fromRoot, seed) };
  yield { ...claim, toRoot: flipped(claim.toRoot, seed) };
  yield { ...claim, toRoot: claim.toRoot.subarray(1) };
  if (from !== to) yield { ...claim, fromRoot: claim.toRoot, toRoot: claim.fromRoot };
  if (from !== to) yield { ...claim, from: to, to: from };
  yield { ...claim, from: NaN };
  yield { ...claim, to: Infinity };
}

function* changedProofs(proof: readonly Uint8Array[], seed: number): Generator<Uint8Array[]> {
  for (let at = 0; at < proof.length; at++) {
    yield proof.with(at, flipped(proof[at] as Uint8Array, seed));
    yield proof.toSpliced(at, 1);
    yield proof.with(at, (proof[at] as Uint8Array).subarray(1));
    yield proof.toSpliced(at, 0, randomBytes(32));
  }
  yield [...proof, randomBytes(32)];
  if (proof.length > 1) yield proof.toReversed();
  yield [...proof, ...Array.from({ length: 64 }, () => randomBytes(32))];
}

function flipped(hash: Uint8Array, seed: number): Buffer {
  const changed = Buffer.from(hash);
  const bit = seed % (8 * changed.length);
  changed.writeUInt8((changed[bit >> 3] as number) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}
