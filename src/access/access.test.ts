/**
 * Two sides, one real gateway, over HTTP: asked for, offered, signed by four, in force, used, counted,
 * verified, ended from the web with a signature, and a name opened by two.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { extract } from 'tar-stream';
import { commitmentOf, signNote, verifyLog } from '#standards/tlog';
import { startEngaged, until, type Engaged, type GrantSeen, type Who } from './engaged.fixture.ts';
import { readerKeySha256 } from './reader.ts';

let engaged: Engaged;
before(async () => void (engaged = await startEngaged()));
after(() => engaged.close());

test('asked for, offered, signed by four, used and spent: both sides see the same, live, and it verifies', async () => {
  const { server, submissionId, inForce, ask, grant, get } = engaged;
  const stream = await server.as('developer').get(`/api/submissions/${submissionId}/live`);
  const live: string[] = [];
  const reader = stream.body?.getReader();
  const reading = (async () => {
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) return;
      const lines = Buffer.from(part.value).toString().split('\n');
      for (const line of lines.filter((each) => each.startsWith('data: ')))
        live.push(...(JSON.parse(line.slice(6)) as { type: string }[]).map(({ type }) => type));
    }
  })();
  const id = await inForce('government');
  for (let n = 0; n < 3; n++) assert.equal((await ask()).status, 200);
  assert.equal((await ask()).status, 429);
  const spent = await until(
    () => grant(id),
    ({ state }) => state === 'exhausted',
  );
  assert.deepEqual(spent.spent, { requests: 3, tokens: 36 });
  assert.ok(spent.window !== null && spent.signatures.length === 4);
  await until(
    async () => live,
    (seen) => seen.includes('access.grant_ended'),
  );
  assert.ok(live.includes('ledger_grew') && live.includes('access.window_opened'));
  await reader?.cancel();
  await reading;
  const shown = (await (await get('overseer', `/api/submissions/${submissionId}`)).json()) as {
    window: { isOver: boolean };
    gateway: { state: string; readerKeySha256: string };
  };
  assert.equal(shown.window.isOver, false);
  assert.equal(shown.gateway.state, 'in_step');
  assert.equal(shown.gateway.readerKeySha256, readerKeySha256(server.keys.inner));
});

test('the ledger filters, pages and exports, and says whose each request was', async () => {
  const { submissionId, get } = engaged;
  const base = `/api/submissions/${submissionId}/ledger`;
  const listed = async (query: string) =>
    (await (await get('evaluatorColleague', `${base}?${query}`)).json()) as {
      items: { index: number; type: string; runner: string | null; payload: object }[];
      nextCursor?: string;
    };
  const asked = await listed('type=gateway.request_admitted&runner=evaluator-7');
  assert.equal(asked.items.length, 3);
  assert.ok(asked.items.every(({ runner }) => runner === 'evaluator-7'));
  assert.equal((await listed('runner=somebody-else')).items.length, 0);
  assert.equal((await listed('from=2100-01-01T00:00:00Z')).items.length, 0);
  const indexes: number[] = [];
  for (let cursor = ''; ;) {
    const page = await listed(`limit=4${cursor}`);
    indexes.push(...page.items.map(({ index }) => index));
    if (page.nextCursor === undefined) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  assert.deepEqual(
    indexes,
    indexes.map((_, place) => indexes.length - 1 - place),
  );
  const csv = await (await get('developer', `${base}/export?format=csv`)).text();
  assert.equal(csv.trimEnd().split('\r\n').length, indexes.length + 1);
  const json = (await (await get('developer', `${base}/export?format=json`)).json()) as object[];
  assert.equal(json.length, indexes.length);
  for (const text of [csv, JSON.stringify(json)]) {
    assert.ok(text.includes('evaluator-7') && !text.includes('Eli Tern'));
  }
});

test('the mirror verifies here in words, and as a file on anybody’s own machine', async () => {
  const { submissionId, get } = engaged;
  const path = `/api/submissions/${submissionId}`;
  const report = (await (await get('evaluator', `${path}/verification`)).json()) as {
    isProved: boolean;
    cosignatures: object[];
    proves: string[];
    doesNotProve: string[];
    beyond: number;
  };
  assert.deepEqual([report.isProved, report.cosignatures.length], [true, 2]);
  assert.ok(report.proves.length > 2 && report.doesNotProve.length > 2);
  const bytes = Buffer.from(await (await get('developer', `${path}/log.tar`)).arrayBuffer());
  const files = await unpack(bytes);
  const trust = {
    logKey: engaged.log,
    witnesses: engaged.witnesses,
    quorum: 'all' as const,
  };
  const source = { read: async (name: string) => files.get(`${submissionId}/${name}`) };
  const offline = await verifyLog(source, trust);
  assert.deepEqual(offline.findings, []);
  assert.ok(offline.isProved && offline.disclosed > 5);
  // One bit, anywhere that matters, and it no longer does.
  for (const [name, file] of files) {
    if (name.endsWith('keys.json')) continue;
    const changed = Buffer.from(file);
    changed.writeUInt8(changed.readUInt8(changed.length >> 1) ^ 1, changed.length >> 1);
    const other = {
      read: async (asked: string) =>
        `${submissionId}/${asked}` === name ? changed : source.read(asked),
    };
    assert.equal((await verifyLog(other, trust)).isProved, false, name);
  }
});

async function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const archive = extract();
  const done = (async () => {
    for await (const entry of archive) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      files.set(entry.header.name, Buffer.concat(chunks));
    }
  })();
  archive.end(bytes);
  await done;
  return files;
}

test('one signature from the web ends what is running, and the gateway has answered', async () => {
  const { inForce, ask, grant, get, post, keys } = engaged;
  const id = await inForce('tool', 100);
  assert.equal((await ask()).status, 200);
  const { text } = (await (
    await get('evaluatorColleague', `/api/grants/${id}/revocation`)
  ).json()) as {
    text: string;
  };
  await post('evaluatorColleague', `/api/grants/${id}/revocation`, {
    note: signNote(text, [keys.evaluatorColleague]),
  });
  await until(ask, ({ status }) => status === 403);
  const { ended, state } = await until(
    () => grant(id),
    (seen) => seen.ended?.isGatewayTold === true,
  );
  assert.deepEqual([state, ended?.side, ended?.person], ['revoked', 'evaluator', 'Esra Tern']);
});

test('a name is opened by two people of different sides, on record, and by nobody else', async () => {
  const { server, submissionId, get, post } = engaged;
  const { items } = (await (
    await get('developer', `/api/submissions/${submissionId}/grants`)
  ).json()) as { items: GrantSeen[] };
  const id = items[0]?.id ?? '';
  const read = (who: Who) => server.as(who).get(`/api/grants/${id}/runner-name?purpose=a+dispute`);
  assert.equal((await read('developer')).status, 404);
  await post('developer', `/api/grants/${id}/name-opening`, {
    because: 'prompts outside the terms',
  });
  assert.equal((await read('developer')).status, 404);
  await post('developerColleague', `/api/grants/${id}/name-opening/approval`, {}, 403);
  await post('developer', `/api/grants/${id}/name-opening/approval`, {}, 403);
  await post('evaluatorColleague', `/api/grants/${id}/name-opening/approval`, {});
  for (const who of [
    'developerColleague',
    'evaluator',
    'overseer',
    'rivalDeveloper',
    'nobody',
  ] as const)
    assert.equal((await read(who)).status, 404, who);
  for (const who of ['developer', 'evaluatorColleague'] as const) {
    const { name, salt, nameCommitment } = (await (await read(who)).json()) as Record<
      string,
      string
    >;
    assert.equal(name, 'Eli Tern (invented)');
    const expected = commitmentOf(Buffer.from(salt ?? '', 'base64'), name).toString('hex');
    assert.equal(nameCommitment, expected);
  }
  const onRecord = async () => {
    const path = `/api/submissions/${submissionId}/events?limit=100`;
    const events = (await (await get('overseer', path)).json()) as {
      items: { type: string; actor: string }[];
    };
    return events.items.filter(({ type }) => type === 'platform.sealed_content_read');
  };
  const reads = await until(onRecord, ({ length }) => length === 2);
  assert.deepEqual(
    reads.map(({ actor }) => actor),
    ['Dara Larch', 'Esra Tern'],
  );
});
