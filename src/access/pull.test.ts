/** Pulling a gateway's log over mutual TLS: what is believed, what is named, and what is never stored. */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Leaf } from '#gateway';
import { eventsOf, logs } from '#platform/ledger';
import { openNote, parseCheckpoint } from '#standards/tlog';
import { sequenceAll } from '#test/server';
import {
  fullNote,
  grantOf,
  listenerCertificate,
  openStage,
  revocationBy,
  sign,
  signed,
  offered,
  type AccessStage,
} from './access.fixture.ts';
import { declineGrant } from './commands/refuse-grant.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import { openDeliverer } from './deliver.ts';
import { openGateways, type Gateways } from './gateways.ts';
import { LogGateway, startLogGateway } from './log-gateway.fixture.ts';
import { leavesBetween, mirrorOf } from './mirror-store.ts';
import { openPuller, pullOnce } from './pull.ts';
import { readerIdentity } from './reader.ts';
import { showBudgets } from './queries.ts';

let stage: AccessStage;
let gateways: Gateways;
const opened: LogGateway[] = [];

before(async () => {
  stage = await openStage();
  gateways = openGateways(readerIdentity(stage.inner.keys, new Date()));
});
afterEach(async () => {
  for (const gateway of opened.splice(0)) await gateway.stop();
});
after(async () => {
  gateways.close();
  await stage.close();
});

async function engagement(): Promise<{ id: string; gateway: LogGateway }> {
  const started = await startLogGateway(stage);
  opened.push(started.gateway);
  return started;
}

const pull = (id: string) => pullOnce(stage.worker, gateways, id);
const stateOf = async (id: string) => {
  const { state, size, problem } = await mirrorOf(stage.inner.database.db, id);
  return { state, size, problem };
};
const leaf = <T extends Leaf['type']>(type: T, payload: Leaf<T>['payload']): Leaf =>
  ({ type, at: stage.clock.now(), actor: 'gateway', subject: 'gateway', payload }) as Leaf;
const started = (): Leaf => leaf('gateway.started', { submission: 'x', version: '1' });

async function eventTypes(id: string): Promise<string[]> {
  const { db } = stage.inner.database;
  await sequenceAll(stage.inner);
  const { items } = await eventsOf(db, 'inner', { log: logs.engagement(id) }, { limit: 100 });
  return items.map(({ type }) => type.replace('access.', ''));
}

/** A grant with four signatures, and the leaf that says it is in force. */
async function activated(id: string, gateway: LogGateway) {
  const grantId = await signed(stage, id);
  const digest = (await grantOf(stage, grantId)).digest ?? '';
  gateway.write(leaf('gateway.grant_activated', { digest, note: await fullNote(stage, grantId) }));
  return { grantId, digest };
}

const runner = { pseudonym: 'evaluator-7', office: 'capability team', keySha256: 'cd'.repeat(32) };
const commitment = Buffer.alloc(32).toString('base64');
const admitted = (grant: string): Leaf =>
  leaf('gateway.request_admitted', {
    grant,
    runner,
    method: 'POST',
    path: '/v1/messages',
    requestBytes: 10,
    requestCommitment: commitment,
    reserved: { inputTokens: 10, outputTokens: 100 },
  });
const settled = (grant: string, index: number, output: number): Leaf =>
  leaf('gateway.request_settled', {
    admitted: index,
    grant,
    status: 200,
    responseBytes: 10,
    responseCommitment: commitment,
    chunks: 1,
    tokens: { input: 7, output },
    believed: true,
    modelSeen: null,
    durationMs: 5,
  });
const ended = (digest: string, reason: 'revoked' | 'expired' | 'withdrawn' | 'exhausted'): Leaf =>
  leaf('gateway.grant_ended', { digest, reason, side: 'developer', person: 'dara' });

test('a whole life is pulled: in force, opened, spent, ended; each told once, however it is cut up', async () => {
  const { id, gateway } = await engagement();
  gateway.write(started());
  await pull(id);
  assert.deepEqual(await stateOf(id), { state: 'in_step', size: 1, problem: null });
  const { grantId, digest } = await activated(id, gateway);
  await pull(id);
  await pull(id);
  assert.equal((await grantOf(stage, grantId)).state, 'active');
  const opensAt = stage.clock.now();
  const closesAt = new Date(opensAt.getTime() + 7 * 86_400_000);
  gateway.write(
    leaf('gateway.window_opened', {
      digest,
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
    }),
  );
  for (let n = 0; n < 300; n++) {
    const index = gateway.write(admitted(digest));
    gateway.write(settled(digest, index, 13));
    if (n % 70 === 0) await pull(id);
  }
  gateway.withheld.add(250);
  gateway.write(ended(digest, 'exhausted'));
  const now = { digest, reservedTokens: 500, running: 3 };
  gateway.instead.set('standing', { status: 200, body: gateway.standing([now]) });
  await pull(id);
  await pull(id);
  const grant = await grantOf(stage, grantId);
  assert.deepEqual(
    [grant.state, grant.spentRequests, grant.spentTokens, grant.endSide, grant.endPerson],
    ['exhausted', 300, 300 * 20, 'developer', 'dara'],
  );
  assert.deepEqual([grant.opensAt, grant.closesAt], [opensAt, closesAt]);
  const mirror = await mirrorOf(stage.inner.database.db, id);
  assert.deepEqual([mirror.size, mirror.checkpointSize], [604, 604]);
  const { root } = parseCheckpoint(openNote(mirror.checkpoint ?? '', [gateway.log.key]).text);
  assert.deepEqual(mirror.root, root);
  assert.deepEqual(await eventTypes(id), [
    'submission_opened',
    'gateway_connected',
    ...['document_accepted', 'document_accepted'],
    ...Array<string>(4).fill('interest_declared'),
    'gateway_state_changed',
    'grant_requested',
    'grant_offered',
    'grant_signed',
    'grant_signed',
    'grant_signed',
    'grant_signed',
    'grant_activated',
    'window_opened',
    'grant_ended',
  ]);
  const { budgets } = await showBudgets(stage.people.eli.ctx, id);
  assert.deepEqual(budgets[0]?.spent, { requests: 300, tokens: 6000 });
});

test('a body that was withheld leaves the proof whole; nothing is guessed of it', async () => {
  const { id, gateway } = await engagement();
  for (let n = 0; n < 5; n++) gateway.write(started());
  gateway.withheld.add(2);
  await pull(id);
  const rows = await leavesBetween(stage.inner.database.db, id, 0, 5);
  assert.deepEqual(
    rows.map(({ body, type }) => [body === null, type]),
    [0, 1, 2, 3, 4].map((n) => (n === 2 ? [true, null] : [false, 'gateway.started'])),
  );
  assert.equal((await stateOf(id)).state, 'in_step');
});

test('a long log comes in pieces, each proved to be a beginning of what is signed', async () => {
  const { id, gateway } = await engagement();
  for (let n = 0; n < 5000; n++) gateway.writeBody(`{"n":${n}}`);
  const files = gateway.files();
  for (const [path, body] of files) gateway.instead.set(path, { status: 200, body });
  assert.equal(await pull(id), 0);
  assert.equal((await stateOf(id)).size, 4096);
  assert.equal((await mirrorOf(stage.inner.database.db, id)).checkpoint, null);
  assert.notEqual(await pull(id), 0);
  assert.equal((await stateOf(id)).size, 5000);
  assert.equal((await mirrorOf(stage.inner.database.db, id)).checkpointSize, 5000);
});

const flipped = (body: Buffer | string | undefined, at: number): Buffer => {
  const bytes = Buffer.from(body ?? '');
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

test('garbage is named, stores nothing, and is over when the gateway answers right', async () => {
  const { id, gateway } = await engagement();
  for (let n = 0; n < 3; n++) gateway.write(started());
  await pull(id);
  for (let n = 0; n < 4; n++) gateway.write(started());
  const right = gateway.files();
  const bundle = right.get('log/tile/entries/000.p/7');
  const bodies = String(right.get('log/bodies/000'));
  const note = String(right.get('log/checkpoint'));
  const other = new LogGateway();
  other.write(started());
  const cases: [string, string, Buffer | string, RegExp, number?][] = [
    ['a flipped bit in an entry', 'log/tile/entries/000.p/7', flipped(bundle, 300), /./],
    ['a short bundle', 'log/tile/entries/000.p/7', Buffer.from(bundle ?? '').subarray(0, 400), /./],
    ['a flipped bit in a body', 'log/bodies/000', bodies.replaceAll('"1\\"', '"2\\"'), /body/],
    ['bodies that are no lines', 'log/bodies/000', 'null', /./],
    ['a NUL in a body', 'log/bodies/000', '{"index":4,"salt":"","body":"\\u0000"}\n', /./],
    ['a checkpoint without its signature', 'log/checkpoint', note.replace(/— .*\n/, ''), /./],
    ['a broken signature', 'log/checkpoint', note.replace(/.{6}\n$/, 'AAAAA=\n'), /./],
    [
      'another log’s checkpoint',
      'log/checkpoint',
      String(other.files().get('log/checkpoint')),
      /./,
    ],
    ['more than a note may be', 'log/checkpoint', 'x'.repeat(200_000), /./],
    ['an error', 'log/checkpoint', '', /500/, 500],
    [
      'a standing of another submission',
      'standing',
      gateway.standing().replace(id, 'sub_x'),
      /another/,
    ],
    ['a standing that is no JSON', 'standing', '<html>', /standing/],
    ['a redirect', 'standing', '', /standing/, 302],
  ];
  for (const [name, path, body, words, status = 200] of cases) {
    gateway.instead.set(path, { status, body });
    await pull(id);
    const { state, size, problem } = await stateOf(id);
    assert.deepEqual([name, state, size], [name, 'garbled', 3]);
    assert.match(problem ?? '', words, name);
    gateway.instead.delete(path);
  }
  await pull(id);
  assert.deepEqual(await stateOf(id), { state: 'in_step', size: 7, problem: null });
});

test('a log that shows less than before is named, and may come back', async () => {
  const { id, gateway } = await engagement();
  for (let n = 0; n < 6; n++) gateway.write(started());
  await pull(id);
  const lost = gateway.leaves.splice(4);
  await pull(id);
  assert.deepEqual([(await stateOf(id)).state, (await stateOf(id)).size], ['rolled_back', 6]);
  gateway.leaves.push(...lost);
  gateway.write(started());
  await pull(id);
  assert.deepEqual(await stateOf(id), { state: 'in_step', size: 7, problem: null });
  gateway.leaves.splice(0);
  await pull(id);
  assert.equal((await stateOf(id)).state, 'rolled_back');
});

test('two histories, whether longer, as long or shorter, are proved and never forgotten', async () => {
  for (const length of [3, 6, 9, 300]) {
    const { id, gateway } = await engagement();
    for (let n = 0; n < 6; n++) gateway.write(started());
    await pull(id);
    const first = [...gateway.leaves];
    gateway.leaves.splice(1);
    while (gateway.leaves.length < length) gateway.write(started());
    await pull(id);
    const mirror = await mirrorOf(stage.inner.database.db, id);
    assert.deepEqual([length, mirror.state, mirror.size], [length, 'forked', 6]);
    // Two signed notes that cannot both be true: anybody can check them.
    const rival = parseCheckpoint(openNote(mirror.rivalCheckpoint ?? '', [gateway.log.key]).text);
    assert.equal(rival.size, length);
    gateway.leaves.splice(0, Infinity, ...first);
    await pull(id);
    assert.equal((await stateOf(id)).state, 'forked');
    assert.ok(
      (await eventTypes(id)).filter((type) => type === 'gateway_state_changed').length === 2,
    );
  }
});

test('only the holder of the pinned certificate is listened to, and all else looks alike', async () => {
  const { id, gateway } = await engagement();
  gateway.write(started());
  await pull(id);
  const port = Number(new URL(gateway.url).port);
  const problems = new Set<string>();
  const seenDuring = async (work: () => Promise<void>) => {
    await work();
    for (let n = 0; n < 4; n++) await pull(id);
    const { state, size, problem } = await stateOf(id);
    assert.deepEqual([state, size], ['unreachable', 1]);
    problems.add(problem ?? '');
  };
  await seenDuring(() => gateway.stop());
  // Somebody else at the same address, with the same log key and another certificate.
  const impostor = new LogGateway(gateway.log);
  impostor.submission = id;
  impostor.readers = gateway.readers;
  for (let n = 0; n < 9; n++) impostor.write(started());
  await impostor.start(port);
  await seenDuring(async () => undefined);
  assert.equal(impostor.requests, 0);
  await impostor.stop();
  assert.equal(problems.size, 1);
  await gateway.start(port);
  await pull(id);
  assert.equal((await stateOf(id)).state, 'in_step');
});

test('a certificate made with the pinned one’s key but not itself is not the pinned one', async () => {
  const { id, gateway } = await engagement();
  await gateway.stop();
  const port = Number(new URL(gateway.url).port);
  Object.assign(gateway.listener, listenerCertificate());
  await gateway.start(port);
  await pull(id);
  assert.equal((await stateOf(id)).state, 'unseen');
  assert.equal(gateway.requests, 0);
});

test('a gateway that does not list our key says so in words', async () => {
  const { id, gateway } = await engagement();
  gateway.readers = [];
  for (let n = 0; n < 4; n++) await pull(id);
  const { state, problem } = await stateOf(id);
  assert.equal(state, 'unseen');
  assert.match(problem ?? '', /`readers`/);
});

test('entries that say what cannot be are kept as said, change nothing, and are named', async () => {
  const { id, gateway } = await engagement();
  const half = await offered(stage, id);
  await sign(stage, half, 'dara', 'dov');
  const { digest, termsText } = await grantOf(stage, half);
  const lines = await fullNote(stage, half);
  // Both developers and nobody of the other side.
  const onesided = lines
    .split('\n')
    .filter((line) => !line.includes('/eli') && !line.includes('/esra'));
  assert.equal(onesided.filter((line) => line.startsWith('— ')).length, 2);
  gateway.write(
    leaf('gateway.grant_activated', { digest: digest ?? '', note: onesided.join('\n') }),
  );
  gateway.write(admitted(digest ?? ''));
  gateway.writeBody('{"not":"an event"}');
  await pull(id);
  const { state, size, problem } = await stateOf(id);
  assert.deepEqual([state, size], ['untrue', 3]);
  assert.match(problem ?? '', /entry [02]/);
  const row = await grantOf(stage, half);
  assert.deepEqual([row.state, row.activatedAt, row.spentRequests], ['signing', null, 0]);
  assert.ok(termsText);
  gateway.write(started());
  await pull(id);
  assert.equal((await stateOf(id)).state, 'untrue');
});

test('a note that four people signed elsewhere is in force, beside what was ended here by a word', async () => {
  const { id, gateway } = await engagement();
  const declined = await offered(stage, id);
  const note = await fullNote(stage, declined);
  const { digest } = await grantOf(stage, declined);
  await declineGrant(stage.people.eli.ctx, declined, 'not now');
  gateway.write(leaf('gateway.grant_activated', { digest: digest ?? '', note }));
  await pull(id);
  assert.equal((await stateOf(id)).state, 'in_step');
  assert.equal((await grantOf(stage, declined)).state, 'declined');
  const { budgets } = await showBudgets(stage.people.dara.ctx, id);
  assert.deepEqual([budgets.length, budgets[0]?.state], [1, 'active']);
  const { rows } = await stage.asOwner<{ n: number }>(
    'select count(*)::int as n from access.signature where grant_id = $1',
    [budgets[0]?.grantId],
  );
  assert.equal(rows[0]?.n, 4);
});

/** Sends what is due and waits for the answers. */
async function deliver(): Promise<number> {
  const deliverer = openDeliverer(stage.worker, gateways, (error) => assert.fail(String(error)));
  const sent = await deliverer.step();
  await deliverer.close();
  return sent;
}
const dueNow = () =>
  stage.asOwner(
    `update access.model_grant set activation_due_at = case when activation_due_at is null then null else now() end,
       revocation_due_at = case when revocation_due_at is null then null else now() end`,
  );

test('a complete note is sent until it is taken, and the gateway’s refusal is shown in its words', async () => {
  const { id, gateway } = await engagement();
  const grantId = await offered(stage, id);
  await sign(stage, grantId, 'dara', 'dov', 'eli');
  await deliver();
  assert.equal(gateway.posted.length, 0);
  await sign(stage, grantId, 'esra');
  gateway.answerNote = () => ({ status: 503, body: '' });
  await deliver();
  const detail = 'the developer side has 1 of 2 signatures\u0000\u0007';
  gateway.answerNote = () => ({
    status: 422,
    body: JSON.stringify({ title: 'half_signed', detail }),
  });
  await dueNow();
  await deliver();
  const { activationProblem } = await grantOf(stage, grantId);
  assert.equal(activationProblem, 'the developer side has 1 of 2 signatures ');
  await dueNow();
  await deliver();
  gateway.answerNote = () => ({ status: 201, body: '{}' });
  await dueNow();
  await deliver();
  assert.equal((await grantOf(stage, grantId)).activationProblem, null);
  await dueNow();
  assert.equal(await deliver(), 0);
  assert.equal(gateway.posted.length, 4);
  assert.equal(gateway.posted.at(-1)?.note.match(/^— /gm)?.length, 4);
  const refusals = (await eventTypes(id)).filter((type) => type === 'activation_refused');
  assert.equal(refusals.length, 1);
  // Taken is not in force: the log has not said so.
  assert.equal((await grantOf(stage, grantId)).state, 'signing');
});

test('a revocation is sent at once and again until the gateway has answered, even when it overtakes', async () => {
  const { id, gateway } = await engagement();
  const { grantId, digest } = await activated(id, gateway);
  gateway.answerNote = (path) =>
    path === 'revocations'
      ? { status: 422, body: JSON.stringify({ title: 'unknown_grant', detail: 'no' }) }
      : { status: 201, body: '{}' };
  await deliver();
  await revokeGrant(stage.people.emil.ctx, grantId, await revocationBy(stage, grantId, 'emil'));
  assert.equal(await deliver(), 1);
  assert.equal(await deliver(), 0);
  // Now its log shows that it is in force after all: the revocation goes out again at once.
  await pull(id);
  assert.equal((await grantOf(stage, grantId)).state, 'revoked');
  gateway.answerNote = () => ({ status: 200, body: '{}' });
  assert.equal(await deliver(), 1);
  await dueNow();
  assert.equal(await deliver(), 0);
  gateway.write(ended(digest, 'revoked'));
  await pull(id);
  const types = await eventTypes(id);
  assert.equal(types.filter((type) => type === 'grant_ended').length, 1);
  assert.equal(types.filter((type) => type === 'gateway_stopped').length, 1);
  assert.equal((await stateOf(id)).state, 'in_step');
});

test('a gateway that never answers delays no other', async () => {
  const silent = await engagement();
  const other = await engagement();
  silent.gateway.isSilent = true;
  other.gateway.write(started());
  const impatient = openGateways(readerIdentity(stage.inner.keys, new Date()), 1500);
  await stage.asOwner(
    `update access.gateway_mirror set due_at = case when submission_id = any($1) then now() else now() + interval '1 hour' end`,
    [[silent.id, other.id]],
  );
  const puller = openPuller(stage.worker, impatient, (error) => assert.fail(String(error)));
  assert.equal(await puller.step(), 2);
  while ((await stateOf(other.id)).size === 0) await new Promise(setImmediate);
  // Still waited for: nothing is known of it, and nobody else waits.
  assert.deepEqual(await stateOf(silent.id), { state: 'unseen', size: 0, problem: null });
  await puller.close();
  assert.match((await stateOf(silent.id)).problem ?? '', /nothing that holds/);
  impatient.close();
});

test('of two workers that look at once one stores, and nothing is counted twice', async () => {
  const { id, gateway } = await engagement();
  const { grantId, digest } = await activated(id, gateway);
  for (let n = 0; n < 20; n++) gateway.write(admitted(digest));
  await Promise.all([pull(id), pull(id), pull(id)]);
  await pull(id);
  assert.equal((await grantOf(stage, grantId)).spentRequests, 20);
  assert.equal((await stateOf(id)).size, 21);
});
