/**
 * A partnership from two signatures to its end, over HTTP, with a real gateway: its access is on the surface that
 * both sides signed, each request names an asset, both sides see which, and whoever ends it stops the stream that
 * runs, within a second.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { assetHeader, textOf } from '#gateway';
import { signatureLine, signNote } from '#standards/tlog';
import { budget, endpoints } from '../access/access.fixture.ts';
import { startEngaged, until, type Engaged, type Who } from '../access/engaged.fixture.ts';

const assets = ['pump-firmware', 'metering-service'];
const [firmware = '', metering = ''] = assets;
const about = (asset: string) => ({ [assetHeader]: asset });

/** A minute of answer: whatever ends earlier was ended. */
async function* slowAnswer(): AsyncGenerator<string> {
  yield `event: message_start\ndata: {"type":"message_start","message":{"model":"kestrel","usage":{"input_tokens":7,"output_tokens":1}}}\n\n`;
  for (let n = 0; n < 3000; n++) {
    await sleep(20);
    yield `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"w "}}\n\n`;
  }
}

let engaged: Engaged;
before(
  async () =>
    void (engaged = await startEngaged((asked) =>
      asked.includes('everything') ? slowAnswer() : '{"model":"kestrel","content":[]}',
    )),
);
after(() => engaged.close());

interface Seen {
  id: string;
  text: string;
  state: string;
  statementSha256: string;
  grantId: string;
}

async function post(who: Who, path: string, body: object, status = 200): Promise<Seen> {
  const response = await engaged.server.as(who).post(path, body);
  const text = await response.text();
  assert.equal(response.status, status, `${who} ${path}: ${text}`);
  return JSON.parse(text) as Seen;
}

/** Nominated by the developer, added by the evaluator, taken by the partner. */
async function accepted(): Promise<string> {
  const { server, submissionId, keys } = engaged;
  const of = `/api/submissions/${submissionId}`;
  const { documents } = (await (await engaged.get('developer', '/api/documents')).json()) as {
    documents: { kind: string; sha256: string }[];
  };
  const { text } = await post('developer', `${of}/partnership-statement`, {
    organisationId: server.people.partner.organisationId,
    category: 'utility',
    criteriaSha256: documents.find(({ kind }) => kind === 'partner_criteria')?.sha256,
    criteriaMet: 'runs the water works of a county and looks for faults in their controls',
    surface: 'messages API',
    endpoints,
    assets,
    expiresAt: textOf(new Date(Date.now() + 60 * 86_400_000)),
    relation: 'none_declared',
    relationWords: 'neither organisation declared one',
  });
  const note = signNote(text, [keys.developer]);
  const { id, statementSha256 } = await post('developer', `${of}/partnerships`, { note }, 201);
  const line = signatureLine(text, keys.evaluator);
  await post('evaluator', `/api/partnerships/${id}/signatures`, { note: line });
  await post('partner', `/api/partnerships/${id}/acceptance`, { statementSha256 });
  return id;
}

const provision = (id: string, status: number, change: object = {}): Promise<Seen> =>
  post(
    'evaluator',
    `/api/partnerships/${id}/grant`,
    {
      runner: {
        pseudonym: 'fen-1',
        keySha256: engaged.runnerKeySha256,
        name: 'Pia Fen (invented)',
      },
      endpoints,
      lengthS: 86_400,
      budget,
      ...change,
    },
    status,
  );

for (const who of ['developer', 'evaluator', 'partner'] as const)
  test(`ended by the ${who}, a partner’s running streams stop within a second`, async () => {
    const { ask, begin, grant, putInForce } = engaged;
    const id = await accepted();
    const beyond = { endpoints: [...endpoints, { method: 'GET', path: '/v1/models' }] };
    const refused = await provision(id, 422, beyond);
    assert.match(JSON.stringify(refused), /partner_unfit.*`GET \/v1\/models` is not on/);
    const { grantId } = await provision(id, 200);
    await putInForce(grantId, 'partner', 20);

    const unnamed = await ask('hello');
    assert.deepEqual([unnamed.status, unnamed.body.includes('asset_not_named')], [403, true]);
    const other = await ask('hello', about('the office printer'));
    assert.deepEqual([other.status, other.body.includes('asset_not_granted')], [403, true]);
    assert.equal((await ask('hello', about(metering))).status, 200);
    const streams = [await begin(about(metering)), await begin(about(firmware))];

    const endedAt = performance.now();
    const { state } = await post(who, `/api/partnerships/${id}/end`, {});
    assert.equal(state, 'ended');
    for (const { isWhole } of streams) assert.equal(await isWhole, false, 'it looked whole');
    // The bound is part of what must hold, so it is asserted.
    const tookMs = performance.now() - endedAt;
    assert.ok(tookMs < 1000, `${tookMs} ms`);
    assert.equal((await ask('hello', about(metering))).status, 403);

    const told = await until(
      () => grant(grantId),
      (seen) => seen.ended?.isGatewayTold === true && seen.spent.requests === 3,
    );
    assert.deepEqual([told.state, told.ended?.side], ['revoked', who]);
    assert.deepEqual(told.assetRequests, [
      { asset: firmware, requests: 1 },
      { asset: metering, requests: 2 },
    ]);
  });
