/**
 * INVARIANT (no sealed byte without a leaf), from outside: words planted in sealed content come out of
 * the routes that reveal it and nowhere else, and each time with exactly one entry in the ledger.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { allRoutes } from '#app';
import { sql } from '#platform/db';
import { packBundle, readBundleBytes } from '#proof';
import { archiveOf, parameterOf, requestFor, Stage } from '#test/permissions';
import { testServerFolder } from '#test/postgres';
import { startTestServer, type TestServer } from '#test/server';
import { filesHolding, plant, type Canary } from './canary.ts';
import { hearPrinted, type Heard } from './printed.ts';

const roles = [
  'nobody',
  'finder',
  'rival',
  'coordinator',
  'operator',
  'neighbour',
  'administrator',
  'developer',
  'developerColleague',
  'evaluator',
  'evaluatorColleague',
  'rivalDeveloper',
  'overseer',
] as const;
/** The routes that reveal, and to whom: a name only to the one who asked and the one who agreed. */
const revealing: Readonly<Record<string, readonly (typeof roles)[number][]>> = {
  'GET /api/reports/:reportId/bundle': ['finder', 'coordinator'],
  'GET /api/reports/:reportId/evidence': ['finder', 'coordinator'],
  'GET /api/grants/:grantId/runner-name': ['developer', 'evaluator'],
  'GET /api/thresholds/:thresholdId/opening': ['evaluator', 'evaluatorColleague', 'overseer'],
  'GET /api/unseals/:unsealId/tasks/:task': ['evaluator', 'evaluatorColleague'],
  'GET /api/findings/:findingId/text': [
    'developer',
    'developerColleague',
    'evaluator',
    'evaluatorColleague',
    'overseer',
  ],
  'GET /api/evaluation-reports/:evaluationReportId/content': [
    'evaluator',
    'evaluatorColleague',
    'overseer',
  ],
};
const liveMs = 150;

const canaries = {
  summary: plant('summary'),
  source: plant('source'),
  trigger: plant('trigger'),
  build: plant('build'),
  fileName: plant('name'),
  evidence: plant('evidence'),
  diff: plant('diff'),
  printed: plant('printed'),
  runner: plant('runner'),
  claim: plant('claim'),
  task: plant('task'),
};
const all: Canary[] = Object.values(canaries);

let server: TestServer;
let stage: Stage;
let ids: Record<string, string[]>;
let printed: Heard;

before(async () => {
  printed = hearPrinted();
  server = await startTestServer();
  stage = new Stage(server);
  ids = await plantEverywhere();
});
after(async () => {
  printed.stop();
  await server.close();
});

/** The stage's bundle with a word in every place a finder writes to, and one more file. */
function planted(buildWord: boolean): Uint8Array {
  const words = {
    summary: `It says ${canaries.summary.word}.`,
    source: `#!/bin/sh\n# ${canaries.source.word}\nread name; eval "echo $name"\n`,
    trigger: `$(touch /planted/pwned; echo ${canaries.trigger.word}; echo ${canaries.trigger.word} >&2)\n`,
  };
  const files = new Map(readBundleBytes(archiveOf(words)).files);
  // Large enough to be kept as a file.
  files.set(`notes-${canaries.fileName.word}.bin`, randomBytes(300 * 1024));
  const written = files.get('report.json');
  const report = JSON.parse(Buffer.from(written ?? []).toString('utf8')) as Record<string, unknown>;
  const program = `echo ${canaries.build.word} >&2; echo ${canaries.build.word}; exit 3`;
  if (buildWord)
    report['environment'] = {
      kind: 'shell',
      build: [{ argv: ['/bin/sh', '-c', program], timeoutMs: 10_000 }],
    };
  files.set('report.json', Buffer.from(JSON.stringify(report)));
  return packBundle(files);
}

async function submit(archive: Uint8Array, key: string): Promise<string> {
  const response = await stage.must('finder', 202, {
    method: 'POST',
    path: '/api/reports',
    body: archive,
    headers: { 'content-type': 'application/gzip', 'idempotency-key': key },
  });
  return ((await response.json()) as { reportId: string }).reportId;
}

/** Real proofs where this host has a sandbox (held where not), and one given, with evidence of its own. */
async function plantEverywhere(): Promise<Record<string, string[]>> {
  const proved = await submit(planted(false), 'canary-proved');
  const broken = await submit(planted(true), 'canary-broken');
  await server.startWorker();
  await decided([proved, broken]);
  const given = await stage.report('confirmed', { summary: canaries.summary.word });
  const { rows } = await stage.asOwner<{ ref: string }>(
    'select evidence_ref as ref from clearinghouse.report where id = $1',
    [given],
  );
  assert.ok(rows[0]?.ref);
  const known = await stage.submit({ summary: canaries.summary.word, trigger: 'other' });
  await stage.validate(known, async () => ({
    kind: 'decided',
    isConfirmed: true,
    fixKey: null,
    evidence: Buffer.from(`{"note":"${canaries.evidence.word}"}`),
    verdict: {
      verdict: 'confirmed',
      assurance: 'observed',
      hits: 5,
      runs: 5,
      benignHits: 0,
      oracle: 'file-written',
      tier: null,
      evidenceSha256: null,
    },
  }));
  const caseId = await stage.case('coordinating', { summary: canaries.summary.word });
  await stage.fix(caseId, true, `--- a\n+++ b\n+${canaries.diff.word}\n`);
  await stage.draft(caseId);
  const actionId = await stage.action('confirmed');
  stage.engagements.runnerName = canaries.runner.word;
  const grants = [
    await stage.engagements.grant('active'),
    await stage.engagements.grant('name_approved'),
  ];
  const evaluation = await plantInEvaluation();
  await server.checkpoint('inner');
  await server.checkpoint('outer');
  const advisory = await stage.asOwner<{ id: string }>('select id from advisories.advisory');
  const receipt = await stage.asOwner<{ id: string }>('select id from operators.receipt');
  const cases = await stage.asOwner<{ id: string }>('select id from clearinghouse.root_case');
  const submissions = await stage.asOwner<{ id: string }>('select id from access.submission');
  const signed = await stage.asOwner<{ id: string }>(
    `select distinct on (split_part(log, ':', 1)) id from
       (select * from zone_inner.signed_log union all select * from zone_outer.signed_log) s`,
  );
  return {
    reportId: [proved, broken, given, known],
    caseId: cases.rows.map(({ id }) => id),
    advisoryId: advisory.rows.map(({ id }) => id),
    receiptId: receipt.rows.map(({ id }) => id),
    actionId: [actionId],
    submissionId: submissions.rows.map(({ id }) => id),
    grantId: grants,
    logId: signed.rows.map(({ id }) => id),
    ...evaluation,
  };
}

async function plantInEvaluation(): Promise<Record<string, string[]>> {
  const { evaluations } = stage;
  evaluations.claim = `It does ${canaries.claim.word}.`;
  evaluations.ciphertext = Buffer.from(canaries.task.word);
  const [held, asked] = [
    await evaluations.unseal('executed'),
    await evaluations.unseal('requested'),
  ];
  const suites = await stage.asOwner<{ id: string }>('select id from evaluation.suite');
  return {
    procedureId: [await evaluations.procedure()],
    suiteId: suites.rows.map(({ id }) => id),
    unsealId: [held, asked],
    thresholdId: [await evaluations.threshold('committed'), await evaluations.threshold('shown')],
    runId: [await evaluations.run('complete'), await evaluations.run('running')],
    findingId: [await evaluations.finding('own'), await evaluations.finding('shared')],
    evaluationReportId: [await evaluations.report('proposed'), await evaluations.report('signed')],
  };
}

async function decided(reports: string[]): Promise<void> {
  for (let look = 0; look < 300; look++) {
    const { rows } = await stage.asOwner<{ state: string }>(
      `select state from clearinghouse.report where id = any($1) and state in ('received', 'validating')`,
      [reports],
    );
    if (rows.length === 0) return;
    await sleep(100);
  }
  throw new Error('the worker did not come to a verdict');
}

async function readsOnRecord(): Promise<number> {
  let reads = 0;
  for (const zone of ['inner', 'outer'] as const) {
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from ${sql.id(`zone_${zone}`)}.event where type = 'platform.sealed_content_read'
    `.execute(server.zones[zone].database.db);
    reads += rows[0]?.n ?? NaN;
  }
  return reads;
}

/** GET and HEAD of every route, with every id there is. */
function requests(): { route: string; path: string }[] {
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  const routes = allRoutes(server.config, neverGrows, server.zones)
    .filter(({ method }) => method === 'GET')
    .map(({ method, path }) => `${method} ${path}`);
  const found = [...routes, 'GET /api/openapi.json', 'GET /docs/problems', 'GET /', 'GET /none'];
  return found.flatMap((route) => {
    const name = parameterOf(route);
    const named = name === undefined ? [''] : (ids[name] ?? []);
    return named.map((id) => {
      const { path } = requestFor(stage, route, id, '');
      return { route, path: path.includes('?') ? path : `${path}?limit=100` };
    });
  });
}

/** The whole body; of a live stream what comes in a moment. */
async function bodyOf(response: Response): Promise<Buffer> {
  if (response.headers.get('content-type') !== 'text/event-stream')
    return Buffer.from(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  const end = setTimeout(() => void reader?.cancel(), liveMs);
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    chunks.push(part.value);
  }
  clearTimeout(end);
  return Buffer.concat(chunks);
}

test('planted words come out of the revealing routes only, each time with one entry in the ledger', async () => {
  const shown = new Set<string>();
  let asked = 0;
  let revealed = 0;
  for (const role of roles) {
    const sender = await stage.requests.as(role);
    for (const { route, path } of requests())
      for (const method of ['GET', 'HEAD']) {
        const before = await readsOnRecord();
        const response = await stage.requests.send(sender, { method, path });
        const body = await bodyOf(response);
        asked += 1;
        const held = Object.entries(canaries).filter(([, canary]) => canary.isIn(body));
        const headers = Buffer.from(JSON.stringify([...response.headers]));
        assert.ok(!all.some((canary) => canary.isIn(headers)), path);
        if (method === 'HEAD' && route.includes('/:')) assert.equal(response.status, 404, path);
        const isReveal = route in revealing && response.status === 200;
        if (isReveal) revealed += 1;
        for (const [name] of held) shown.add(name);
        assert.ok(
          isReveal || held.length === 0,
          `${role} ${method} ${path}: ${held.map(([name]) => name).join()} in ${body.toString().slice(0, 2000)}`,
        );
        assert.equal(
          await readsOnRecord(),
          before + (isReveal ? 1 : 0),
          `${role} ${method} ${path}`,
        );
        assert.ok(!isReveal || revealing[route]?.includes(role), `${role} ${path}`);
      }
  }
  assert.ok(asked > 400, `${asked} answers`);
  assert.ok(revealed > 10, `${revealed} reveals`);
  for (const name of [
    'summary',
    'source',
    'trigger',
    'build',
    'fileName',
    'evidence',
    'runner',
    'claim',
    'task',
  ])
    assert.ok(shown.has(name), `${name} was never shown, so nothing was tried`);
});

test('no table of the database holds a planted word, in any column', async () => {
  const { rows: tables } = await stage.asOwner<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg_|information_schema$)'`,
  );
  assert.ok(tables.length > 35, `${tables.length} tables`);
  let rows = 0;
  for (const { name } of tables) {
    const found = await stage.asOwner<{ text: string }>(`select t::text as text from ${name} t`);
    rows += found.rows.length;
    for (const { text } of found.rows) {
      const held = all.find((canary) => canary.isIn(Buffer.from(text)));
      assert.equal(held, undefined, `${name}: ${text.slice(0, 1000)}`);
    }
  }
  assert.ok(rows > 200, `${rows} rows`);
});

test('no file of the data folder holds a planted word, and none was printed', async () => {
  const { holding, read } = filesHolding(server.config.dataDir, all);
  assert.deepEqual(holding, []);
  assert.ok(read >= 2, `${read} files: large bundles are kept as files`);
  assert.ok(!all.some((canary) => canary.isIn(printed.bytes())));
});

test('the database server’s own log holds no planted word', () => {
  const folder = testServerFolder();
  const logs = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    name.endsWith('.log'),
  );
  assert.ok(logs.length > 0, 'the log was found');
  for (const name of logs) {
    const bytes = readFileSync(join(folder, name));
    assert.ok(!all.some((canary) => canary.isIn(bytes)), name);
  }
});

test('every event stands in the log it is documented to stand in', async () => {
  const page = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');
  const logs = new Map(
    [...page.matchAll(/^\| `([a-z._]+)`\s*\| ([a-z’' ]+?)\s*\|/gm)].map(([, type, log]) => [
      type,
      log,
    ]),
  );
  const { rows } = await stage.asOwner<{ type: string; log: string }>(
    `select distinct type, split_part(log, ':', 1) as log from zone_outer.event
     union select distinct type, split_part(log, ':', 1) from zone_office.event
     union select distinct type, split_part(log, ':', 1) from zone_inner.event`,
  );
  assert.ok(rows.length > 15, `${rows.length} kinds of events`);
  for (const { type, log } of rows)
    if (type !== 'platform.sealed_content_read') assert.equal(logs.get(type), log, type);
});
