/** Every route × role × scope of a token, over HTTP, against the tables. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { scopes } from './requests.ts';
import { parameterOf, statesOf } from './subjects.ts';
import { sessionRows, tokenRows } from './table.ts';
import { changes, hasPages, roles, Walk } from './walk.ts';

const rows = sessionRows();
const tokenTable = tokenRows();

let walk: Walk;
before(async () => void (walk = await Walk.begin()));
after(() => walk.close());

test('a token of one scope does what that scope carries, for whom a session would, and nothing else', async () => {
  let asked = 0;
  const wrong: string[] = [];
  for (const role of roles)
    for (const scope of scopes) {
      const token = await walk.server.token(role, [scope]);
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
        const id = await walk.subjectFor(route, state, changes(route, status));
        const answer = await walk.statusOf({ token }, route, id, role);
        asked += 1;
        if (answer !== status)
          wrong.push(`${route} ${state} ${role} with ${scope}: ${answer}, not ${status}`);
      }
    }
  assert.deepEqual(wrong, []);
  assert.ok(asked > 1200, `${asked} answers`);
});
