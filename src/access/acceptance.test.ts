/** Terms before access: what each side accepts, what both did, and documents that are replaced in between. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startServer } from '#app';
import { service } from '#platform/auth';
import { standingClock } from '#platform/clock';
import { contextOf } from '#platform/context';
import { signatureLine } from '#standards/tlog';
import { startTestServer } from '#test/server';
import {
  ask,
  documentsFolder,
  grantOf,
  opened,
  openStage,
  sign,
  startAt,
  submit,
  termsFrom,
  textOfGrant,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { listAgreements } from './acceptance-queries.ts';
import { acceptDocument } from './commands/accept-document.ts';
import { offerGrant } from './commands/offer-grant.ts';
import { putForwardDocuments } from './commands/put-forward-documents.ts';
import { signGrant } from './commands/sign-grant.ts';
import { readDocuments } from './document-folder.ts';
import { agreedDocument, documentsOf } from './document-queries.ts';
import { showGrant } from './queries.ts';

const scratch = mkdtempSync(join(tmpdir(), 'sallyport-terms-'));
let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(async () => {
  await stage.close();
  rmSync(scratch, { recursive: true });
});

const as = (name: PersonName) => stage.people[name].ctx;
const terms = async () => (await documentsOf(stage.inner.database.db, 'terms'))[0]?.sha256 ?? '';
const accept = async (name: PersonName, id: string, sha256?: string) =>
  acceptDocument(as(name), id, sha256 ?? (await terms()));
const offer = (grantId: string) =>
  offerGrant(as('dara'), grantId, termsFrom(stage.clock.now(), 'tool'));
const notAgreed = { code: 'terms_not_agreed' };

let version = 1;
/** The same folder with new terms in the next version, put forward as a server does that starts. */
async function replaceTerms(): Promise<void> {
  const folder = join(scratch, `${++version}`);
  cpSync(documentsFolder, folder, { recursive: true });
  const text = readFileSync(join(folder, 'terms', 'sample-1.md'), 'utf8');
  writeFileSync(
    join(folder, 'terms', 'sample-2.md'),
    text.replace('version: 1', `version: ${version}`),
  );
  await putForward(folder);
}
const putForward = async (folder: string) =>
  putForwardDocuments(contextOf(stage.inner, service('test')), await readDocuments(folder));

test('access can be asked for, and is offered and signed only on terms that both sides accepted', async () => {
  const id = await opened(stage);
  const grantId = await ask(stage, id, 'tool');
  const may = async () => (await showGrant(as('dara'), grantId)).may;
  await assert.rejects(offer(grantId), notAgreed);
  assert.ok(!(await may()).includes('offer'));
  await accept('dara', id);
  await assert.rejects(offer(grantId), notAgreed);
  await accept('dov', id);
  await assert.rejects(offer(grantId), notAgreed);
  await accept('eli', id);
  assert.ok((await may()).includes('offer'));
  await offer(grantId);
  await sign(stage, grantId, 'dara');
  assert.equal((await grantOf(stage, grantId)).state, 'signing');
});

test('nobody signs what was offered before anything was agreed', async () => {
  const id = await submit(stage);
  const grantId = await ask(stage, id, 'tool');
  await offer(grantId);
  // As a row from before there were terms to accept.
  await stage.asOwner('delete from access.acceptance where submission_id = $1', [id]);
  const line = signatureLine(await textOfGrant(stage, grantId), stage.people.eli.signer);
  await assert.rejects(signGrant(as('eli'), grantId, line), notAgreed);
  assert.deepEqual((await showGrant(as('eli'), grantId)).may, ['decline']);
  assert.equal((await grantOf(stage, grantId)).state, 'offered');
});

test('only people of the two sides accept, once a side, and each acceptance is on record', async () => {
  const id = await opened(stage);
  await assert.rejects(accept('rhea', id), { code: 'not_found' });
  await assert.rejects(accept('olga', id), { code: 'forbidden' });
  await assert.rejects(accept('dara', id, '0'.repeat(64)), { code: 'document_unknown' });
  for (const name of ['dara', 'dov', 'dara', 'eli'] as const) await accept(name, id);
  const { rows } = await stage.asOwner<{ actor: string }>(
    `select actor from zone_inner.event where type = 'access.document_accepted' and subject = $1 order by position`,
    [id],
  );
  assert.deepEqual(
    rows.map(({ actor }) => actor),
    [stage.people.dara.id, stage.people.eli.id],
  );
  const { agreements } = await listAgreements(as('olga'), id);
  const shown = agreements.map(({ document: { kind }, developer, evaluator, isAgreed }) => [
    kind,
    developer?.person,
    evaluator?.person,
    isAgreed,
  ]);
  assert.deepEqual(
    shown.filter(([kind]) => kind === 'terms'),
    [['terms', 'dara', 'eli', true]],
  );
  assert.equal(shown.filter(([, , , isAgreed]) => isAgreed).length, 1);
});

test('terms that changed between reading and accepting are not accepted, and not agreed', async () => {
  const id = await opened(stage);
  const agreedBefore = await submit(stage);
  const read = await terms();
  await accept('dara', id, read);
  await replaceTerms();
  const changed = (error: Error & { code?: string }) =>
    error.code === 'terms_changed' &&
    /`sample` version 1 is no longer put forward/.test(error.message);
  await assert.rejects(accept('eli', id, read), changed);
  await assert.rejects(accept('dov', id, read), changed);
  const grantId = await ask(stage, id, 'tool');
  await accept('eli', id);
  // One side accepted the old text, the other the new one.
  await assert.rejects(offer(grantId), notAgreed);
  const { agreements } = await listAgreements(as('dara'), id);
  const ofTerms = agreements.filter(({ document: { kind } }) => kind === 'terms');
  assert.deepEqual(
    ofTerms.map(({ document: { version: number, isInForce }, developer, evaluator, isAgreed }) => [
      number,
      isInForce,
      developer !== null,
      evaluator !== null,
      isAgreed,
    ]),
    [
      [2, true, false, true, false],
      [1, false, true, false, false],
    ],
  );
  await accept('dara', id);
  await offer(grantId);
  assert.equal((await agreedDocument(stage.inner.database.db, id, 'terms'))?.version, 2);
  // What both had accepted stays agreed.
  await offer(await ask(stage, agreedBefore, 'tool'));
  assert.equal(
    (await agreedDocument(stage.inner.database.db, agreedBefore, 'terms'))?.sha256,
    read,
  );
});

test('accepting while the terms are being replaced is one or the other, never both', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await opened(stage);
    const read = await terms();
    const [accepted] = await Promise.allSettled([accept('dara', id, read), replaceTerms()]);
    const { rows } = await stage.asOwner('select from access.acceptance where submission_id = $1', [
      id,
    ]);
    assert.equal(rows.length, accepted.status === 'fulfilled' ? 1 : 0);
    if (accepted.status === 'rejected')
      assert.equal((accepted.reason as { code: string }).code, 'terms_changed');
    assert.notEqual(await terms(), read);
  }
});

test('the same name and version with another text is refused, and nothing of the folder is put forward', async () => {
  const before = await documentsOf(stage.inner.database.db, 'procedure');
  const folder = join(scratch, 'forged');
  cpSync(documentsFolder, folder, { recursive: true });
  for (const [kind, name] of [
    ['procedure', 'house'],
    ['terms', 'sample'],
  ]) {
    const from = readFileSync(join(folder, `${kind}/sample-1.md`), 'utf8');
    writeFileSync(
      join(folder, `${kind}/sample-1.md`),
      `${from.replace('name: sample', `name: ${name}`)}\nAnd one thing more.\n`,
    );
  }
  await assert.rejects(putForward(folder), { message: /`sample` version 1 of kind `terms`/ });
  assert.deepEqual(await documentsOf(stage.inner.database.db, 'procedure'), before);
});

test('an installation replaces the documents by a folder of its own, and starts with no other', async () => {
  const house = join(scratch, 'house');
  cpSync(documentsFolder, house, { recursive: true });
  const file = join(house, 'terms', 'sample-1.md');
  const text = readFileSync(file, 'utf8')
    .replace('name: sample', 'name: house')
    .replace('sample: true', 'sample: false')
    .replace(/^title: .*/m, 'title: Terms of this house');
  writeFileSync(file, text);
  const server = await startTestServer({
    clock: standingClock(startAt),
    config: { documentsDir: house },
  });
  try {
    const { documents } = (await (await server.as('nobody').get('/api/documents')).json()) as {
      documents: { sha256: string; kind: string; title: string; isSample: boolean }[];
    };
    const [own] = documents.filter(({ kind }) => kind === 'terms');
    assert.deepEqual([own?.title, own?.isSample], ['Terms of this house', false]);
    const shown = await server.as('nobody').get(`/api/documents/${own?.sha256}`);
    assert.match(shown.headers.get('content-type') ?? '', /^text\/markdown/);
    assert.equal(await shown.text(), text);
    writeFileSync(file, `${text}\nAnd one thing more.\n`);
    const start = (documentsDir: string) =>
      startServer(
        { ...server.config, documentsDir },
        server.databaseUrl,
        server.keys,
        standingClock(startAt),
      );
    await assert.rejects(start(house), /give what changed the next version/);
    await assert.rejects(start(join(house, 'none')), /cannot be read/);
    const again = await start(documentsFolder);
    await again.close();
    const after = (await (await server.as('nobody').get('/api/documents')).json()) as object;
    assert.ok(!JSON.stringify(after).includes('Terms of this house'));
    // What somebody may have accepted can still be read.
    assert.equal((await server.as('nobody').get(`/api/documents/${own?.sha256}`)).status, 200);
  } finally {
    await server.close();
  }
});
