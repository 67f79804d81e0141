/**
 * A partner through a real gateway: the official clients with the header among their defaults, and callers that
 * name no asset, several, another, or something that is no name at all.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { assetHeader, readLeafBody, type LeafPayloads, type LeafType } from '#gateway';
import { plainScript, startModel, type RunningModel } from '#test/model';
import { partnerTermsAt, signedGrant } from '../src/gateway/grant.fixture.ts';
import { startTestGateway, type TestGateway } from './gateway.fixture.ts';

const now = new Date();
const chat = '/v1/chat/completions';
const endpoints = [
  { method: 'POST' as const, path: chat },
  { method: 'POST' as const, path: '/v1/messages' },
];
const terms = partnerTermsAt(now, { endpoints });
const [firmware = '', metering = ''] = terms.partner?.assets ?? [];
const surfaces = new Map([['chat API', endpoints]]);
const messages = [{ role: 'user' as const, content: 'Say something.' }];
const question = { model: 'larch-9', max_tokens: 20, messages };

let model: RunningModel;
let test: TestGateway;
before(async () => {
  model = await startModel({ models: ['larch-9'], script: plainScript });
  test = await startTestGateway({ upstream: model.url, terms, change: { surfaces } });
});
after(async () => {
  await test.close();
  await model.close();
});

const named = (asset: string) => ({ headers: { [assetHeader]: asset } });
const titleOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { title: string }).title;
const key = terms.runner.keySha256;

async function leaves<T extends LeafType>(type: T): Promise<LeafPayloads[T][]> {
  const text = await test.gateway.desk.ledger.readBodies(0);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => readLeafBody((JSON.parse(line) as { body: string }).body))
    .filter((leaf) => leaf.type === type)
    .map(({ payload }) => payload as LeafPayloads[T]);
}

/** Headers as bytes, where no client would send them; the status line and the problem. */
function sendRaw(lines: string, body = JSON.stringify(question)): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(test.gateway.port, '127.0.0.1', () => {
      const head = [
        `POST ${chat} HTTP/1.1`,
        'host: gateway',
        'connection: close',
        `x-key: ${key}`,
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
      ].join('\r\n');
      socket.write(Buffer.from(`${head}\r\n${lines}\r\n\r\n${body}`, 'latin1'));
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const answer = Buffer.concat(chunks).toString('latin1');
      const title = /"title":"(\w+)"/.exec(answer)?.[1] ?? '';
      resolve([Number(answer.split(' ')[1]), title]);
    });
  });
}

describe('the official clients', () => {
  const options = { apiKey: 'not-used', maxRetries: 0 };
  const withAsset = (asset: string) => ({ 'x-key': key, [assetHeader]: asset });

  it('name the asset by a default header, and the log has its place, never their text', async () => {
    const openai = new OpenAI({
      ...options,
      baseURL: `${test.gateway.url}/v1`,
      defaultHeaders: withAsset(metering),
    });
    const whole = await openai.chat.completions.create(question);
    assert.ok((whole.choices[0]?.message.content ?? '').length > 0);
    const anthropic = new Anthropic({
      ...options,
      baseURL: test.gateway.url,
      defaultHeaders: withAsset(firmware),
    });
    assert.equal((await anthropic.messages.create(question)).role, 'assistant');
    const admitted = await leaves('gateway.request_admitted');
    assert.deepEqual(
      admitted.map(({ asset, path }) => [asset, path]),
      [
        [1, chat],
        [0, '/v1/messages'],
      ],
    );
    for (const leaf of admitted) assert.ok(!JSON.stringify(leaf).includes('meter'));
  });

  it('never take the header to the model', () => {
    assert.ok(model.requests.length >= 2);
    for (const { headers } of model.requests) {
      assert.ok('content-type' in headers);
      assert.equal(headers[assetHeader], undefined);
    }
  });

  it('show our refusal as their own error, with what to do', async () => {
    const openai = new OpenAI({
      ...options,
      baseURL: `${test.gateway.url}/v1`,
      defaultHeaders: { 'x-key': key },
    });
    await assert.rejects(
      openai.chat.completions.create(question),
      (error: unknown) =>
        error instanceof OpenAI.PermissionDeniedError && /`sallyport-asset`/.test(error.message),
    );
    const anthropic = new Anthropic({
      ...options,
      baseURL: test.gateway.url,
      defaultHeaders: withAsset('the office printer'),
    });
    await assert.rejects(
      anthropic.messages.create(question),
      (error: unknown) =>
        error instanceof Anthropic.PermissionDeniedError && /does not list/.test(error.message),
    );
  });
});

describe('a caller that names no asset of the grant', () => {
  const line = (value: string) => `${assetHeader}: ${value}`;
  const hostile: [string, string, 'asset_not_named' | 'asset_not_granted'][] = [
    ['none', 'x-other: 1', 'asset_not_named'],
    ['an empty one', line(''), 'asset_not_named'],
    ['only spaces', line('   '), 'asset_not_named'],
    ['the same twice', `${line(metering)}\r\n${line(metering)}`, 'asset_not_named'],
    ['two', `${line(metering)}\r\nSallyPort-Asset: ${firmware}`, 'asset_not_named'],
    ['one and an empty one', `${line(metering)}\r\n${line('')}`, 'asset_not_named'],
    ['a list', line(`${metering}, ${firmware}`), 'asset_not_granted'],
    ['one twice in a list', line(`${metering},${metering}`), 'asset_not_granted'],
    ['one with a comma after', line(`${metering},`), 'asset_not_granted'],
    ['another case', line('Metering'), 'asset_not_granted'],
    ['quoted', line(`"${metering}"`), 'asset_not_granted'],
    ['its place', line('1'), 'asset_not_granted'],
    ['beyond ASCII', line('met\xe9ring'), 'asset_not_granted'],
    ['a byte that is no UTF-8', line('\xff\xfe'), 'asset_not_granted'],
    ['8 KB', line('m'.repeat(8192)), 'asset_not_granted'],
    ['a member of every object', line('constructor'), 'asset_not_granted'],
  ];

  for (const [what, lines, problem] of hostile)
    it(`is refused before its body is read: ${what}`, async () => {
      const before = model.requests.length;
      assert.deepEqual(await sendRaw(lines), [403, problem]);
      assert.deepEqual(await sendRaw(lines, 'no JSON at all'), [403, problem]);
      assert.equal(model.requests.length, before);
    });

  it('does not get in by another name of the header, and gets in by another spelling of it', async () => {
    assert.deepEqual(await sendRaw(`sallyport_asset: ${metering}`), [403, 'asset_not_named']);
    assert.deepEqual(await sendRaw(`x-sallyport-asset: ${metering}`), [403, 'asset_not_named']);
    const [status] = await sendRaw(`Sallyport-Asset:  ${metering} `);
    assert.equal(status, 200);
  });

  it('is refused by the connection where the headers are too large or broken', async () => {
    assert.equal((await sendRaw(line('m'.repeat(40_000))))[0], 431);
    assert.equal((await sendRaw(line(`met\0ering`)))[0], 400);
  });

  it('is on record by its reason, counted, and without what it wrote', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const refused = await leaves('gateway.requests_refused');
    const countOf = (reason: string) =>
      refused.reduce((sum, each) => sum + (each.reason === reason ? each.count : 0), 0);
    const expected = (reason: string) => hostile.filter((each) => each[2] === reason).length * 2;
    assert.equal(countOf('asset_not_named'), expected('asset_not_named') + 3);
    assert.equal(countOf('asset_not_granted'), expected('asset_not_granted') + 1);
    assert.ok(!JSON.stringify(refused).includes('printer'));
  });

  it('spent nothing', () => {
    const { meter } = test.gateway.desk.grants.get(test.digest) ?? assert.fail();
    assert.equal(meter.spent.requests, 3);
    assert.equal(meter.reservedTokens, 0);
  });
});

describe('a surface', () => {
  it('of the developer’s configuration bounds what four people signed', async () => {
    const wider = {
      ...terms,
      epoch: 2,
      endpoints: [...endpoints, { method: 'GET' as const, path: '/v1/models' }],
    };
    const elsewhere = { ...terms, epoch: 2, partner: { surface: 'batch API', assets: [metering] } };
    const { partner: _, ...without } = { ...terms, epoch: 2 };
    for (const each of [wider, elsewhere, without]) {
      const answer = await test.ask('/sallyport/grants', signedGrant(each, test.parties.people));
      assert.deepEqual([answer.status, await titleOf(answer)], [422, 'off_surface']);
    }
  });

  it('that the developer took out of it is closed, also to a grant in force, and opens nothing when it is back', async () => {
    const one = endpoints.slice(0, 1);
    Object.assign(test.options, { surfaces: new Map([['chat API', one]]) });
    await test.restart();
    assert.equal((await test.ask(chat, question, named(metering))).status, 200);
    const gone = await test.ask('/v1/messages', question, named(metering));
    assert.deepEqual([gone.status, await titleOf(gone)], [404, 'not_listed']);
    Object.assign(test.options, { surfaces: new Map() });
    await test.restart();
    assert.equal((await test.ask(chat, question, named(metering))).status, 404);
    Object.assign(test.options, { surfaces });
    await test.restart();
    const versioned = { headers: { [assetHeader]: metering, 'anthropic-version': '2023-06-01' } };
    assert.equal((await test.ask('/v1/messages', question, versioned)).status, 200);
    const last = (await leaves('gateway.request_admitted')).at(-1);
    assert.deepEqual([last?.asset, last?.path], [1, '/v1/messages']);
  });
});

describe('an evaluator', () => {
  it('names nothing: the header is not looked at, not passed on and not logged', async () => {
    const own = await startTestGateway({ upstream: model.url, change: { surfaces } });
    try {
      for (const headers of [{}, { [assetHeader]: metering }, { [assetHeader]: 'x'.repeat(8000) }])
        assert.equal((await own.ask(chat, question, { headers })).status, 200);
      const text = await own.gateway.desk.ledger.readBodies(0);
      assert.ok(text.includes('gateway.request_admitted'));
      assert.ok(!text.includes('"asset"') && !text.includes('asset\\"'));
      assert.equal(model.requests.at(-1)?.headers[assetHeader], undefined);
    } finally {
      await own.close();
    }
  });
});
