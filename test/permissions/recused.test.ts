/**
 * A person with a declared interest reaches nothing of that engagement (requirements S09). Every route about a
 * submission, or about what belongs to one, is asked in every state of its subject by people who could see it
 * before they declared: each answer is byte for byte the one for what is not there. The walk takes the routes
 * from the one list, so a new one is in it by itself.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allRoutes } from '#app';
import { logIdOf, logs } from '#platform/ledger';
import { startTestServer, type TestServer } from '#test/server';
import type { Role, Sent } from './requests.ts';
import { Stage } from './stage.ts';
import { makeSubject, parameterOf, requestFor, statesOf } from './subjects.ts';

/** Which engagement a subject belongs to, by the parameter that names it. */
const submissionOf: Readonly<Record<string, string>> = {
  submissionId: 'select id from access.submission where id = $1',
  grantId: 'select submission_id as id from access.model_grant where id = $1',
  runId: 'select submission_id as id from evaluation.run where id = $1',
  unsealId: `select r.submission_id as id from evaluation.unseal u join evaluation.run r on r.id = u.run_id
    where u.id = $1`,
  findingId: 'select submission_id as id from evaluation.finding where id = $1',
  evaluationReportId: 'select submission_id as id from evaluation.report where id = $1',
  questionId: 'select submission_id as id from review.question where id = $1',
  determinationId: 'select submission_id as id from review.determination where id = $1',
  consultationId: 'select submission_id as id from review.determination where id = $1',
  appealId: 'select submission_id as id from review.appeal where id = $1',
  partnershipId: 'select submission_id as id from review.partnership where id = $1',
  exportId: 'select submission_id as id from access.export where id = $1',
};
/** Of the inner zone, and of no engagement. */
const ofNone = ['documentSha256', 'procedureId', 'suiteId', 'thresholdId'];
const declarers: Role[] = [
  'evaluator',
  'evaluatorColleague',
  'evaluatorKeyless',
  'determiner',
  'determinerColleague',
  'overseer',
];

interface Subject {
  parameter: string;
  state: string;
  id: string;
  submissionId: string;
}

let server: TestServer;
let stage: Stage;
let routes: { route: string; parameter: string }[];
/** What is read without naming anything. */
let unnamed: string[];
const subjects: Subject[] = [];

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  await stage.engagements.grant('complete');
  await stage.evaluations.prepare();
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  const inner = allRoutes(server.config, neverGrows, server.zones).filter(
    ({ zone, path }) => zone === 'inner' || path.startsWith('/api/ledger'),
  );
  routes = inner.flatMap(({ method, path }) => {
    const parameter = parameterOf(path);
    return parameter === undefined ? [] : [{ route: `${method} ${path}`, parameter }];
  });
  unnamed = inner
    .filter(({ method, path }) => method === 'GET' && parameterOf(path) === undefined)
    .map(({ path }) => path);
  for (const [parameter, sql] of Object.entries(submissionOf))
    for (const state of statesOf[parameter] ?? []) {
      const id = await makeSubject(stage, parameter, state);
      const { rows } = await stage.asOwner<{ id: string }>(sql, [id]);
      subjects.push({ parameter, state, id, submissionId: rows[0]?.id ?? '' });
    }
  const [any] = subjects;
  if (any === undefined) throw new Error('no subject was made');
  const { submissionId } = any;
  const id = logIdOf(server.keys.inner, logs.engagement(submissionId));
  subjects.push({ parameter: 'logId', state: 'engagement', id, submissionId });
  await stage.asOwner(
    `insert into review.sealed_read (submission_id, developer_id, evaluator_id, event_id, person_id, kind, subject,
       purpose, at, unusual, is_waiting)
     select id, developer_id, evaluator_id, 'read', 'person_else', 'review.canary', id, 'curious', now(), '{canary}', true
     from access.submission where id = $1`,
    [submissionId],
  );
  await server.checkpoint('inner');
});
after(() => server.close());

const engagements = (): string[] => [...new Set(subjects.map(({ submissionId }) => submissionId))];
const ask = async (who: Role, sent: Sent): Promise<Response> =>
  stage.requests.send(await stage.requests.as(who), sent);

/** Status, headers and body, without what is each request's own. */
async function faceOf(who: Role, sent: Sent): Promise<string> {
  const response = await ask(who, sent);
  const text = (await response.text()).replace(/"instance":"req_[0-9a-z]{26}"/, '');
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([response.status, text, headers]);
}

/** Those that must have shown something before, so that showing nothing after means something. */
const lists = [
  ...['/api/submissions', '/api/runs', '/api/questions', '/api/determinations', '/api/appeals'],
  ...['/api/assessments', '/api/unusual-reads', '/api/ledger'],
];
/** Every page of a list that the person has, as text. */
async function whole(who: Role, path: string): Promise<string> {
  let text = '';
  for (let cursor = ''; ;) {
    const response = await ask(who, { method: 'GET', path: `${path}?limit=100${cursor}` });
    const page = await response.text();
    text += page;
    const { nextCursor } = JSON.parse(page) as { nextCursor?: string };
    if (nextCursor === undefined) return text;
    cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
  }
}

test('every parameter of the inner zone is of an engagement, or plainly of none', () => {
  const named = [...new Set(routes.map(({ parameter }) => parameter))].sort();
  assert.deepEqual(named, [...Object.keys(submissionOf), ...ofNone, 'logId'].sort());
  assert.ok(subjects.length > 30 && subjects.every(({ submissionId }) => submissionId !== ''));
  const made = new Set(subjects.map(({ parameter }) => parameter));
  assert.deepEqual(
    Object.keys(submissionOf).filter((parameter) => !made.has(parameter)),
    [],
  );
});

test('before anybody declares, these people see what they will not see', async () => {
  let seen = 0;
  for (const { route, parameter } of routes) {
    if (!route.startsWith('GET ')) continue;
    for (const subject of subjects.filter((each) => each.parameter === parameter)) {
      const response = await ask('overseer', requestFor(stage, route, subject.id, ''));
      await response.body?.cancel();
      if (response.status < 400) seen += 1;
    }
  }
  assert.ok(seen > 100, `${seen} answers seen`);
  assert.deepEqual(
    lists.filter((path) => !unnamed.includes(path)),
    [],
  );
  for (const path of lists) {
    const text = await whole('overseer', path);
    assert.ok(
      engagements().some((id) => text.includes(id)),
      path,
    );
  }
});

test('whoever declares an interest finds what is not there, whatever they ask about it', async () => {
  for (const submissionId of engagements())
    for (const who of declarers)
      await stage.must(who, 204, {
        method: 'POST',
        path: `/api/submissions/${submissionId}/declaration`,
        body: { hasInterest: true, words: 'a sister who works there' },
      });
  await server.checkpoint('inner');
  const wrong: string[] = [];
  let compared = 0;
  for (const { route, parameter } of routes) {
    const missing = await makeSubject(stage, parameter, 'absent');
    for (const who of declarers) {
      const absent = await faceOf(who, requestFor(stage, route, missing, ''));
      if (!absent.startsWith('[404,')) wrong.push(`${route} absent ${who}: ${absent}`);
      for (const { id, state } of subjects.filter((each) => each.parameter === parameter)) {
        const there = await faceOf(who, requestFor(stage, route, id, ''));
        compared += 1;
        if (there !== absent) wrong.push(`${route} ${state} ${who}: ${there}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(compared > 1000, `${compared} answers compared`);
});

test('and no list of theirs holds any of it, while the developer sees what it saw', async () => {
  const ids = subjects.flatMap(({ id, submissionId }) => [id, submissionId]);
  for (const who of declarers)
    for (const path of unnamed) {
      const response = await ask(who, { method: 'GET', path });
      if (response.status >= 400) continue;
      const text = await whole(who, path);
      assert.deepEqual(
        ids.filter((id) => text.includes(id)),
        [],
        `${who} ${path}`,
      );
    }
  for (const submissionId of engagements()) {
    const path = `/api/submissions/${submissionId}`;
    await stage.must('developer', 200, { method: 'GET', path });
    const shown = await stage.must('developer', 200, {
      method: 'GET',
      path: `${path}/declarations`,
    });
    const { declarations } = (await shown.json()) as {
      declarations: { hasInterest: boolean; words: string | null }[];
    };
    const interests = declarations.filter(({ hasInterest }) => hasInterest);
    assert.equal(interests.length, declarers.length);
    assert.ok(interests.every(({ words }) => words === null));
  }
});

test('nothing takes an interest back', async () => {
  const [any] = engagements();
  for (const who of declarers)
    for (const hasInterest of [false, true])
      await stage.must(who, 404, {
        method: 'POST',
        path: `/api/submissions/${any}/declaration`,
        body: { hasInterest, words: 'never mind' },
      });
});
