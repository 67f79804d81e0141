/** What one may not see is what is not there; and who one is ends when it ends. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { standingClock } from '#platform/clock';
import { startTestServer, type TestServer } from '#test/server';
import type { Role, Sent } from './requests.ts';
import { Stage } from './stage.ts';
import { makeSubject, parameterOf, requestFor, statesOf } from './subjects.ts';
import { sessionRows } from './table.ts';

const clock = standingClock('2026-11-20T12:00:00Z');
const hour = 3_600_000;

let server: TestServer;
let stage: Stage;

before(async () => {
  server = await startTestServer({ clock });
  stage = new Stage(server);
});
after(() => server.close());

/** Body and headers, without what is each request's own. */
async function faceOf(role: Role | 'nobody', sent: Sent): Promise<unknown> {
  const response = await stage.requests.send(await stage.requests.as(role), sent);
  const text = await response.text();
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  const instance = /"instance":"req_[0-9a-z]{26}"/;
  assert.match(text, instance);
  return { status: response.status, text: text.replace(instance, ''), headers };
}

test('what a role may not see answers byte for byte as what is not there', async () => {
  let compared = 0;
  const subjects = new Map<string, string>();
  for (const { route, state, expected } of sessionRows()) {
    const name = parameterOf(route);
    if (name === undefined || state === 'absent' || name === 'tokenId') continue;
    const first = state === 'any' ? (statesOf[name]?.at(-1) ?? '') : state;
    for (const [role, status] of expected) {
      if (status !== 404) continue;
      const key = `${name} ${first}`;
      const id = subjects.get(key) ?? (await makeSubject(stage, name, first));
      subjects.set(key, id);
      const missing = await makeSubject(stage, name, 'absent');
      const who = role as Role | 'nobody';
      const there = await faceOf(who, requestFor(stage, route, id, ''));
      const absent = await faceOf(who, requestFor(stage, route, missing, ''));
      assert.deepEqual(there, absent, `${route} ${first} ${role}`);
      compared += 1;
    }
  }
  assert.ok(compared > 250, `${compared} answers compared`);
});

test('a finder does not learn of the case its report joined, or of other reports in it', async () => {
  const source = '#!/bin/sh\n# shared\nread name; eval "echo $name"\n';
  const own = await stage.submit({ source, trigger: 'own\n' });
  const other = await stage.submit({ source, trigger: 'other\n' }, 'rival');
  for (const id of [own, other])
    await stage.validate(id, async () => ({
      kind: 'decided',
      isConfirmed: true,
      fixKey: null,
      evidence: null,
      verdict: {
        verdict: 'confirmed',
        assurance: 'observed',
        hits: 5,
        runs: 5,
        benignHits: 0,
        oracle: 'file-written',
        tier: null,
        evidenceSha256: null,
        crash: { type: 'Same', state: ['one'], securityRelevant: true },
      },
    }));
  const team = await stage.must('coordinator', 200, {
    method: 'GET',
    path: `/api/reports/${other}`,
  });
  const { caseId, duplicateOf } = (await team.json()) as { caseId: string; duplicateOf: string };
  assert.equal(duplicateOf, own);
  for (const [role, id, secret] of [
    ['finder', own, other],
    ['rival', other, own],
  ] as const)
    for (const path of ['/api/reports', `/api/reports/${id}`, `/api/reports/${id}/events`]) {
      const text = await (await stage.must(role, 200, { method: 'GET', path })).text();
      assert.ok(text.includes(path === '/api/reports' ? id : '"'), path);
      assert.ok(!text.includes(secret), `${role} ${path}`);
      assert.ok(!text.includes(caseId), `${role} ${path}`);
    }
});

const aChange: Sent = {
  method: 'POST',
  path: '/api/tokens',
  body: { label: 'x', scopes: ['case:read'], days: 1 },
};

test('a page of somebody else’s cannot act with a person’s cookie', async () => {
  const cookie = await stage.requests.signIn('coordinator');
  const host = new URL(server.url).host;
  const refused: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', origin: server.url },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://${host}.evil.example` },
    { referer: server.url },
    {},
  ];
  const send = (sent: Sent, headers: Record<string, string>) =>
    stage.requests.send('nobody', { ...sent, headers: { cookie, ...headers } });
  for (const headers of refused) {
    assert.equal((await send(aChange, headers)).status, 401, JSON.stringify(headers));
    const out = await send({ method: 'DELETE', path: '/api/session' }, headers);
    assert.equal(out.status, 204);
    const { person } = (await (await send({ method: 'GET', path: '/api/session' }, {})).json()) as {
      person: object | null;
    };
    assert.ok(person !== null, `signed out by ${JSON.stringify(headers)}`);
  }
  for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: server.url }])
    assert.equal((await send(aChange, headers)).status, 201, JSON.stringify(headers));
});

async function personOf(headers: Record<string, string>): Promise<unknown> {
  const response = await stage.requests.send('nobody', {
    method: 'GET',
    path: '/api/session',
    headers,
  });
  assert.equal(response.status, 200);
  return ((await response.json()) as { person: unknown }).person;
}

test('a session ends when it is ended, and by itself', async () => {
  const cookie = await stage.requests.signIn('finder');
  const other = await stage.requests.signIn('finder');
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  assert.ok(await personOf(headers));
  await stage.requests.send({ cookie }, { method: 'DELETE', path: '/api/session' });
  assert.equal(await personOf(headers), null);
  assert.ok(await personOf({ cookie: other }));
  const start = clock.now().getTime();
  clock.moveTo(new Date(start + 12 * hour - 1));
  assert.ok(await personOf({ cookie: other }));
  clock.moveTo(new Date(start + 12 * hour));
  assert.equal(await personOf({ cookie: other }), null);
});

test('a token ends on its day, and when it is revoked', async () => {
  const cookie = await stage.requests.signIn('finder');
  const made = await stage.requests.send(
    { cookie },
    {
      method: 'POST',
      path: '/api/tokens',
      body: { label: 'x', scopes: ['report:read'], days: 1 },
    },
  );
  const { token, secret } = (await made.json()) as { token: { id: string }; secret: string };
  const authorization = `Bearer ${secret}`;
  assert.ok(await personOf({ authorization }));
  const start = clock.now().getTime();
  clock.moveTo(new Date(start + 24 * hour - 1));
  assert.ok(await personOf({ authorization }));
  clock.moveTo(new Date(start + 24 * hour));
  assert.equal(await personOf({ authorization }), null);

  const revokedSecret = await server.token('finder', ['report:read']);
  assert.ok(await personOf({ authorization: `Bearer ${revokedSecret}` }));
  const fresh = { cookie: await stage.requests.signIn('finder') };
  const list = await stage.requests.send(fresh, { method: 'GET', path: '/api/tokens' });
  const { items } = (await list.json()) as { items: { id: string; revokedAt: string | null }[] };
  assert.ok(items.some(({ id }) => id === token.id));
  const [newest] = items;
  await stage.requests.send(fresh, { method: 'DELETE', path: `/api/tokens/${newest?.id}` });
  assert.equal(await personOf({ authorization: `Bearer ${revokedSecret}` }), null);
});

test('secrets that are not ours are nobody’s', async () => {
  const secret = await server.token('finder', ['report:read']);
  assert.ok(await personOf({ authorization: `Bearer ${secret}` }));
  for (const wrong of [
    `Bearer ${secret}x`,
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer ${secret.toUpperCase()}`,
    `Bearer spt_${'a'.repeat(43)}`,
    `Bearer ' or true --`,
    `Basic ${secret}`,
    secret,
  ])
    assert.equal(await personOf({ authorization: wrong }), null, wrong);
  for (const cookie of [`sallyport_session=${secret}`, 'sallyport_session=', 'sallyport_session=x'])
    assert.equal(await personOf({ cookie }), null, cookie);
});

test('an office that ended gives nothing, by session or by token', async () => {
  const cookie = await stage.requests.signIn('rival');
  const token = await server.token('rival', ['report:read']);
  const get = async (headers: Record<string, string>) =>
    (await stage.requests.send('nobody', { method: 'GET', path: '/api/reports', headers })).status;
  const bearer = { authorization: `Bearer ${token}` };
  assert.deepEqual([await get({ cookie }), await get(bearer)], [200, 200]);
  const end = new Date(clock.now().getTime() + 1000);
  await stage.asOwner('update membership.office set closes_at = $1 where person_id = $2', [
    end,
    server.people.rival.id,
  ]);
  clock.moveTo(new Date(end.getTime() - 1));
  assert.deepEqual([await get({ cookie }), await get(bearer)], [200, 200]);
  clock.moveTo(end);
  assert.deepEqual([await get({ cookie }), await get(bearer)], [401, 401]);
  const again = await stage.requests.send('nobody', {
    method: 'POST',
    path: '/api/local/session',
    body: { personId: server.people.rival.id },
  });
  assert.equal(again.status, 404);
});

test('a token cannot make, show or revoke tokens, and cannot ask for a scope there is not', async () => {
  const token = await server.token('finder', ['report:read']);
  for (const sent of [
    aChange,
    { method: 'GET', path: '/api/tokens' },
    { method: 'DELETE', path: '/api/tokens/token_x' },
  ])
    assert.equal((await stage.requests.send({ token }, sent)).status, 403);
  const cookie = await stage.requests.signIn('finder');
  for (const scopes of [['admin'], [], ['report:read', 'x']]) {
    const response = await stage.requests.send(
      { cookie },
      { ...aChange, body: { label: 'x', scopes, days: 1 } },
    );
    assert.equal(response.status, 422, JSON.stringify(scopes));
  }
});

test('no secret of a session or a token is kept where it could be read', async () => {
  const secret = await server.token('finder', ['report:read']);
  const cookie = (await stage.requests.signIn('finder')).split('=')[1] ?? '';
  const { rows } = await stage.asOwner<{ text: string }>(
    `select t::text as text from membership.token t union all select s::text from membership.session s
     union all select e::text from zone_office.event e union all select b::text from zone_office.event_body b`,
  );
  assert.ok(rows.length > 10 && secret.length > 40 && cookie.length > 40);
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  for (const { text } of rows)
    for (const form of [secret, secret.slice(4), cookie, hex(secret), hex(cookie)])
      assert.ok(!text.includes(form));
});
