/**
 * Tessera's own test log, as its authors built it: ten checkpoints and every tile and bundle they stand
 * for, held against what is computed here. Its verifier key is in the set's description and, upstream, in
 * the script that builds the log.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readTarGz, withoutData } from '#test/real-data';
import { sourceOf } from '#test/tlog';
import {
  consistencyProof,
  decodeBundle,
  entryBundlePath,
  GrowingTree,
  leafHash,
  openNote,
  parseCheckpoint,
  parseVkey,
  rootOf,
  tilePath,
  tilesOf,
  verifyConsistency,
  verifyLog,
  widthIn,
} from './index.ts';

const archive = 'tlog/tessera-testlog.tar.gz';
const logKey = parseVkey(
  'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx',
);

describe('Tessera’s test log', { skip: withoutData(archive) }, async () => {
  const files = await readTarGz(archive);
  const notes = [...files.keys()].filter((name) => name.startsWith('checkpoint.'));
  const noteAt = (size: number) => (files.get(`checkpoint.${size}`) as Buffer).toString('utf8');
  const checkpointAt = (size: number) => parseCheckpoint(openNote(noteAt(size), [logKey]).text);

  it('is here in ten sizes, from none to nine entries', () => {
    assert.deepEqual(
      notes.sort().map((name) => Number(name.split('.')[1])),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
  });

  for (let size = 0; size <= 9; size++) {
    it(`of ${size} entries: signature, root, tile and bundle hold`, async () => {
      assert.equal(openNote(noteAt(size), [logKey]).verified.length, 1);
      const checkpoint = checkpointAt(size);
      assert.deepEqual([checkpoint.origin, checkpoint.size], ['example.com/log/testdata', size]);
      assert.deepEqual(await rootOf(tilesOf(sourceOf(files)), size), checkpoint.root);
      const tree = new GrowingTree();
      if (size > 0) {
        const bundle = files.get(entryBundlePath(0, size)) as Buffer;
        for (const entry of decodeBundle(bundle, size)) tree.append(leafHash(entry));
        const tile = tilePath({ level: 0, index: 0, width: widthIn(size, 0, 0) });
        assert.deepEqual(tree.partialTiles()[0]?.hashes, files.get(tile));
      }
      assert.deepEqual(tree.root(), checkpoint.root);
    });

    it(`of ${size} entries: the whole verification holds, and continues every smaller size`, async () => {
      const base = new Map(files).set('checkpoint', Buffer.from(noteAt(size)));
      const trust = { logKey, witnesses: [], quorum: 'all' } as const;
      for (let from = 0; from <= size; from++) {
        const report = await verifyLog(sourceOf(base), trust, { earlier: noteAt(from) });
        assert.deepEqual(report.findings, []);
        assert.ok(report.isProved);
        const proof = await consistencyProof(tilesOf(sourceOf(files)), from, size);
        const [fromRoot, toRoot] = [checkpointAt(from).root, checkpointAt(size).root];
        assert.ok(verifyConsistency({ from, to: size, fromRoot, toRoot, proof }));
      }
    });
  }
});
