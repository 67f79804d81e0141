/** Every route × role × state, over HTTP, against the table. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { allRoutes, packageRoot } from '#app';
import { startTestServer, type TestServer } from '#test/server';
import { scopes, type Role, type Sender } from './requests.ts';
import { Stage } from './stage.ts';
import { makeSubject, parameterOf, requestFor, statesOf } from './subjects.ts';
import { sessionRows, tokenRows } from './table.ts';

const rows = sessionRows();
const tokenTable = tokenRows();
const roles = [
  'finder',
  'rival',
  'coordinator',
  'operator',
  'neighbour',
  'administrator',
  'developer',
  'developerColleague',
  'developerKeyless',
  'evaluator',
  'evaluatorColleague',
  'evaluatorKeyless',
  'rivalDeveloper',
  'rivalEvaluator',
  'overseer',
] as const;
const columns = ['nobody', ...roles];
/** Served beside the API; `/` only where the web UI is built. */
const pages = ['GET /api/openapi.json', 'GET /docs/problems', 'GET /'];
const hasPages = existsSync(join(packageRoot, 'web', 'dist', 'index.html'));

let server: TestServer;
let stage: Stage;
const shared = new Map<string, string>();

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  // Four people have signed once, so they have keys.
  await stage.engagements.grant('complete');
});
after(() => server.close());

function routes(): string[] {
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  const listed = allRoutes(server.config, neverGrows, server.zones).map(
    ({ method, path }) => `${method} ${path}`,
  );
  return [...listed, ...pages];
}

/** What the answer is about. A request that will change it gets one of its own. */
async function subjectFor(route: string, state: string, isFresh: boolean): Promise<string> {
  const name = parameterOf(route);
  if (name === undefined) return '';
  const key = `${name} ${state}`;
  const made = isFresh ? undefined : shared.get(key);
  const id = made ?? (await makeSubject(stage, name, state));
  if (!isFresh) shared.set(key, id);
  return id;
}

async function statusOf(sender: Sender, route: string, id: string, role: Role): Promise<number> {
  const response = await stage.requests.send(
    sender,
    requestFor(stage, route, id, server.people[role].id),
  );
  await response.body?.cancel();
  return response.status;
}

const changes = (route: string, status: number): boolean =>
  !route.startsWith('GET ') && status >= 200 && status < 300;

test('every route has its rows, every row its route, and every state of every subject a row', () => {
  const known = routes();
  assert.ok(known.length > 35, `${known.length} routes`);
  assert.equal(new Set(known).size, known.length);
  assert.deepEqual([...new Set(rows.map(({ route }) => route))].sort(), [...known].sort());
  assert.deepEqual([...tokenTable.keys()].sort(), [...known].sort());
  for (const route of known) {
    const states = rows.filter((row) => row.route === route).map(({ state }) => state);
    const name = parameterOf(route);
    const expected = name === undefined ? ['-'] : [...(statesOf[name] ?? []), 'absent'];
    const named = states.flatMap((state) =>
      state === 'any' ? (statesOf[name ?? ''] ?? []) : state,
    );
    assert.deepEqual(named.sort(), expected.sort(), route);
  }
  for (const { route, expected } of rows) {
    assert.deepEqual([...expected.keys()], columns, route);
    for (const status of expected.values()) assert.ok(status >= 200 && status < 500, route);
  }
});

test('each role gets the answer of the table, whatever the state', async () => {
  let asked = 0;
  const wrong: string[] = [];
  for (const { route, state, expected } of rows) {
    if (route === 'GET /' && !hasPages) continue;
    const states = state === 'any' ? (statesOf[parameterOf(route) ?? ''] ?? []) : [state];
    for (const each of states)
      for (const [role, status] of expected) {
        const person = role === 'nobody' ? 'finder' : (role as Role);
        const id = await subjectFor(route, each, changes(route, status));
        // Signing out ends the session it comes with.
        const sender =
          route === 'DELETE /api/session' && role !== 'nobody'
            ? { cookie: await stage.requests.signIn(person) }
            : await stage.requests.as(role as Role | 'nobody');
        const answer = await statusOf(sender, route, id, person);
        asked += 1;
        if (answer !== status) wrong.push(`${route} ${each} ${role}: ${answer}, not ${status}`);
      }
  }
  assert.deepEqual(wrong, []);
  assert.ok(asked > 900, `${asked} answers`);
});

test('a token of one scope does what that scope carries, for whom a session would, and nothing else', async () => {
  let asked = 0;
  const wrong: string[] = [];
  for (const role of roles)
    for (const scope of scopes) {
      const token = await server.token(role, [scope]);
      for (const [route, { scope: needed, without }] of tokenTable) {
        if (route === 'GET /' && !hasPages) continue;
        const row = rows.find((each) => each.route === route && each.state !== 'absent');
        const state =
          row?.state === 'any'
            ? (statesOf[parameterOf(route) ?? '']?.[0] ?? '')
            : (row?.state ?? '-');
        const inPerson = row?.expected.get(role) ?? 0;
        // Who is told that a step is not theirs can see what it is about, and a token without the scope cannot.
        const isDenied = [401, 404].includes(inPerson);
        const isCarried = needed === 'any' || needed === scope;
        // Tokens say so when they are tried on tokens: there is nothing to hide.
        const status = isCarried || (isDenied && without !== 403) ? inPerson : without;
        const id = await subjectFor(route, state, changes(route, status));
        const answer = await statusOf({ token }, route, id, role);
        asked += 1;
        if (answer !== status)
          wrong.push(`${route} ${state} ${role} with ${scope}: ${answer}, not ${status}`);
      }
    }
  assert.deepEqual(wrong, []);
  assert.ok(asked > 1200, `${asked} answers`);
});
