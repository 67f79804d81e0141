/**
 * A missing attribute denies, over HTTP: what rests on rows is asked with one of them taken away, and again with
 * that one put back, so that nothing else can have decided. Where a person loses what makes an engagement be there
 * for them, the answer is byte for byte the one for what is not there.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Scope } from '#platform/auth';
import { startTestServer, type TestServer } from '#test/server';
import type { Role, Sender, Sent } from './requests.ts';
import { Stage } from './stage.ts';
import { makeSubject, parameterOf, requestFor } from './subjects.ts';

let server: TestServer;
let stage: Stage;
/** An engagement in which nothing was agreed, where rows are kept while they are away. */
let elsewhere: string;
before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  await stage.engagements.grant('complete');
  await stage.evaluations.prepare();
  await stage.determinations.prepare();
  elsewhere = await stage.engagements.submission('unconnected');
});
after(() => server.close());

const idOf = (role: Role): string => server.people[role].id;
const ask = (sender: Sender, sent: Sent): Promise<Response> => stage.requests.send(sender, sent);

/** Status, headers and body, without what is each request's own. */
async function faceOf(sender: Sender, sent: Sent): Promise<string> {
  const response = await ask(sender, sent);
  const text = (await response.text()).replace(/"instance":"req_[0-9a-z]{26}"/, '');
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([response.status, text, headers]);
}

async function codeOf(sender: Sender, sent: Sent): Promise<string> {
  const response = await ask(sender, sent);
  const text = await response.text();
  if (response.status < 400) return 'allowed';
  return ((JSON.parse(text) as { type: string }).type.split(/[/#]/).at(-1) ?? '').replaceAll(
    '-',
    '_',
  );
}

/** A row as the database's owner changes it, and back; exactly one row each time. */
type Change = [sql: string, values: unknown[]];
async function turn([sql, values]: Change): Promise<void> {
  const { rowCount } = await stage.asOwner(sql, values);
  assert.equal(rowCount, 1, sql);
}

/** What one person reads: each is there for them by the same attributes. */
const readings: readonly [role: Role, route: string, state: string][] = [
  ['developer', 'GET /api/submissions/:submissionId', 'mirrored'],
  ['developer', 'GET /api/grants/:grantId', 'active'],
  ['developer', 'GET /api/questions/:questionId/content', 'asked'],
  ['developer', 'GET /api/submissions/:submissionId/destruction', 'mirrored'],
  ['evaluator', 'GET /api/submissions/:submissionId', 'mirrored'],
  ['evaluator', 'GET /api/grants/:grantId/note', 'complete'],
  ['evaluator', 'GET /api/runs/:runId', 'complete'],
  ['evaluator', 'GET /api/questions/:questionId', 'asked'],
  ['determiner', 'GET /api/determinations/:determinationId', 'signed'],
  ['partner', 'GET /api/partnerships/:partnershipId', 'added'],
  ['overseer', 'GET /api/determinations/:determinationId/statement', 'signed'],
];
const scopeOf = (route: string): Scope =>
  /grants|submissions\/:submissionId$/.test(route)
    ? 'grant:read'
    : route.includes('runs')
      ? 'evaluation:read'
      : 'review:read';

/** What is taken of a person. Where it leaves them nobody, they are asked to sign in, about anything. */
const ofPerson = (role: Role): readonly { what: string; take: Change; back: Change }[] => {
  const person = idOf(role);
  const { organisationId } = server.people[role];
  const other = server.people.finder.organisationId;
  const set = (change: string): Change => [
    `update membership.office set ${change} where person_id = $1 and office = $2`,
    [person, role],
  ];
  return [
    {
      what: 'the office',
      take: [
        `update membership.office set office = 'finder' where person_id = $1 and office = $2`,
        [person, role],
      ],
      back: [
        `update membership.office set office = $2 where person_id = $1 and office = 'finder'`,
        [person, role],
      ],
    },
    {
      what: 'the time of the office',
      take: set('closes_at = now()'),
      back: set('closes_at = null'),
    },
    ...(role === 'overseer'
      ? []
      : [
          {
            what: 'the organisation',
            take: set(`organisation_id = '${other}'`),
            back: set(`organisation_id = '${organisationId}'`),
          },
        ]),
  ];
};

test('who loses office, organisation or time is told what is told of nothing', async () => {
  let denied = 0;
  for (const [role, route, state] of readings) {
    const name = parameterOf(route) ?? '';
    const id = await makeSubject(stage, name, state);
    const there = requestFor(stage, route, id, idOf(role));
    const missing = requestFor(stage, route, await makeSubject(stage, name, 'absent'), idOf(role));
    const session = await stage.requests.as(role);
    const token = { token: await server.token(role, [scopeOf(route)]) };
    for (const sender of [session, token])
      assert.equal(await codeOf(sender, there), 'allowed', `${route} ${role}`);
    for (const { what, take, back } of ofPerson(role)) {
      await turn(take);
      for (const sender of [session, token]) {
        const face = await faceOf(sender, there);
        assert.match(face, /^\[40[14],/, `${route} ${role} without ${what}`);
        assert.equal(face, await faceOf(sender, missing), `${route} ${role} without ${what}`);
        denied += 1;
      }
      await turn(back);
    }
    for (const sender of [session, token])
      assert.equal(await codeOf(sender, there), 'allowed', `${route} ${role} again`);
    const wrongScope = { token: await server.token(role, ['report:read', 'ledger:read']) };
    assert.equal(await faceOf(wrongScope, there), await faceOf(wrongScope, missing), route);
    assert.equal(await codeOf(wrongScope, there), 'not_found', `${route} ${role} without a scope`);
  }
  assert.ok(denied > 50, `${denied} denials`);
});

test('an engagement that loses its side is not there for that side', async () => {
  for (const role of ['developer', 'evaluator'] as const) {
    const id = await stage.engagements.submission('mirrored');
    const set = (to: string): Change => [
      `update access.submission set ${role}_id = $2 where id = $1`,
      [id, to],
    ];
    const session = await stage.requests.as(role);
    for (const route of ['', '/agreements', '/questions', '/destruction', '/reads'].map(
      (end) => `GET /api/submissions/:submissionId${end}`,
    )) {
      const there = requestFor(stage, route, id, '');
      const missing = requestFor(
        stage,
        route,
        await makeSubject(stage, 'submissionId', 'absent'),
        '',
      );
      assert.equal(await codeOf(session, there), 'allowed', route);
      await turn(set(''));
      assert.equal(await faceOf(session, there), await faceOf(session, missing), route);
      await turn(set(server.people[role].organisationId));
    }
  }
});

test('without a declaration nothing sealed opens, and it is said to whoever sees that it is there', async () => {
  const sealed: [Role, string, string][] = [
    ['evaluator', 'GET /api/questions/:questionId/content', 'asked'],
    ['overseer', 'GET /api/questions/:questionId/content', 'asked'],
    ['evaluator', 'GET /api/findings/:findingId/text', 'own'],
    ['determiner', 'GET /api/determinations/:determinationId/statement', 'signed'],
    ['overseer', 'GET /api/determinations/:determinationId/statement', 'signed'],
  ];
  for (const [role, route, state] of sealed) {
    const name = parameterOf(route) ?? '';
    const id = await makeSubject(stage, name, state);
    const noun = name.replace('Id', '');
    const domain = noun === 'finding' ? 'evaluation' : 'review';
    const { rows } = await stage.asOwner<{ id: string }>(
      `select submission_id as id from ${domain}.${noun} where id = $1`,
      [id],
    );
    const submissionId = rows[0]?.id ?? '';
    const session = await stage.requests.as(role);
    const sent = requestFor(stage, route, id, '');
    const set = (change: string): Change => [
      `update access.submission set disinterested = ${change}(disinterested, $2) where id = $1`,
      [submissionId, idOf(role)],
    ];
    await turn(set('array_remove'));
    assert.equal(await codeOf(session, sent), 'not_declared', `${route} ${role}`);
    await turn(set('array_append'));
    assert.equal(await codeOf(session, sent), 'allowed', `${route} ${role}`);
  }
});

test('without one side’s acceptance of the terms no grant is offered, and without a key none is signed', async () => {
  const grantId = await stage.engagements.grant('requested');
  const { rows } = await stage.asOwner<{ id: string }>(
    'select submission_id as id from access.model_grant where id = $1',
    [grantId],
  );
  const submissionId = rows[0]?.id ?? '';
  const developer = await stage.requests.as('developer');
  const offer = requestFor(stage, 'POST /api/grants/:grantId/offer', grantId, idOf('developer'));
  const move = (side: string, from: string, to: string): Change => [
    'update access.acceptance set submission_id = $3 where submission_id = $1 and side = $2',
    [from, side, to],
  ];
  for (const side of ['developer', 'evaluator']) {
    await turn(move(side, submissionId, elsewhere));
    assert.equal(await codeOf(developer, offer), 'terms_not_agreed', side);
    await turn(move(side, elsewhere, submissionId));
  }
  assert.equal(await codeOf(developer, offer), 'allowed');

  const signing = await stage.engagements.grant('offered');
  const sign = requestFor(
    stage,
    'POST /api/grants/:grantId/signatures',
    signing,
    idOf('developer'),
  );
  const retire = (to: string): Change => [
    `update access.party_key set retired_at = ${to} where person_id = $1`,
    [idOf('developer')],
  ];
  await turn(retire('now()'));
  assert.notEqual(await codeOf(developer, sign), 'allowed');
  await turn(retire('null'));
  assert.equal(await codeOf(developer, sign), 'allowed');
});

test('without a grant in force, or after its window, no run begins', async () => {
  const runId = await stage.evaluations.run('planned');
  const { rows } = await stage.asOwner<{ id: string; submissionId: string }>(
    'select grant_id as id, submission_id as "submissionId" from evaluation.run where id = $1',
    [runId],
  );
  const [run] = rows;
  const colleague = await stage.requests.as('evaluatorColleague');
  const queue = requestFor(stage, 'POST /api/runs/:runId/queue', runId, idOf('evaluatorColleague'));
  const set = (change: string): Change => [
    `update access.model_grant set ${change} where id = $1`,
    [run?.id],
  ];
  const engagement = (change: string): Change => [
    `update access.submission set ${change} where id = $1`,
    [run?.submissionId],
  ];
  const absences: [take: Change, back: Change, says: string][] = [
    [set(`state = 'offered'`), set(`state = 'active'`), 'access_over'],
    [
      [
        `insert into access.review_window (grant_id, submission_id, kind, developer_id, model_key, opens_at, closes_at)
         select g.id, s.id, g.kind, s.developer_id, s.model_key, now() - interval '1 hour', now()
         from access.model_grant g join access.submission s on s.id = g.submission_id where g.id = $1`,
        [run?.id],
      ],
      ['delete from access.review_window where grant_id = $1', [run?.id]],
      'access_over',
    ],
    [engagement(`scope = '{}'`), engagement(`scope = '{access}'`), 'out_of_scope'],
  ];
  for (const [take, back, says] of absences) {
    await turn(take);
    assert.equal(await codeOf(colleague, queue), says, take[0]);
    await turn(back);
  }
  assert.equal(await codeOf(colleague, queue), 'allowed');
});

test('no row can lack what decisions rest on', async () => {
  const kept = {
    'access.submission': [
      'developer_id',
      'evaluator_id',
      'recused',
      'disinterested',
      'state',
      'scope',
    ],
    'membership.office': ['person_id', 'organisation_id', 'office', 'opens_at'],
    'membership.session': ['person_id', 'expires_at'],
    'membership.token': ['person_id', 'scopes', 'expires_at'],
    'evaluation.run': ['organisation_id', 'submission_id', 'grant_id', 'state', 'purpose'],
    'evaluation.threshold': ['organisation_id', 'suite_id'],
    'review.partnership': ['organisation_id', 'state'],
    'review.appeal': ['filed_for', 'state'],
  };
  const { rows } = await stage.asOwner<{ place: string }>(
    `select format('%s.%s.%s', table_schema, table_name, column_name) as place
     from information_schema.columns where is_nullable = 'NO'`,
  );
  const places = new Set(rows.map(({ place }) => place));
  for (const [table, columns] of Object.entries(kept))
    for (const column of columns)
      assert.ok(places.has(`${table}.${column}`), `${table}.${column} may be null`);
});
