/** Every route × role × state, over HTTP, against the table. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allRoutes } from '#app';
import type { Role } from './requests.ts';
import { parameterOf, statesOf } from './subjects.ts';
import { sessionRows, tokenRows } from './table.ts';
import { changes, hasPages, roles, Walk } from './walk.ts';

const rows = sessionRows();
const columns = ['nobody', ...roles];
/** Served beside the API; `/` only where the web UI is built. */
const pages = ['GET /api/openapi.json', 'GET /docs/problems', 'GET /'];

let walk: Walk;
before(async () => void (walk = await Walk.begin()));
after(() => walk.close());

function routes(): string[] {
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  const listed = allRoutes(walk.server.config, neverGrows, walk.server.zones).map(
    ({ method, path }) => `${method} ${path}`,
  );
  return [...listed, ...pages];
}

test('every route has its rows, every row its route, and every state of every subject a row', () => {
  const known = routes();
  assert.ok(known.length > 35, `${known.length} routes`);
  assert.equal(new Set(known).size, known.length);
  assert.deepEqual([...new Set(rows.map(({ route }) => route))].sort(), [...known].sort());
  assert.deepEqual([...tokenRows().keys()].sort(), [...known].sort());
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
    assert.deepEqual([...expected.keys()].sort(), columns.toSorted(), route);
    for (const status of expected.values()) assert.ok(status >= 200 && status < 500, route);
  }
});

/** Routes of one noun go together, in the table's order: its last row gives everybody a key. */
const areaOf = (route: string): string => /^\S+ (\/[a-z]*\/?[a-z-]*)/.exec(route)?.[1] ?? '';
const areas = rows.reduce<{ area: string; of: typeof rows }[]>((found, row) => {
  const area = areaOf(row.route);
  if (found.at(-1)?.area !== area) found.push({ area, of: [] });
  found.at(-1)?.of.push(row);
  return found;
}, []);
let asked = 0;

for (const { area, of } of areas)
  test(`each role gets the answer of the table, whatever the state: ${area}`, async () => {
    const wrong: string[] = [];
    for (const { route, state, expected } of of) {
      if (route === 'GET /' && !hasPages) continue;
      const states = state === 'any' ? (statesOf[parameterOf(route) ?? ''] ?? []) : [state];
      for (const each of states)
        for (const [role, status] of expected) {
          const answer = await answerTo(route, each, role, status);
          asked += 1;
          if (answer !== status) wrong.push(`${route} ${each} ${role}: ${answer}, not ${status}`);
        }
    }
    assert.deepEqual(wrong, []);
  });

test('that was asked often enough to mean something', () => {
  assert.ok(areas.length > 15 && asked > 5000, `${asked} answers`);
});

async function answerTo(
  route: string,
  state: string,
  role: string,
  status: number,
): Promise<number> {
  const person = role === 'nobody' ? 'finder' : (role as Role);
  const id = await walk.subjectFor(route, state, changes(route, status));
  // Signing out ends the session it comes with.
  const sender =
    route === 'DELETE /api/session' && role !== 'nobody'
      ? { cookie: await walk.stage.requests.signIn(person) }
      : await walk.stage.requests.as(role as Role | 'nobody');
  return await walk.statusOf(sender, route, id, person);
}
