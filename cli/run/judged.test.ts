/** What people make of a run: looks, comparisons, findings and the report, against a real server. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, sallyport, type Ended } from '../program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-judged-'));
const at = (name: string) => join(folder, name);
const tokens = { evaluator: '', evaluatorColleague: '', developer: '' };

let server: TestServer;
let evaluations: Stage['evaluations'];
/** Two complete runs under one access, and one under way. */
let runs: { complete: string; other: string; running: string };

before(async () => {
  server = await startTestServer();
  for (const who of Object.keys(tokens) as (keyof typeof tokens)[])
    tokens[who] = await server.token(who, ['evaluation:read', 'evaluation:write']);
  evaluations = new Stage(server).evaluations;
  runs = {
    complete: await evaluations.run('complete'),
    other: await evaluations.run('complete'),
    running: await evaluations.run('running'),
  };
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: keyof typeof tokens, ...args: string[]): Promise<Ended> =>
  sallyport(['run', ...args], {
    env: { SALLYPORT_SERVER: server.url, SALLYPORT_TOKEN: tokens[who] },
  });
const asked = async <Answer>(path: string): Promise<Answer> =>
  (await (await server.as('evaluator').get(path)).json()) as Answer;
const idIn = (kind: string, { out }: Ended): string =>
  new RegExp(`${kind}_[0-9a-z]{26}`).exec(out)?.[0] ?? '';

test('a complete run is held against its threshold, as often as was planned', async () => {
  assertEnded(await as('evaluator', 'decide', runs.running), 2);
  assertEnded(
    await as('evaluator', 'decide', runs.complete),
    0,
    /look 1 +(met|not met|cannot tell): /,
  );
  assertEnded(await as('developer', 'decide', runs.complete), 2);
});

test('two complete runs of one suite are compared, and no others', async () => {
  const compared = await as('evaluator', 'compare', runs.complete, runs.other);
  assertEnded(compared, 0, /difference +0\.000, 95 % interval [^]*tasks +2, of which 0 differ/);
  assertEnded(await as('evaluator', 'compare', runs.complete, runs.running), 2, /complete runs/);
  assertEnded(await as('evaluator', 'compare', runs.complete), 3, /takes 2 arguments/);
  assertEnded(await as('developer', 'compare', runs.complete, runs.other), 2);
});

test('a finding is written from a file, listed without its words, and read for a purpose', async () => {
  const text = {
    claim: 'It finds crashes in parsers that it has not seen.',
    uncertainty: 'Two tasks of one family; others may be harder.',
  };
  const facts = { kind: 'capability', severity: 'high', audience: 'evaluator', evidence: [0, 1] };
  const write = async (more: object) => {
    writeFileSync(at('finding.json'), JSON.stringify({ ...text, ...facts, ...more }));
    return await as('evaluator', 'finding', runs.complete, at('finding.json'));
  };
  assertEnded(await write({ uncertainty: '' }), 3, /\/uncertainty/);
  assertEnded(await write({ evidence: [] }), 3, /\/evidence/);
  assertEnded(await write({ evidence: [7] }), 3, /place 7 is beyond/);
  assertEnded(await write({ evidence: [1, 1] }), 3, /names a sample twice/);
  assertEnded(await write({ severity: 'apocalyptic' }), 3, /\/severity/);
  const id = idIn('finding', await write({}));
  const list = await as('evaluator', 'findings', runs.complete);
  assertEnded(list, 0, new RegExp(`${id} +capability +high +evaluator +0 1`));
  assert.doesNotMatch(list.out, /parsers/);
  assertEnded(await as('evaluator', 'read-finding', id), 3, /give `--purpose`/);
  const read = await as('evaluator', 'read-finding', id, '--purpose', 'to check it');
  assertEnded(read, 0, /claim +It finds crashes[^]*uncertainty +Two tasks/);
  assertEnded(await as('developer', 'read-finding', id, '--purpose', 'to see it'), 2);
});

test('a report is proposed by one, and signed by another who names what was read', async () => {
  assertEnded(await as('evaluator', 'report', 'propose', runs.complete), 2, /not over/);
  assertEnded(await as('evaluator', 'end', runs.running, '--incomplete', 'the host broke'), 0);
  const first = await as('evaluator', 'report', 'propose', runs.complete, '--shared');
  assertEnded(first, 0, /state +proposed[^]*for +the developer too/);
  const withdrawn = idIn('evreport', first);
  const why = ['--because', 'a review is missing'];
  assertEnded(
    await as('evaluatorColleague', 'report', 'withdraw', withdrawn, ...why),
    0,
    /state +withdrawn/,
  );
  const id = idIn('evreport', await as('evaluator', 'report', 'propose', runs.complete));
  const purpose = ['--purpose', 'to sign it'];
  const read = await as('evaluatorColleague', 'report', 'read', id, ...purpose, '--json');
  assertEnded(read, 0);
  const { sha256, text } = JSON.parse(read.out) as { sha256: string; text: string };
  assert.ok(text.includes(runs.complete) && text.includes(runs.running));
  const sign = (who: keyof typeof tokens, digest: string) =>
    as(who, 'report', 'sign', id, '--sha256', digest);
  assertEnded(await sign('evaluator', sha256), 2, /second person/);
  assertEnded(await sign('evaluatorColleague', 'ab'.repeat(32)), 2, /not the report with that/);
  assertEnded(await sign('evaluatorColleague', sha256), 0, /state +signed[^]*settled by/);
  const list = await as('evaluator', 'report', 'list', runs.complete);
  assertEnded(list, 0, new RegExp(`${id} +signed[^]*${withdrawn} +withdrawn`));
  const late = [
    'report',
    'not-completed',
    runs.complete,
    '--because',
    'nobody has the time for it',
  ];
  assertEnded(await as('evaluator', ...late), 2);
});

test('no report will come, and why, is said with a reason only', async () => {
  const { submissionId, grantId } = await asked<{ submissionId: string; grantId: string }>(
    `/api/evaluation-reports/${await evaluations.report('withdrawn')}`,
  );
  const { items } = await asked<{ items: { id: string; grantId: string }[] }>(
    `/api/submissions/${submissionId}/runs`,
  );
  const id = items.find((each) => each.grantId === grantId)?.id ?? '';
  const say = (...more: string[]) => as('evaluator', 'report', 'not-completed', id, ...more);
  assertEnded(await say(), 3, /give `--because`/);
  assertEnded(await say('--because', 'short'), 3, /\/reason/);
  const said = await say('--because', 'the access ended before it could be used');
  assertEnded(said, 0, /state +not_completed: the access ended/);
});

test('an action that a report has not is refused with those that it has', async () => {
  assertEnded(await as('evaluator', 'report', 'approve', 'evreport_x'), 3, /report propose RUN/);
  assertEnded(await as('evaluator', 'report', 'sign', 'evreport_x'), 3, /give `--sha256`/);
  assertEnded(await as('evaluator', 'report', 'show', 'evreport_x'), 2);
  assertEnded(await as('developer', 'report', 'list', runs.complete), 2);
});
