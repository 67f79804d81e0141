/** `sallyport determination` against a real server: from the run that waits to the proof that an overseer makes. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logIdOf, logs } from '#platform/ledger';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, later, sallyport, type Ended } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-determination-'));
let server: TestServer;
let stage: Stage;
const tokens = new Map<string, string>();
before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  // People who sign have keys, and custodians theirs.
  await stage.engagements.grant('complete');
  await stage.evaluations.prepare();
  for (const who of ['determiner', 'determinerColleague', 'consultee', 'overseer'] as const)
    tokens.set(
      who,
      await server.token(who, [
        'review:read',
        'review:write',
        'grant:read',
        'grant:write',
        'ledger:read',
      ]),
    );
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: string, ...args: string[]): Promise<Ended> =>
  sallyport(args, {
    env: { SALLYPORT_SERVER: server.url, SALLYPORT_TOKEN: tokens.get(who) ?? '' },
  });
async function json<T>(who: string, ...args: string[]): Promise<T> {
  const ended = await as(who, ...args, '--json');
  assertEnded(ended, 0);
  return JSON.parse(ended.out) as T;
}
function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

interface View {
  id: string;
  state: string;
  may: string[];
  content: {
    threshold: { id: string };
    linkedSamples: { position: number }[];
    statementSha256: string;
  } | null;
}

/** The officials’ own keys, made and registered from the command line; and a file of both public halves. */
async function keysOf(...officials: string[]): Promise<string> {
  const vkeys: string[] = [];
  for (const who of officials) {
    const file = join(folder, `${who}.key`);
    const made = await json<{ vkey: string }>(who, 'keys', 'new', '--name', who, '--out', file);
    await json(who, 'grant', 'register', '--key', file);
    vkeys.push(made.vkey);
  }
  return written('keys', vkeys.join('\n'));
}

/** Declared by both officials and by the overseer. */
async function waitingRun(): Promise<{ runId: string; submissionId: string }> {
  const runId = await stage.evaluations.determinable();
  const { rows } = await stage.asOwner<{ id: string }>(
    'select submission_id as id from evaluation.run where id = $1',
    [runId],
  );
  const submissionId = rows[0]?.id ?? '';
  for (const role of ['determiner', 'determinerColleague'] as const)
    await stage.must(role, 204, {
      method: 'POST',
      path: `/api/submissions/${submissionId}/declaration`,
      body: { hasInterest: false },
    });
  return { runId, submissionId };
}

test('a run that waits, a consultee, the samples, a decision, two signatures, and the proof of it all', async () => {
  const { runId, submissionId } = await waitingRun();
  const keys = await keysOf('determiner', 'determinerColleague');
  const due = await json<{ runId: string }[]>('determiner', 'determination', 'due');
  assert.ok(due.some((each) => each.runId === runId));

  const { organisationId } = server.people.consultee;
  const asked = ['--consultee', organisationId, '--answer-by', later(7 * 86_400_000)];
  const opened = await json<View>(
    'determiner',
    ...['determination', 'open', submissionId, '--run', runId, ...asked],
  );
  const { id } = opened;
  const waits = await json<{ determinationId: string }[]>('consultee', ...['consultation', 'list']);
  assert.deepEqual(
    waits.map(({ determinationId }) => determinationId),
    [id],
  );
  const unread = await as('consultee', 'consultation', 'show', id);
  assertEnded(
    unread,
    0,
    /^first {8}say whether you have an interest: sallyport consultation declare/m,
  );
  const read = ['consultation', 'read', id, '--purpose', 'to answer for the office'];
  assertEnded(await as('consultee', ...read), 2, /declare first/);
  assertEnded(
    await as('consultee', 'consultation', 'declare', id, '--no-interest'),
    0,
    /what your office is asked opens to you/,
  );
  assertEnded(
    await as('consultee', ...read),
    0,
    /^proposed +(met|not_met|cannot_tell): mean score/m,
  );
  const view = written('view', 'We have no view of our own on this.\n');
  assertEnded(
    await as('consultee', ...['consultation', 'answer', id, '--view', 'no_view', '--words', view]),
    0,
    /^you said {5}no_view: We have no view/m,
  );

  for (const { position } of opened.content?.linkedSamples ?? []) {
    const sample = await as('determiner', 'determination', 'sample', id, String(position));
    assertEnded(sample, 0, /^journal {6}[0-9a-f]{64}$/m);
  }
  const reason = written(
    'reason',
    'The reason that a person gives, in their own words. '.repeat(3),
  );
  const outcome = ['--outcome', 'cannot_tell', '--reason', reason];
  const decided = await as('determiner', 'determination', 'decide', id, ...outcome);
  assertEnded(decided, 0, /^decided {6}cannot_tell, by Deb Tern/m);

  const { content } = await json<View>('determinerColleague', 'determination', 'show', id);
  const digest = content?.statementSha256 ?? '';
  const sign = (who: string, given: string) =>
    as(
      who,
      ...['determination', 'sign', id],
      ...['--key', join(folder, `${who}.key`), '--digest', given],
    );
  assertEnded(await sign('determiner', 'f'.repeat(64)), 2, /not of this digest/);
  assertEnded(await sign('determinerColleague', digest), 2, /the deciding official signs first: /);
  assertEnded(await sign('determiner', digest), 0, /^state {8}decided/m);
  assertEnded(await sign('determinerColleague', digest), 0, /^state {8}signed/m);

  const bundle = join(folder, 'bundle.json');
  const taken = await json<{ id: string }>(
    'overseer',
    ...['export', 'ask', id, '--purpose', 'to verify it on our own machine'],
  );
  assertEnded(await as('determiner', 'export', 'agree', taken.id), 0, /^state +agreed/m);
  await json('overseer', 'export', 'download', taken.id, '--out', bundle);
  const opening = await stage.must('evaluator', 200, {
    method: 'GET',
    path: `/api/thresholds/${content?.threshold.id}/opening?purpose=for+the+overseer`,
  });
  const openingFile = written('opening.json', await opening.text());
  await server.checkpoint('inner');
  const log = `${server.url}/api/ledger/${logIdOf(server.keys.inner, logs.engagement(submissionId))}`;
  const proved = await as(
    'overseer',
    ...['review', 'verify', bundle, '--opening', openingFile, '--keys', keys, '--ledger', log],
  );
  assertEnded(proved, 0, /holds: `cannot_tell`, and the code proposed `cannot_tell`/);
  assert.equal(proved.out.match(/^ok /gm)?.length, 14);
});

test('what is not for the reader, and what is misspelt, ends as the contract says', async () => {
  const none = 'determination_00000000000000000000000000';
  assertEnded(await as('overseer', 'determination', 'show', none), 2, /nothing here/);
  assertEnded(await as('consultee', 'determination', 'due'), 2, /nothing here/);
  assertEnded(
    await as('determiner', 'determination', 'decide', none, '--outcome', 'covered'),
    3,
    /give `--reason`/,
  );
  assertEnded(await as('consultee', 'consultation', 'show', none), 2, /nothing here/);
  assertEnded(await as('determiner', 'consultation', 'list'), 2, /nothing here/);
  assertEnded(
    await as('consultee', 'consultation', 'answer', none, '--view', 'no_view'),
    3,
    /give `--words`/,
  );
  assertEnded(await as('determiner', 'determination', 'approve', none), 3, /has no `approve`; it/);
});
