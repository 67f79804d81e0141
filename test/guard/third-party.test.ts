/**
 * INVARIANT (no licence), over HTTP: whether a developer never came, asked, gave access, withdrew at any
 * point, got a determination or had everything destroyed, no third party gets another answer on any route,
 * and no row of any other module is another.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { standingClock } from '#platform/clock';
import { logIdOf, logs } from '#platform/ledger';
import { makeSubject, parameterOf, Stage, statesOf } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { Outside, outsiders, type Face, type Outsider } from './outside.ts';

/** What an engagement comes to hold, in states along its way; and where and to whom it is shown. */
const held: Readonly<
  Record<string, { states: readonly string[]; path: string; who: 'evaluator' | 'developer' }>
> = {
  questionId: { states: ['asked', 'answered'], path: '/api/questions', who: 'evaluator' },
  grantId: {
    states: ['requested', 'signing', 'active', 'revoked'],
    path: '/api/grants',
    who: 'evaluator',
  },
  runId: { states: ['running', 'complete'], path: '/api/runs', who: 'evaluator' },
  evaluationReportId: { states: ['signed'], path: '/api/evaluation-reports', who: 'evaluator' },
  determinationId: {
    states: ['consulting', 'decided', 'signed', 'superseded'],
    path: '/api/determinations',
    who: 'developer',
  },
  partnershipId: {
    states: ['nominated', 'added', 'accepted', 'refused'],
    path: '/api/partnerships',
    who: 'evaluator',
  },
  appealId: { states: ['filed', 'upheld'], path: '/api/appeals', who: 'evaluator' },
};

let server: TestServer;
let stage: Stage;
let outside: Outside;
let never: { face: Face; rows: Map<string, string> };
/** Engagements, and what each holds. */
const engagements = new Map<string, string>();

before(async () => {
  server = await startTestServer({ clock: standingClock('2026-11-27T12:00:00Z') });
  stage = new Stage(server);
  // Procedures, suites and keys are about no model.
  await stage.evaluations.prepare();
  outside = await Outside.begin(stage);
  // That somebody signed in is known to whoever runs the installation, and is about no engagement.
  for (const who of Object.keys(server.people) as (keyof typeof server.people)[]) {
    await stage.requests.as(who);
    await server.as(who).get('/api/session');
  }
  never = { face: await outside.face(), rows: await outside.rows() };
});
after(() => server.close());

/** Of partnerships in which it was named: there it is no third party. */
const ownList = 'partner GET /api/partnerships';

async function assertUnchanged(when: string): Promise<void> {
  const face = await outside.face();
  const changed = [...never.face].filter(
    ([asked, answer]) => face.get(asked) !== answer && asked !== ownList,
  );
  assert.deepEqual(
    changed.map(([asked, answer]) => ({ asked, answer, now: face.get(asked) })),
    [],
    when,
  );
  assert.deepEqual(await outside.rows(), never.rows, when);
}

test('the face of the system is many answers, and its rows are many tables', () => {
  assert.ok(never.face.size > 600, `${never.face.size} answers`);
  assert.ok(never.rows.size > 20, `${never.rows.size} tables`);
  const answered = [...never.face.values()].filter((answer) => answer.startsWith('200 '));
  assert.ok(answered.length > 80, `${answered.length} of them with content`);
});

test('whatever an engagement holds, third parties are answered as before it was there', async () => {
  for (const [name, { states }] of Object.entries(held))
    for (const state of states) {
      const id = await makeSubject(stage, name, state);
      engagements.set(await submissionOf(name, id), `${name} ${state}`);
    }
  for (const state of statesOf['submissionId'] ?? [])
    engagements.set(await makeSubject(stage, 'submissionId', state), `submissionId ${state}`);
  await assertUnchanged('engagements in every state');
  await assertUnseen(outsiders);
  // What is refused to be read is refused to be changed, and no more is told by that.
  const [[id, holding] = ['', '']] = engagements;
  const changes = engagementRoutes().filter((route) => !route.startsWith('GET '));
  assert.ok(changes.length > 15, `${changes.length} routes`);
  assert.deepEqual(await outside.tellsApart(id, changes, outsiders), [], holding);
});

test('withdrawn in one request from every state that is no end, an engagement was never there', async () => {
  for (const [id, holding] of engagements) {
    const path = `/api/submissions/${id}`;
    const before = await stateOf(id);
    const response = await server.as('developer').post(`${path}/withdrawal`, {});
    const isOver = before === 'withdrawn' || before === 'ended';
    assert.equal(response.status, isOver ? 409 : 200, `${holding}: ${await response.text()}`);
    assert.equal(await stateOf(id), isOver ? before : 'withdrawn', holding);
  }
  await assertUnchanged('all of them withdrawn');
  await assertUnseen(few);
});

test('nor is anything there once its material is destroyed', async () => {
  let destroyed = 0;
  for (const [id, holding] of engagements) {
    const path = `/api/submissions/${id}/destruction`;
    const asked = await server.as('developer').post(path, { because: 'it is withdrawn, and over' });
    const done = await server.as('evaluator').post(`${path}/approval`, {});
    // What holds nothing sealed has nothing to destroy.
    for (const response of [asked, done])
      assert.ok(
        [200, 201, 409].includes(response.status),
        `${holding}: ${await response.clone().text()}`,
      );
    if (done.status === 200) destroyed += 1;
  }
  assert.ok(destroyed > 10, `${destroyed} of ${engagements.size} destroyed`);
  await assertUnchanged('all of it destroyed');
  await assertUnseen(few);
});

test('no log of the inner zone is there for a third party, nor that one grew', async () => {
  const names = [logs.programme, ...[...engagements.keys()].map((id) => logs.engagement(id))];
  const ids = names.map((name) => logIdOf(server.keys.inner, name));
  for (const id of ids) {
    const address = `/api/ledger/${id}/checkpoint`;
    assert.equal((await server.as('overseer').get(address)).status, 200);
    for (const who of outsiders) assert.equal((await server.as(who).get(address)).status, 404, who);
  }
});

test('a partner is told the same whatever was determined of the model, or nothing', async () => {
  const id = await makeSubject(stage, 'partnershipId', 'accepted');
  const submissionId = await submissionOf('partnershipId', id);
  const reads = outside.innerRoutes.filter((route) => route.startsWith('GET '));
  const about = (name: string | undefined) => reads.filter((route) => parameterOf(route) === name);
  const told = async () => [
    ...(await outside.told('partner', id, about('partnershipId'))),
    ...(await outside.told('partner', submissionId, about('submissionId'))),
    ...(await outside.told('partner', '', about(undefined))),
  ];
  const undetermined = await told();
  assert.ok(undetermined.some((answer) => answer.includes(': 200 ') && answer.includes(id)));
  for (const [outcome, proposal] of [
    ['covered', 'met'],
    ['not_covered', 'not_met'],
    ['cannot_tell', 'cannot_tell'],
  ]) {
    const determinationId = await makeSubject(stage, 'determinationId', 'released');
    for (const table of ['determination', 'assessment'])
      await stage.asOwner(
        `update review.${table} set submission_id = $1
         where ${table === 'determination' ? 'id' : 'determination_id'} = $2`,
        [submissionId, determinationId],
      );
    await stage.asOwner(
      'update review.determination set outcome = $1, proposal = $2 where id = $3',
      [outcome, proposal, determinationId],
    );
    assert.deepEqual(await told(), undetermined, outcome);
  }
});

test('what is compared does change when something happens at the outer door', async () => {
  await stage.submit();
  const face = await outside.face();
  const changed = [...never.face].filter(([asked, answer]) => face.get(asked) !== answer);
  assert.ok(changed.some(([asked]) => asked === 'coordinator GET /api/reports'));
  assert.notDeepEqual(await outside.rows(), never.rows);
});

test('what one may not see takes as long to answer as what is not there', async (t) => {
  const [there = ''] = engagements.keys();
  const absent = await makeSubject(stage, 'submissionId', 'absent');
  const times: Record<'there' | 'absent', number[]> = { there: [], absent: [] };
  for (let round = 0; round < 200; round += 1)
    for (const [which, id] of [
      ['there', there],
      ['absent', absent],
    ] as const) {
      const start = performance.now();
      const response = await server.as('rivalDeveloper').get(`/api/submissions/${id}`);
      await response.text();
      assert.equal(response.status, 404);
      times[which].push(performance.now() - start);
    }
  const at = (values: number[], share: number) =>
    (values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0).toFixed(2);
  // Told and not asserted: a shared machine's times prove nothing.
  for (const which of ['there', 'absent'] as const)
    t.diagnostic(`${which}: median ${at(times[which], 0.5)} ms, p95 ${at(times[which], 0.95)} ms`);
});

async function stateOf(id: string): Promise<string> {
  const response = await server.as('developer').get(`/api/submissions/${id}`);
  assert.equal(response.status, 200, id);
  return ((await response.json()) as { state: string }).state;
}

async function submissionOf(name: string, id: string): Promise<string> {
  const { path = '', who = 'evaluator' } = held[name] ?? {};
  const response = await stage.must(who, 200, { method: 'GET', path: `${path}/${id}` });
  return ((await response.json()) as { submissionId: string }).submissionId;
}

const few: readonly Outsider[] = [
  'nobody',
  'coordinator',
  'administrator',
  'partner',
  'rivalEvaluator',
];

const engagementRoutes = (): string[] =>
  outside.innerRoutes.filter((route) => parameterOf(route) === 'submissionId');

/** Every address of every engagement, to people who have no part in it. */
async function assertUnseen(people: readonly Outsider[]): Promise<void> {
  const routes = engagementRoutes().filter((route) => route.startsWith('GET '));
  assert.ok(routes.length > 15 && engagements.size > 10, `${engagements.size} engagements`);
  for (const [id, holding] of engagements) {
    const others = people.filter((who) => !takesPart(who, holding));
    assert.deepEqual(await outside.tellsApart(id, routes, others), [], holding);
  }
}

/** Who was named in it is no third party to it. */
const takesPart = (who: Outsider, holding: string): boolean =>
  who === 'partner' && holding.startsWith('partnershipId');
