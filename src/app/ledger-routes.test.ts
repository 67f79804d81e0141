/**
 * Logs over HTTP, as their parties use them: each proves its own entries by itself, and nothing of another's
 * is there for it, by address, in a list, in a size or in a time.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appendEvents, logs, type EventDraft } from '#platform/ledger';
import {
  bodiesPath,
  decodeBundle,
  entryBundlePath,
  leafHash,
  openNote,
  parseBodies,
  parseCheckpoint,
  parseKeysFile,
  parseProofFile,
  verifyConsistency,
  verifyInclusion,
  verifyLog,
  type Checkpoint,
  type LogSource,
  type NoteKey,
} from '#standards/tlog';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';

type Who = Parameters<TestServer['as']>[0];
interface Listed {
  id: string;
  log: string;
  origin: string;
  size: number;
  checkpointAt: string;
}

/** By the reader: of one engagement, of another one, of neither. */
const readers = {
  kestrel: ['developer', 'evaluator'],
  heron: ['rivalDeveloper', 'rivalEvaluator'],
};
type Engagement = keyof typeof readers;

let server: TestServer;
let stage: Stage;
const submissions = {} as Record<Engagement, string>;
const ids = {} as Record<Engagement, string>;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  submissions.kestrel = await stage.engagements.submission('unseen');
  submissions.heron = await stage.engagements.submission(
    'unseen',
    'rivalDeveloper',
    'rivalEvaluator',
  );
  await server.checkpoint('inner');
  for (const engagement of ['kestrel', 'heron'] as const) {
    const own = (await listed(readers[engagement][0] as Who)).find(({ log }) =>
      log.endsWith(submissions[engagement]),
    );
    ids[engagement] = own?.id ?? '';
  }
});
after(() => server.close());

async function listed(who: Who): Promise<Listed[]> {
  const response = await server.as(who).get('/api/ledger?limit=100');
  assert.equal(response.status, 200);
  return ((await response.json()) as { items: Listed[] }).items;
}

const get = (who: Who, id: string, path: string): Promise<Response> =>
  server.as(who).get(`/api/ledger/${id}/${path}`);

async function bytesAt(who: Who, id: string, path: string): Promise<Buffer> {
  const response = await get(who, id, path);
  assert.equal(response.status, 200, path);
  return Buffer.from(await response.arrayBuffer());
}

/** A log as its reader's verifier sees it: files by path, and nothing else of the server. */
const sourceOf = (who: Who, id: string): LogSource => ({
  async read(path) {
    const response = await get(who, id, path);
    return response.status === 200 ? Buffer.from(await response.arrayBuffer()) : undefined;
  },
});

async function keyOf(who: Who, id: string): Promise<NoteKey> {
  const { log } = parseKeysFile(await bytesAt(who, id, 'keys.json'));
  return log;
}

async function checkpointOf(who: Who, id: string): Promise<Checkpoint> {
  const note = (await bytesAt(who, id, 'checkpoint')).toString();
  const { text, verified } = openNote(note, [await keyOf(who, id)]);
  assert.equal(verified.length, 1);
  return parseCheckpoint(text);
}

/** Adds events to an engagement's log, as its commands do. */
async function write(engagement: Engagement, count: number): Promise<void> {
  const draft = (n: number): EventDraft => ({
    log: logs.engagement(submissions[engagement]),
    type: 'access.witness_named',
    version: 1,
    at: server.zones.inner.clock.now(),
    actor: server.people.developer.id,
    subject: submissions[engagement],
    payload: { side: 'developer', vkey: `${engagement} ${n}` },
  });
  const drafts = Array.from({ length: count }, (_, n) => draft(n));
  const { database } = server.zones.inner;
  await database.transaction((tx) => appendEvents(tx, 'inner', drafts));
}

test('each lists the logs it may verify and no other, under names that tell nothing', async () => {
  for (const engagement of ['kestrel', 'heron'] as const)
    for (const who of readers[engagement] as Who[]) {
      const own = await listed(who);
      assert.deepEqual(
        own.map(({ id, log }) => [id, log]),
        [[ids[engagement], `engagement:${submissions[engagement]}`]],
        who,
      );
      assert.equal(own[0]?.origin, `test.example/${ids[engagement]}`);
    }
  // An overseer looks at all of the inner zone: what is common to engagements too.
  const all = await listed('overseer');
  const engagements = all.filter(({ log }) => log !== 'programme').map(({ id }) => id);
  assert.deepEqual(engagements.toSorted(), Object.values(ids).toSorted());
  assert.equal(all.length, engagements.length + 1);
  for (const id of Object.values(ids)) assert.match(id, /^[0-9a-f]{32}$/);
});

test('a reader of one log finds of another what is found where nothing is, on every path', async () => {
  const faceOf = async (who: Who, id: string, path: string) => {
    const response = await get(who, id, path);
    const text = await response.text();
    const headers = [...response.headers].filter(([name]) => name !== 'date');
    return { status: response.status, text: text.replace(/req_[0-9a-z]{26}/, ''), headers };
  };
  const paths = ['checkpoint', 'keys.json', 'tile/0/000.p/1', 'tile/entries/000.p/1'];
  paths.push('bodies/000', 'proof/0', 'consistency?from=1', 'tile/0/000', 'nonsense');
  for (const [engagement, others] of [
    ['kestrel', readers.heron],
    ['heron', readers.kestrel],
  ] as const)
    for (const who of [...others, 'finder', 'coordinator', 'administrator', 'nobody'] as Who[])
      for (const path of paths) {
        const there = await faceOf(who, ids[engagement], path);
        const absent = await faceOf(who, 'f'.repeat(32), path);
        assert.equal(there.status, 404, `${who} ${path}`);
        assert.deepEqual(there, absent, `${who} ${path}`);
      }
});

test('what one engagement does changes no byte, size or time that another’s reader sees', async () => {
  const seen = async () => {
    const files = await Promise.all(
      ['checkpoint', 'keys.json', 'tile/0/000.p/1', 'bodies/000', 'proof/0'].map((path) =>
        bytesAt('developer', ids.kestrel, path),
      ),
    );
    return { files: files.map(String), list: await listed('developer') };
  };
  const beforehand = await seen();
  await write('heron', 40);
  await server.checkpoint('inner');
  assert.equal((await checkpointOf('rivalDeveloper', ids.heron)).size, 42);
  assert.deepEqual(await seen(), beforehand);
});

test('each party proves its own entries by what the server gave it, and trusts the server in nothing', async () => {
  await write('kestrel', 300);
  await server.checkpoint('inner');
  for (const who of readers.kestrel as Who[]) {
    const logKey = await keyOf(who, ids.kestrel);
    const source = sourceOf(who, ids.kestrel);
    const report = await verifyLog(source, { logKey, witnesses: [], quorum: 'all' });
    assert.deepEqual(report.findings, []);
    assert.deepEqual([report.isProved, report.entries, report.disclosed], [true, 302, 302]);
    // What it did itself is in it, in words.
    const bodies = parseBodies(await bytesAt(who, ids.kestrel, bodiesPath(0)));
    const first = JSON.parse(bodies[0]?.body ?? '') as { type: string; subject: string };
    assert.deepEqual(
      [first.type, first.subject],
      ['access.submission_opened', submissions.kestrel],
    );
  }
});

test('one file convinces somebody who has nothing else that an entry is in the log', async () => {
  const logKey = await keyOf('evaluator', ids.kestrel);
  for (const index of [0, 1, 255, 256, 301]) {
    const file = await bytesAt('evaluator', ids.kestrel, `proof/${index}`);
    const { proof, checkpoint } = parseProofFile(file.toString());
    const { text, verified } = openNote(checkpoint, [logKey]);
    const { size, root } = parseCheckpoint(text);
    const [bundle, width] = index < 256 ? [0, 256] : [1, size - 256];
    const entries = decodeBundle(
      await bytesAt('evaluator', ids.kestrel, entryBundlePath(bundle, width)),
      width,
    );
    const leaf = leafHash(entries[index % 256] ?? Buffer.alloc(0));
    assert.equal(verified.length, 1);
    assert.ok(verifyInclusion({ index, size, leafHash: leaf, proof, root }), `entry ${index}`);
    assert.ok(
      !verifyInclusion({ index: index ^ 1, size, leafHash: leaf, proof, root }),
      `entry ${index}`,
    );
  }
  assert.equal((await get('evaluator', ids.kestrel, 'proof/302')).status, 404);
});

test('a log that grew proves that it only grew; a size that it never had is refused with its place', async () => {
  const earlier = await checkpointOf('developer', ids.kestrel);
  await write('kestrel', 5);
  await server.checkpoint('inner');
  const asked = await get('developer', ids.kestrel, `consistency?from=${earlier.size}`);
  const { from, to, proof } = (await asked.json()) as { from: number; to: number; proof: string[] };
  const now = await checkpointOf('developer', ids.kestrel);
  assert.deepEqual([from, to], [earlier.size, now.size]);
  const step = {
    from,
    to,
    toRoot: now.root,
    proof: proof.map((hash) => Buffer.from(hash, 'base64')),
  };
  assert.ok(verifyConsistency({ ...step, fromRoot: earlier.root }));
  assert.ok(!verifyConsistency({ ...step, fromRoot: Buffer.alloc(32) }));
  const beyond = await get('developer', ids.kestrel, `consistency?from=${now.size + 1}`);
  assert.equal(beyond.status, 422);
  const { errors } = (await beyond.json()) as { errors: { pointer: string }[] };
  assert.deepEqual(
    errors.map(({ pointer }) => pointer),
    ['/from'],
  );
});

test('nothing beyond the checkpoint is there, and no path but the standard’s own spelling', async () => {
  const { size } = await checkpointOf('developer', ids.kestrel);
  await write('kestrel', 3);
  await server.sequence('inner');
  const rest = size % 256;
  assert.equal((await get('developer', ids.kestrel, `tile/0/001.p/${rest}`)).status, 200);
  for (const path of [
    `tile/0/001.p/${rest + 1}`,
    `tile/entries/001.p/${rest + 1}`,
    `tile/entries/001`,
    `proof/${size}`,
    'tile/0/002.p/1',
    'tile/1/000.p/2',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/1',
    'tile/-1/000',
    'tile/64/000',
    'tile/0/x000/000',
    'tile/0/%30%30%30/..',
    'bodies/002',
    'bodies/001.p/1',
    'bodies/entries/000',
  ])
    assert.equal((await get('developer', ids.kestrel, path)).status, 404, path);
});

test('what never changes may be kept by its reader and by no cache between', async () => {
  const headersOf = async (path: string) => {
    const { headers } = await get('developer', ids.kestrel, path);
    return [headers.get('cache-control'), headers.get('vary')];
  };
  const kept = ['private, max-age=31536000, immutable', 'authorization, cookie'];
  assert.deepEqual(await headersOf('tile/0/000'), kept);
  assert.deepEqual(await headersOf('tile/entries/000'), kept);
  for (const path of ['checkpoint', 'tile/0/001.p/1', 'bodies/000', 'proof/0', 'keys.json'])
    assert.equal((await headersOf(path))[0], 'no-store', path);
});

test('a deleted body is absent, and the log proves the same', async () => {
  await stage.asOwner(
    `delete from zone_inner.event_body where position in
       (select position from zone_inner.leaf where log = $1 and index in (3, 260))`,
    [`engagement:${submissions.kestrel}`],
  );
  const logKey = await keyOf('developer', ids.kestrel);
  const source = sourceOf('developer', ids.kestrel);
  const report = await verifyLog(source, { logKey, witnesses: [], quorum: 'all' });
  assert.deepEqual([report.isProved, report.withheld], [true, 2]);
});

test('a row that somebody changed is found by whoever verifies, and no further checkpoint hides it', async () => {
  const log = `engagement:${submissions.heron}`;
  const { size } = await checkpointOf('rivalDeveloper', ids.heron);
  await stage.asOwner(
    `update zone_inner.leaf set hash = sha256('x') where log = $1 and index = 7`,
    [log],
  );
  const logKey = await keyOf('rivalDeveloper', ids.heron);
  const trust = { logKey, witnesses: [], quorum: 'all' as const };
  const report = await verifyLog(sourceOf('rivalDeveloper', ids.heron), trust);
  assert.equal(report.isProved, false);
  assert.ok(report.findings.some(({ check }) => check === 'tiles'));
  await write('heron', 1);
  await assert.rejects(server.checkpoint('inner'), /is not signed any more/);
  assert.equal((await checkpointOf('rivalDeveloper', ids.heron)).size, size);
});
