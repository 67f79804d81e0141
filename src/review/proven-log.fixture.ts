/** An engagement's log as its readers have it, signed, and the proof of every entry of it. */
import assert from 'node:assert/strict';
import {
  bodiesOf,
  checkpointKeyOf,
  entriesOf,
  findSignedLog,
  logIdOf,
  logs,
  readTile,
  tilesAt,
  type OpenedLog,
} from '#platform/ledger';
import {
  encodeBundle,
  formatBodies,
  inclusionProof,
  leafHash,
  openNote,
  parseCheckpoint,
  parseTilePath,
  verifyInclusion,
  verifyLog,
  type LogSource,
} from '#standards/tlog';
import { sequenceAll, signAll } from '#test/server';
import type { ReviewStage } from './review.fixture.ts';

export async function signedLogOf(stage: ReviewStage, submissionId: string): Promise<OpenedLog> {
  const { inner } = stage.access;
  await sequenceAll(inner);
  stage.pass(2000);
  await signAll(inner, stage.clock);
  const id = logIdOf(inner.keys, logs.engagement(submissionId));
  const found = await findSignedLog(
    inner.database.db,
    'inner',
    new Map([['engagement', 'every']]),
    id,
  );
  assert.ok(found);
  return found;
}

function sourceOf(stage: ReviewStage, { log, size, note }: OpenedLog): LogSource {
  const { db } = stage.access.inner.database;
  return {
    async read(path) {
      if (path === 'checkpoint') return Buffer.from(note);
      if (path.startsWith('bodies/')) {
        return Buffer.from(formatBodies(await bodiesOf(db, 'inner', log, 0, size)));
      }
      const place = parseTilePath(path);
      if (place === undefined) return undefined;
      return 'entries' in place
        ? encodeBundle(await entriesOf(db, 'inner', log, 0, size))
        : await readTile(db, 'inner', log, place);
    },
  };
}

/** Every entry of the log, by its own proof; returns how many. */
export async function proveAll(stage: ReviewStage, opened: OpenedLog): Promise<number> {
  const { inner } = stage.access;
  const logKey = checkpointKeyOf(inner.keys, opened.origin);
  const { text } = openNote(opened.note, [logKey]);
  const { size, root } = parseCheckpoint(text);
  const report = await verifyLog(sourceOf(stage, opened), { logKey, witnesses: [], quorum: 'all' });
  assert.deepEqual([report.isProved, report.findings], [true, []]);
  assert.equal(report.disclosed, size);
  const entries = await entriesOf(inner.database.db, 'inner', opened.log, 0, size);
  const tiles = tilesAt(inner.database.db, 'inner', opened.log, size);
  for (let index = 0; index < size; index++) {
    const proof = await inclusionProof(tiles, index, size);
    const leaf = leafHash(entries[index] ?? Buffer.alloc(0));
    assert.ok(verifyInclusion({ index, size, leafHash: leaf, proof, root }), `entry ${index}`);
  }
  return size;
}
