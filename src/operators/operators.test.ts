/** From a published advisory to a receipt, as an operator meets it. */
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { service } from '#platform/auth';
import { standingClock } from '#platform/clock';
import { contextOf } from '#platform/context';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { meetAdvisory } from './commands/meet-advisory.ts';
import { keyIdOf } from './receipt.ts';

const day = 86_400_000;
const clock = standingClock('2026-11-20T20:00:00Z');
let server: TestServer;
let stage: Stage;
before(async () => {
  server = await startTestServer({ clock });
  stage = new Stage(server);
});
after(() => server.close());

type Who = 'operator' | 'neighbour';
interface Action {
  id: string;
  state: string;
  system: string;
  component: { version: string };
  because: string;
  dueAt: string;
  dueBecause: string;
  fixedVersion: string | null;
  receiptId: string | null;
}

/** A published advisory about a package that nobody has yet: affected below 2.0.0. */
async function advisory(): Promise<{ id: string; name: string }> {
  const id = await stage.advisory('published');
  const response = await stage.must('operator', 200, {
    method: 'GET',
    path: `/api/advisories/${id}`,
  });
  const { affected } = (await response.json()) as { affected: { purl: string }[] };
  return { id, name: affected[0]?.purl.slice('pkg:npm/'.length) ?? '' };
}

async function upload(
  who: Who,
  system: string,
  packages: Record<string, string>,
): Promise<{ opened: number; confirmed: number; noData: number }> {
  const components = Object.entries(packages).map(([name, version]) => ({
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
  }));
  const response = await stage.must(who, 201, {
    method: 'POST',
    path: `/api/systems?name=${encodeURIComponent(system)}`,
    body: Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components })),
  });
  return (await response.json()) as { opened: number; confirmed: number; noData: number };
}

async function actions(who: Who): Promise<Action[]> {
  const response = await stage.must(who, 200, { method: 'GET', path: '/api/actions?limit=100' });
  return ((await response.json()) as { items: Action[] }).items;
}

async function home(who: Who) {
  const response = await stage.must(who, 200, { method: 'GET', path: '/api/home' });
  return (await response.json()) as {
    sentence: string;
    toDo: number;
    burnDown: { on: string; open: number }[];
  };
}

async function say(who: Who, id: string, outcome: 'done' | 'mitigated', status = 201) {
  const response = await stage.must(who, status, {
    method: 'POST',
    path: `/api/actions/${id}/${outcome}`,
    body: { note: 'Omar looked at it' },
  });
  return (await response.json()) as Receipt;
}

interface Receipt {
  id: string;
  evidence: string;
  statement: string;
  signature: string;
  keyId: string;
}

test('an inventory opens a card, a newer one proves it done, an older one opens it again', async () => {
  const { id, name } = await advisory();
  const opened = await upload('operator', 'front desk', { [name]: '1.9.9', other: '1.0.0' });
  assert.deepEqual([opened.opened, opened.confirmed], [1, 0]);
  const [card] = await actions('operator');
  assert.ok(card);
  assert.deepEqual(
    [card.state, card.component.version, card.fixedVersion],
    ['due', '1.9.9', '2.0.0'],
  );
  assert.match(card.dueBecause, /^guidance/);
  assert.equal(Date.parse(card.dueAt) - clock.now().getTime(), 14 * day);

  // The same inventory again changes nothing.
  assert.deepEqual((await upload('operator', 'front desk', { [name]: '1.9.9' })).opened, 0);
  const patched = await upload('operator', 'front desk', { [name]: '2.0.0' });
  assert.deepEqual([patched.opened, patched.confirmed], [0, 1]);
  const [done] = await actions('operator');
  assert.deepEqual([done?.id, done?.state], [card.id, 'confirmed']);
  const receipt = (await (
    await stage.must('operator', 200, { method: 'GET', path: `/api/receipts/${done?.receiptId}` })
  ).json()) as Receipt;
  const statement = JSON.parse(receipt.statement) as Record<string, string>;
  assert.deepEqual(
    [statement['outcome'], statement['evidence'], statement['advisory']],
    ['patched', 'inventory', id],
  );
  assert.equal(statement['attestedBy'], undefined);

  assert.equal((await upload('operator', 'front desk', { [name]: '1.0.0' })).opened, 1);
  const [back] = await actions('operator');
  assert.deepEqual([back?.id, back?.state, back?.component.version], [card.id, 'due', '1.0.0']);
});

test('a package that is gone is proved done, and one without a version is not', async () => {
  const { name } = await advisory();
  await upload('operator', 'pharmacy', { [name]: '1.0.0' });
  const unclear = await stage.must('operator', 201, {
    method: 'POST',
    path: '/api/systems?name=pharmacy',
    body: Buffer.from(
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [
          { type: 'library', name, purl: `pkg:npm/${name}` },
          { type: 'library', name: 'other', version: '1.0.0', purl: 'pkg:npm/other@1.0.0' },
        ],
      }),
    ),
  });
  assert.equal(((await unclear.json()) as { confirmed: number }).confirmed, 0);
  assert.equal((await upload('operator', 'pharmacy', { other: '1.0.0' })).confirmed, 1);
});

test('a receipt is checked without us, and not by another’s key or another text', async () => {
  const { name } = await advisory();
  await upload('operator', 'laboratory', { [name]: '1.0.0' });
  const card = (await actions('operator')).find(({ system }) => system === 'laboratory');
  const receipt = await say('operator', card?.id ?? '', 'done');
  const key = createPublicKey(server.keys.outer.signing);
  const signature = Buffer.from(receipt.signature, 'base64');
  assert.equal(receipt.keyId, keyIdOf(server.keys.outer.signing));
  assert.ok(verify(null, Buffer.from(receipt.statement), key, signature));
  const other = createPublicKey(server.keys.office.signing);
  assert.ok(!verify(null, Buffer.from(receipt.statement), other, signature));
  const changed = receipt.statement.replace('patched', 'PATCHED');
  assert.ok(!verify(null, Buffer.from(changed), key, signature));
  const { attestedBy } = JSON.parse(receipt.statement) as { attestedBy: string };
  assert.equal(attestedBy, server.people.operator.id);
});

test('protected is not patched: it stays open in every figure', async () => {
  const { name } = await advisory();
  const before = await home('neighbour');
  assert.equal(before.sentence, 'Start by adding a list of what you run.');
  await upload('neighbour', 'vault', { [name]: '1.0.0' });
  assert.equal((await home('neighbour')).sentence, '1 thing to patch.');
  const [card] = await actions('neighbour');
  const receipt = await say('neighbour', card?.id ?? '', 'mitigated');
  assert.match(receipt.statement, /"protected, not patched"/);
  const after = await home('neighbour');
  assert.equal(after.sentence, 'Nothing to do now. 1 is protected but not patched.');
  assert.deepEqual([after.toDo, after.burnDown.at(-1)?.open], [0, 1]);
  await say('neighbour', card?.id ?? '', 'mitigated', 409);
  await say('neighbour', card?.id ?? '', 'done');
  const patched = await home('neighbour');
  assert.deepEqual([patched.sentence, patched.burnDown.at(-1)?.open], ['Nothing to do now.', 0]);
});

test('the burn-down shows thirty days, and a day later what was open at its end', async () => {
  const { name } = await advisory();
  await upload('neighbour', 'counter', { [name]: '1.0.0' });
  const today = clock.now().toISOString().slice(0, 10);
  const first = (await home('neighbour')).burnDown;
  assert.deepEqual([first.length, first.at(-1)], [30, { on: today, open: 1 }]);
  clock.moveTo(new Date(clock.now().getTime() + day / 4));
  const card = (await actions('neighbour')).find(({ system }) => system === 'counter');
  await say('neighbour', card?.id ?? '', 'done');
  const second = (await home('neighbour')).burnDown;
  assert.deepEqual(
    second.slice(-2).map(({ open }) => open),
    [1, 0],
  );
});

test('a new advisory meets the inventories that are there, once, however often it is told', async () => {
  const caseId = await stage.case('fix_verified');
  const id = await stage.draft(caseId);
  const shown = await stage.must('coordinator', 200, {
    method: 'GET',
    path: `/api/cases/${caseId}/advisory`,
  });
  const { affected } = (await shown.json()) as { affected: { purl: string }[] };
  const name = affected[0]?.purl.slice('pkg:npm/'.length) ?? '';
  await upload('operator', 'ward 1', { [name]: '1.0.0' });
  await upload('operator', 'ward 2', { [name]: '2.0.0' });
  await upload('neighbour', 'branch', { [name]: '0.0.1' });
  const before = (await actions('operator')).length;
  await stage.must('coordinator', 204, {
    method: 'POST',
    path: `/api/advisories/${id}/publication`,
  });
  const ctx = contextOf(server.zones.outer, service('matcher'));
  const meet = () => ctx.database.transaction((tx) => meetAdvisory(ctx, tx, id));
  assert.deepEqual([await meet(), await meet()], [2, 0]);
  await Promise.all([meet(), meet(), upload('operator', 'ward 1', { [name]: '1.0.0' })]);
  const own = await actions('operator');
  assert.equal(own.length, before + 1);
  assert.deepEqual([own[0]?.system, own[0]?.state], ['ward 1', 'due']);
  assert.ok((await actions('neighbour')).some(({ system }) => system === 'branch'));
});

test('before publication nothing is shown to an operator, whatever it runs', async () => {
  const caseId = await stage.case('fix_verified');
  await stage.draft(caseId);
  const shown = await stage.must('coordinator', 200, {
    method: 'GET',
    path: `/api/cases/${caseId}/advisory`,
  });
  const { affected } = (await shown.json()) as { affected: { purl: string }[] };
  const name = affected[0]?.purl.slice('pkg:npm/'.length) ?? '';
  const { opened, noData } = await upload('operator', 'theatre', { [name]: '1.0.0' });
  assert.deepEqual([opened, noData], [0, 0]);
});

test('an inventory and its cards are one operator’s: nobody else’s page names them', async () => {
  const { name } = await advisory();
  await upload('operator', 'radiology-only-here', { [name]: '1.0.0' });
  for (const path of ['/api/home', '/api/systems?limit=100', '/api/actions?limit=100']) {
    const own = await (await stage.must('operator', 200, { method: 'GET', path })).text();
    const other = await (await stage.must('neighbour', 200, { method: 'GET', path })).text();
    assert.ok(path === '/api/home' || own.includes('radiology-only-here'));
    assert.ok(!other.includes('radiology-only-here'), path);
    assert.ok(!other.includes(server.people.operator.organisationId), path);
  }
});
