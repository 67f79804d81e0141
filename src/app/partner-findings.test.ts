/** A partner's finding crosses from the inner door to the outer one, and nothing of the model goes with it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textOf } from '#gateway';
import { newSigner, signatureLine, signNote } from '#standards/tlog';
import { archiveOf, Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';

type Who = Parameters<TestServer['as']>[0];

const declaredAs = 'Kestrel of the northern marsh';
const dayMs = 86_400_000;
const signers = { developer: newSigner('larch/dara'), evaluator: newSigner('tern/eli') };

let server: TestServer;
let stage: Stage;
let criteriaSha256: string;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  for (const who of ['developer', 'evaluator'] as const)
    await post(who, '/api/approver-key', { vkey: signers[who].key.vkey }, 201);
  const { documents } = (await (await server.as('developer').get('/api/documents')).json()) as {
    documents: { sha256: string; kind: string }[];
  };
  criteriaSha256 = documents.find(({ kind }) => kind === 'partner_criteria')?.sha256 ?? '';
  const { id, organisationId } = server.people.partner;
  await stage.asOwner(
    `insert into membership.office (person_id, organisation_id, office, opens_at) values ($1, $2, 'finder', now() - interval '1 day')`,
    [id, organisationId],
  );
});
after(() => server.close());

interface Seen {
  id: string;
  text: string;
  state: string;
  statementSha256: string;
  findings: number;
  may: string[];
}

async function post(who: Who, path: string, body: object, status = 200): Promise<Seen> {
  const response = await server.as(who).post(path, body);
  const text = await response.text();
  assert.equal(response.status, status, `${who} ${path}: ${text}`);
  return (text === '' ? {} : JSON.parse(text)) as Seen;
}

/** Fen Water, nominated by the developer and added by the evaluator. */
async function addedPartner(): Promise<{
  submissionId: string;
  partnershipId: string;
  sha256: string;
}> {
  const { id: submissionId } = await post(
    'developer',
    '/api/submissions',
    {
      evaluatorId: server.people.evaluator.organisationId,
      declaredAs,
      modelDigest: null,
      gateway: null,
      plannedReleaseAt: null,
      publicReleaseAt: null,
    },
    201,
  );
  const of = `/api/submissions/${submissionId}`;
  await post('evaluator', `${of}/declaration`, { hasInterest: false, words: 'none' }, 204);
  const { text } = await post('developer', `${of}/partnership-statement`, {
    organisationId: server.people.partner.organisationId,
    category: 'utility',
    criteriaSha256,
    criteriaMet: 'runs the water works of a county and looks for faults in their controls',
    surface: 'the messages API',
    endpoints: [{ method: 'POST', path: '/v1/messages' }],
    assets: ['pump control firmware'],
    expiresAt: textOf(new Date(Date.now() + 60 * dayMs)),
    relation: 'none_declared',
    relationWords: 'neither organisation declared one',
  });
  const note = signNote(text, [signers.developer]);
  const { id: partnershipId, statementSha256 } = await post(
    'developer',
    `${of}/partnerships`,
    { note },
    201,
  );
  const line = signatureLine(text, signers.evaluator);
  await post('evaluator', `/api/partnerships/${partnershipId}/signatures`, { note: line });
  return { submissionId, partnershipId, sha256: statementSha256 };
}

async function partner(): ReturnType<typeof addedPartner> {
  const made = await addedPartner();
  const body = { statementSha256: made.sha256 };
  await post('partner', `/api/partnerships/${made.partnershipId}/acceptance`, body);
  return made;
}

const gzip = { 'content-type': 'application/gzip' };
const send = (who: Who, partnershipId: string, archive: Uint8Array): Promise<Response> =>
  server.as(who).post(`/api/partnerships/${partnershipId}/findings`, archive, gzip);

async function refusedAs(response: Promise<Response>): Promise<unknown> {
  const { status, code } = (await (await response).json()) as { status: number; code: string };
  return [status, code];
}

/** Every row of some schemas as text; bytes stand in it as hex. */
async function rowsOf(schemas: readonly string[]): Promise<string> {
  const { rows: tables } = await stage.asOwner<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema = any($1) and table_type = 'BASE TABLE'`,
    [schemas],
  );
  assert.ok(tables.length > 5);
  let all = '';
  for (const { name } of tables) {
    const { rows } = await stage.asOwner<{ row: string }>(`select t::text as row from ${name} t`);
    all += `${name}\n${rows.map(({ row }) => row).join('\n')}\n`;
  }
  return all.toLowerCase();
}
const outer = ['zone_outer', 'clearinghouse', 'advisories', 'matching', 'operators', 'jobs_outer'];
const isIn = (all: string, word: string): boolean =>
  all.includes(word.toLowerCase()) || all.includes(Buffer.from(word, 'utf8').toString('hex'));

test('the report is of the partner’s organisation, and neither it nor its events say where it came from', async () => {
  const { submissionId, partnershipId, sha256 } = await partner();
  const title = 'pumpctl runs what it is called';
  const archive = archiveOf({ title });
  const response = await send('partner', partnershipId, archive);
  assert.equal(response.status, 202, await response.clone().text());
  const { reportId, bundleSha256 } = (await response.json()) as {
    reportId: string;
    bundleSha256: string;
  };
  const own = await server.as('partner').get(`/api/reports/${reportId}`);
  assert.equal(own.status, 200);
  await server.sequence('outer');
  await server.sequence('inner');

  const { developer, evaluator } = server.people;
  const names = await stage.asOwner<{ name: string }>(
    'select name from membership.organisation where id = any($1)',
    [[developer.organisationId, evaluator.organisationId]],
  );
  assert.equal(names.rows.length, 2);
  const secrets = [
    ...[declaredAs, submissionId, partnershipId, sha256],
    ...[developer.organisationId, evaluator.organisationId, developer.id, evaluator.id],
    ...names.rows.map(({ name }) => name),
    'partner_finding',
  ];
  const there = await rowsOf(outer);
  for (const word of [reportId, title, bundleSha256, server.people.partner.organisationId])
    assert.ok(isIn(there, word), `the search sees ${word}`);
  for (const word of secrets) assert.ok(!isIn(there, word), word);

  // In the engagement's log stands that something was sent, and not which report it became.
  const inner = await rowsOf(['zone_inner']);
  assert.ok(isIn(inner, bundleSha256) && isIn(inner, partnershipId) && isIn(inner, declaredAs));
  for (const word of [reportId, title]) assert.ok(!isIn(inner, word), word);
  const { findings } = (await (
    await server.as('developer').get(`/api/partnerships/${partnershipId}`)
  ).json()) as Seen;
  assert.equal(findings, 1);
});

test('sent twice, it is one report and one event', async () => {
  const { submissionId, partnershipId } = await partner();
  const archive = archiveOf({ title: 'twice' });
  const ids = [];
  for (let time = 0; time < 2; time++) {
    const response = await send('partner', partnershipId, archive);
    ids.push(((await response.json()) as { reportId: string }).reportId);
  }
  assert.equal(ids[0], ids[1]);
  await server.sequence('inner');
  const { rows } = await stage.asOwner<{ n: string }>(
    `select count(*) as n from zone_inner.event where type = 'review.partner_finding_sent' and log = $1`,
    [`engagement:${submissionId}`],
  );
  assert.equal(Number(rows[0]?.n), 1);
});

test('a bundle that names the model, a side or the partnership does not leave, wherever in it the name stands', async () => {
  const { submissionId, partnershipId } = await partner();
  const count = async () => (await stage.asOwner('select from clearinghouse.report')).rows.length;
  const before = await count();
  for (const words of [
    { title: `found with ${declaredAs}` },
    { title: `FOUND WITH ${declaredAs.toUpperCase()}` },
    { source: `#!/bin/sh\n# ${submissionId}\n` },
    { trigger: partnershipId },
    { source: '#!/bin/sh\n# thanks to Larch Labs (invented)\n' },
    { source: `#!/bin/sh\n# ${server.people.evaluator.organisationId}\n` },
  ])
    assert.deepEqual(await refusedAs(send('partner', partnershipId, archiveOf(words))), [
      422,
      'finding_names_model',
    ]);
  assert.equal(await count(), before);
});

test('only the partner sends, while the partnership is in force, and only as a finder', async () => {
  const { partnershipId, sha256 } = await addedPartner();
  const archive = archiveOf({ title: 'who may send' });
  assert.deepEqual(await refusedAs(send('partner', partnershipId, archive)), [
    409,
    'partner_not_accepted',
  ]);
  const accept = { statementSha256: sha256 };
  await post('partner', `/api/partnerships/${partnershipId}/acceptance`, accept);
  for (const who of ['finder', 'rivalDeveloper', 'consultee', 'nobody'] as const)
    assert.deepEqual(await refusedAs(send(who, partnershipId, archive)), [404, 'not_found'], who);
  for (const who of ['developer', 'evaluator', 'overseer'] as const)
    assert.deepEqual(await refusedAs(send(who, partnershipId, archive)), [403, 'forbidden'], who);
  const broken = Buffer.from('no archive');
  assert.deepEqual(await refusedAs(send('partner', partnershipId, broken)), [
    422,
    'bundle_invalid',
  ]);
  assert.deepEqual(await refusedAs(send('rivalDeveloper', partnershipId, broken)), [
    404,
    'not_found',
  ]);
  const token = await server.token('partner', ['review:write']);
  const byToken = await fetch(`${server.url}/api/partnerships/${partnershipId}/findings`, {
    method: 'POST',
    headers: { ...gzip, authorization: `Bearer ${token}` },
    body: Buffer.from(archive),
  });
  assert.equal(byToken.status, 202, 'the step carries what it needs, and no more');
  await post('partner', `/api/partnerships/${partnershipId}/end`, { because: '' });
  const late = archiveOf({ title: 'too late' });
  assert.deepEqual(await refusedAs(send('partner', partnershipId, late)), [
    409,
    'partner_not_accepted',
  ]);
});
