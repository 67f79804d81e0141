/**
 * The official clients, as they come from npm, through a gateway with mutual TLS on both of its sides: a
 * runner that proves its key, and an endpoint that answers nobody without the developer's certificate.
 */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { Agent, fetch as undiciFetch } from 'undici';
import {
  issueClient,
  selfSigned,
  selfSignedAuthority,
  selfSignedServer,
  spkiSha256,
} from '#standards/x509';
import { plainScript, startModel, type RunningModel } from '#test/model';
import { dayMs, later } from '../src/gateway/grant.fixture.ts';
import { startTestGateway, type TestGateway } from './gateway.fixture.ts';

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const now = new Date();
const validity = { from: later(now, -60_000), until: later(now, 2 * dayMs) };
const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const authority = keyPair();
const ca = selfSignedAuthority({
  ...validity,
  privateKey: authority.privateKey,
  name: 'larch authority',
});
const runner = keyPair();
const runnerCert = selfSigned({ ...validity, privateKey: runner.privateKey, name: 'evaluator-7' });
const listener = keyPair();
const listenerCert = selfSignedServer({
  ...validity,
  privateKey: listener.privateKey,
  name: 'gateway',
  hosts: ['127.0.0.1'],
});
const endpoint = keyPair();
const endpointCert = selfSignedServer({
  ...validity,
  privateKey: endpoint.privateKey,
  name: 'model',
  hosts: ['127.0.0.1'],
});
const toModel = keyPair();

let folder: string;
let model: RunningModel;
let test: TestGateway;
const messages = [{ role: 'user' as const, content: 'Say something.' }];
const tools = [
  {
    type: 'function' as const,
    function: { name: 'look', parameters: { type: 'object', properties: {} } },
  },
];

/** The developer lays down a certificate that lasts this long. */
async function layDown(from: Date, until: Date): Promise<void> {
  const cert = join(folder, 'client.crt');
  await writeFile(
    cert,
    issueClient({
      caKey: authority.privateKey,
      caCert: ca,
      publicKey: toModel.publicKey,
      name: 'gateway',
      from,
      until,
    }),
  );
  const touched = new Date(Date.now() + Math.random() * 1e6);
  await utimes(cert, touched, touched);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-clients-'));
  await writeFile(join(folder, 'client.key'), pem(toModel.privateKey), { mode: 0o600 });
  await writeFile(join(folder, 'credential'), 'Bearer developer-secret\n', { mode: 0o600 });
  await writeFile(join(folder, 'model.crt'), endpointCert);
  await layDown(later(now, -60_000), later(now, dayMs - 120_000));
  model = await startModel({
    models: ['larch-9'],
    apiKey: 'developer-secret',
    tls: { key: pem(endpoint.privateKey), cert: endpointCert, ca },
    chunks: 12,
    script: plainScript,
  });
  test = await startTestGateway({
    upstream: model.url,
    isTls: true,
    terms: {
      runner: {
        pseudonym: 'evaluator-7',
        office: 'Tern',
        keySha256: spkiSha256(runnerCert),
        nameCommitment: 'ef'.repeat(32),
      },
    },
    change: {
      upstream: {
        url: model.url,
        credential: { header: 'authorization', file: join(folder, 'credential') },
        certificate: {
          cert: join(folder, 'client.crt'),
          key: join(folder, 'client.key'),
          ca: join(folder, 'model.crt'),
        },
      },
      tls: { key: pem(listener.privateKey), cert: listenerCert },
    },
  });
});
after(async () => {
  await test.close();
  await model.close();
  await rm(folder, { recursive: true, force: true });
});

/** The clients take any fetch: this one proves the runner's key when it connects. */
const fetchWith = (key: KeyObject, cert: string): typeof fetch => {
  const dispatcher = new Agent({ connect: { key: pem(key), cert, ca: listenerCert } });
  return ((url: string, init: object) => undiciFetch(url, { ...init, dispatcher })) as never;
};
const asRunner = fetchWith(runner.privateKey, runnerCert);
const openai = (through = asRunner) =>
  new OpenAI({
    apiKey: 'not-used',
    baseURL: `${test.gateway.url}/v1`,
    fetch: through,
    maxRetries: 2,
  });
const anthropic = () =>
  new Anthropic({
    apiKey: 'not-used',
    baseURL: test.gateway.url,
    fetch: asRunner,
  });
const spent = () =>
  test.gateway.desk.grants.get(test.digest)?.meter.spent ?? { requests: 0, tokens: 0 };

describe('the official clients', () => {
  it('openai: chat, streamed and not, with usage that the budget agrees with', async () => {
    const before = spent();
    const whole = await openai().chat.completions.create({
      model: 'larch-9',
      max_tokens: 200,
      messages,
    });
    assert.ok((whole.choices[0]?.message.content ?? '').length > 0);
    let usage = 0;
    let text = '';
    const stream = await openai().chat.completions.create({
      model: 'larch-9',
      max_tokens: 200,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage += chunk.usage?.total_tokens ?? 0;
    }
    assert.ok(text.length > 0);
    const after = spent();
    assert.equal(after.requests - before.requests, 2);
    assert.equal(after.tokens - before.tokens, (whole.usage?.total_tokens ?? 0) + usage);
  });

  it('openai: tool calls, responses and models', async () => {
    const called = await openai().chat.completions.create({
      model: 'larch-9',
      max_tokens: 200,
      messages,
      tools,
    });
    assert.equal(called.object, 'chat.completion');
    const response = await openai().responses.create({
      model: 'larch-9',
      max_output_tokens: 2000,
      input: 'Hello',
    });
    assert.ok(response.output_text.length > 0);
    const events: string[] = [];
    for await (const event of await openai().responses.create({
      model: 'larch-9',
      max_output_tokens: 2000,
      input: 'Hello',
      stream: true,
    })) {
      events.push(event.type);
    }
    assert.equal(events.at(-1), 'response.completed');
    const models: string[] = [];
    for await (const each of openai().models.list()) models.push(each.id);
    assert.deepEqual(models, ['larch-9']);
  });

  it('anthropic: messages, streamed and not', async () => {
    const message = await anthropic().messages.create({
      model: 'larch-9',
      max_tokens: 200,
      messages,
    });
    assert.equal(message.role, 'assistant');
    const streamed = await anthropic()
      .messages.stream({ model: 'larch-9', max_tokens: 200, messages })
      .finalMessage();
    assert.ok(streamed.usage.output_tokens > 0);
  });

  it('retry as they mean to when the endpoint is busy, and each try is a request on record', async () => {
    const before = spent();
    model.next({ fault: { kind: 'status', status: 429, retryAfterS: 0 } });
    const whole = await openai().chat.completions.create({
      model: 'larch-9',
      max_tokens: 200,
      messages,
    });
    assert.ok(whole.id.length > 0);
    assert.equal(spent().requests - before.requests, 2);
  });

  it('show their own errors for our refusals, and nothing else', async () => {
    await assert.rejects(
      openai().chat.completions.create({ model: 'larch-10', max_tokens: 10, messages }),
      (error: unknown) =>
        error instanceof OpenAI.PermissionDeniedError && /does not cover/.test(error.message),
    );
    await assert.rejects(
      anthropic().messages.create({ model: 'larch-10', max_tokens: 10, messages }),
      (error: unknown) => error instanceof Anthropic.PermissionDeniedError,
    );
  });
});

describe('who reaches what', () => {
  it('a key that no grant names is nobody, and so is a caller without one', async () => {
    const stranger = keyPair();
    const cert = selfSigned({ ...validity, privateKey: stranger.privateKey, name: 'evaluator-7' });
    const through = fetchWith(stranger.privateKey, cert);
    await assert.rejects(
      openai(through).chat.completions.create({ model: 'larch-9', max_tokens: 10, messages }),
      (error: unknown) => error instanceof OpenAI.AuthenticationError,
    );
    const status = await new Promise<number>((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port: test.gateway.port,
          path: '/v1/models',
          ca: listenerCert,
          rejectUnauthorized: true,
        },
        (response) => resolve(response.statusCode ?? 0),
      )
        .on('error', reject)
        .end();
    });
    assert.equal(status, 401);
  });

  it('another’s certificate without its key does not connect', async () => {
    const thief = keyPair();
    await assert.rejects(openai(fetchWith(thief.privateKey, runnerCert)).models.list());
  });

  it('the caller never sees, and never replaces, the developer’s credential', async () => {
    const seen = model.requests.at(-1)?.headers['authorization'];
    assert.equal(seen, 'Bearer developer-secret');
    assert.ok(createPublicKey(authority.privateKey).asymmetricKeyType === 'ec');
  });

  it('a certificate that is over, or lasts more than a day, or past the window, stops everything', async () => {
    const ask = async () =>
      await openai()
        .chat.completions.create({ model: 'larch-9', max_tokens: 10, messages }, { maxRetries: 0 })
        .then(
          () => 'passed',
          (error: unknown) => String((error as { code?: string }).code),
        );
    const settle = () => new Promise((resolve) => setTimeout(resolve, 1100));
    for (const [from, until, expected] of [
      [later(now, -7200_000), later(now, -3600_000), 'no_certificate'],
      [later(now, -60_000), later(now, dayMs + 3600_000), 'no_certificate'],
      [later(now, -60_000), later(now, 3600_000), 'passed'],
    ] as const) {
      await layDown(from, until);
      await settle();
      assert.equal(await ask(), expected);
    }
  });
});
