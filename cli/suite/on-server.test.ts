/** `suite` over a server: committed, asked for by one custodian, approved by the other, opened by the runner. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readSuite } from '#evaluation/engine';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { easyTask, write } from '../../src/evaluation/engine/engine.fixture.ts';
import { assertEnded, done, sallyport, type Ended } from '../program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-suite-server-'));
const at = (name: string) => join(folder, name);
const custodians = ['evaluator', 'evaluatorColleague'] as const;
const all = [...custodians, 'evaluatorKeyless'] as const;
type Who = (typeof all)[number];

let server: TestServer;
const tokens = new Map<Who, string>();
const recipients = new Map<string, string>();

before(async () => {
  server = await startTestServer();
  for (const who of all) {
    tokens.set(who, await server.token(who, ['evaluation:read', 'evaluation:write']));
  }
  const making = [...custodians, 'runner'].map(async (name) => {
    const made = await done<{ recipient: string }>(['suite', 'key', '--out', at(name)]);
    recipients.set(name, made.recipient);
  });
  await Promise.all(making);
  write(at('cyber'), { ...easyTask('forgery'), ...easyTask('overflow') });
  await done([
    ...['suite', 'seal', at('cyber'), '--version', '1', '--out', at('sealed')],
    ...custodians.flatMap((who) => ['--custodian', recipients.get(who) ?? '']),
  ]);
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: Who, ...args: string[]): Promise<Ended> =>
  sallyport(['suite', ...args], {
    env: { SALLYPORT_SERVER: server.url, SALLYPORT_TOKEN: tokens.get(who) ?? '' },
  });
const idIn = (kind: string, { out }: Ended) =>
  new RegExp(`${kind}_[0-9a-z]{26}`).exec(out)?.[0] ?? '';

/** A queued run of the suite. */
async function queuedRun(suiteId: string): Promise<string> {
  const stage = new Stage(server);
  const given = await server
    .as('evaluator')
    .get(`/api/runs/${await stage.evaluations.run('planned')}`);
  const { submissionId, grantId, procedure } = (await given.json()) as {
    submissionId: string;
    grantId: string;
    procedure: { id: string };
  };
  const plan = {
    ...{ grantId, procedureId: procedure.id, suiteId, thresholdId: null, modelName: 'kestrel' },
    ...{ epochs: 1, budget: { tokens: 1000, wallS: 60 }, tier: 'gvisor', purpose: 'exploration' },
  };
  const planned = await server.as('evaluator').post(`/api/submissions/${submissionId}/runs`, plan);
  const { id } = (await planned.json()) as { id: string };
  assert.equal(
    (await server.as('evaluatorColleague').post(`/api/runs/${id}/queue`, {})).status,
    200,
  );
  return id;
}

test('a suite goes from its author to one runner, through two custodians and a server that opens nothing', async () => {
  assertEnded(await as('evaluatorKeyless', 'commit', at('sealed')), 3, /registered/);
  for (const who of custodians)
    assertEnded(await as(who, 'register', '--key', at(who)), 0, /recipient +age1/);
  const committed = await as('evaluatorKeyless', 'commit', at('sealed'));
  assertEnded(committed, 0, /state +held[^]*brought +2 of 2 tasks/);
  const suiteId = idIn('suite', committed);
  const again = await as('evaluatorKeyless', 'commit', at('sealed'), '--suite', suiteId);
  assertEnded(again, 0, /brought +0 of 2 tasks/);
  assertEnded(await as('evaluatorKeyless', 'commit', at('sealed')), 2, /has a suite/);

  const runId = await queuedRun(suiteId);
  const runner = recipients.get('runner') ?? '';
  const asking = ['--run', runId, '--to', runner, '--because', 'the run begins this morning'];
  const asked = await as('evaluator', 'unseal', suiteId, '--key', at('evaluator'), ...asking);
  assertEnded(asked, 0, /state +requested[^]*tasks +2: forgery, overflow/);
  const id = idIn('unseal', asked);
  const open = ['--key', at('runner'), '--purpose', 'to run them', '--out', at('opened')];
  assertEnded(await as('evaluatorKeyless', 'open', id, ...open), 2);

  // Whoever asked does not approve, nor does a key that is not the other custodian's.
  const approve = (who: Who, key: string, to = runner) =>
    as(who, 'approve', id, '--key', at(key), '--to', to);
  assertEnded(await approve('evaluator', 'evaluator'), 2, /second person/);
  assertEnded(await approve('evaluatorColleague', 'evaluator'), 2, /does not open your half/);
  const meant = recipients.get('evaluator') ?? '';
  const other = await approve('evaluatorColleague', 'evaluatorColleague', meant);
  assertEnded(other, 2, /another runner than you name/);
  assert.ok(!existsSync(at('opened')));

  const approved = await approve('evaluatorColleague', 'evaluatorColleague');
  assertEnded(approved, 0, /state +executed/);
  const stranger = ['--key', at('evaluator'), '--purpose', 'to look', '--out', at('looked')];
  assertEnded(await as('evaluator', 'open', id, ...stranger), 2, /another runner than this key/);
  assertEnded(await as('evaluatorKeyless', 'open', id, ...open), 0, /opened +2 tasks/);
  const [before, now] = [await readSuite(at('cyber')), await readSuite(at('opened'))];
  assert.equal(now.sha256, before.sha256);
});

test('what is not whole is not committed', async () => {
  writeFileSync(join(at('sealed'), 'forgery.age'), 'other bytes');
  assertEnded(await as('evaluator', 'commit', at('sealed')), 2, /not the ciphertext/);
  assertEnded(await as('evaluator', 'commit', at('cyber')), 3, /cannot read/);
});
