/** What the official clients make of a no, of silence, and of their own leaving. */
import assert from 'node:assert/strict';
import { afterEach, after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import {
  anthropicAt,
  chatAsk,
  messageAsk,
  openaiAt,
  plainText,
  readAsk,
  readerScript,
  responseAsk,
} from './clients.fixture.ts';
import { startModel, type RunningModel } from './index.ts';

let model: RunningModel;
const apiKey = 'key-of-the-developer';

before(async () => {
  model = await startModel({ apiKey, script: readerScript });
});
afterEach(() => model.set({}));
after(() => model.close());

const openai = (maxRetries = 0, key = apiKey) => openaiAt(model, maxRetries, key);
const anthropic = (maxRetries = 0, key = apiKey) => anthropicAt(model, maxRetries, key);

test('a wrong key is an authentication error in both', async () => {
  const wrong = openai(0, 'wrong');
  for (const fail of [
    () => wrong.chat.completions.create(chatAsk),
    () => wrong.responses.create(responseAsk),
    () => wrong.models.list(),
  ]) {
    await assert.rejects(async () => await fail(), OpenAI.AuthenticationError);
  }
  await assert.rejects(
    anthropic(0, 'wrong').messages.create(messageAsk),
    (error) =>
      error instanceof Anthropic.AuthenticationError && error.type === 'authentication_error',
  );
  const bearer = new Anthropic({ baseURL: model.url, apiKey: null, authToken: apiKey });
  assert.equal((await bearer.messages.create(messageAsk)).type, 'message');
});

test('a model that is not here is not found in both', async () => {
  await assert.rejects(
    openai().chat.completions.create({ ...chatAsk, model: 'other' }),
    (error) =>
      error instanceof OpenAI.NotFoundError &&
      error.code === 'model_not_found' &&
      error.param === 'model' &&
      /`other`/.test(error.message),
  );
  await assert.rejects(openai().models.retrieve('other'), OpenAI.NotFoundError);
  await assert.rejects(
    anthropic().messages.create({ ...messageAsk, model: 'other' }),
    (error) => error instanceof Anthropic.NotFoundError && error.type === 'not_found_error',
  );
});

test('a request that is not in order is refused with the place of the fault', async () => {
  const { chat, responses } = openai();
  const wrong: [() => Promise<unknown>, string | null][] = [
    [() => chat.completions.create({ ...chatAsk, messages: [] }), 'messages'],
    [() => chat.completions.create({ ...chatAsk, max_tokens: -1 }), 'max_tokens'],
    [
      () => responses.create({ ...responseAsk, previous_response_id: 'resp_1' }),
      'previous_response_id',
    ],
    [() => openai().post('/embeddings', { body: {} }), null],
  ];
  for (const [fail, param] of wrong) {
    await assert.rejects(
      async () => await fail(),
      (error) =>
        error instanceof OpenAI.APIError &&
        error.status === (param === null ? 404 : 400) &&
        error.type === 'invalid_request_error' &&
        error.param === param,
    );
  }
  await assert.rejects(
    anthropic().messages.create({ ...messageAsk, max_tokens: 0 }),
    (error) => error instanceof Anthropic.BadRequestError && /`max_tokens`/.test(error.message),
  );
  const bare = await fetch(`${model.url}/v1/messages`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey },
    body: JSON.stringify(messageAsk),
  });
  assert.deepEqual([bare.status, ((await bare.json()) as { type: string }).type], [400, 'error']);
});

test('a script that calls what is not offered is the test’s mistake, and says so', async () => {
  await assert.rejects(
    openai().chat.completions.create({ model: 'scripted-1', messages: [readAsk] }),
    /`read_file`, which the request does not offer/,
  );
});

test('429 is tried again after the time it names, and is well after so many', async () => {
  const fault = { kind: 'status', status: 429, retryAfterS: 0.01, times: 2 } as const;
  model.set({ fault });
  const before = model.requests.length;
  const answer = await openai(2).chat.completions.create(chatAsk);
  assert.equal(answer.choices[0]?.message.content, plainText);
  assert.equal(model.requests.length - before, 3);
  model.set({ fault });
  assert.equal((await anthropic(2).messages.create(messageAsk)).stop_reason, 'end_turn');
  model.set({ fault });
  await assert.rejects(
    openai(1).chat.completions.create(chatAsk),
    (error) =>
      error instanceof OpenAI.RateLimitError &&
      error.code === 'rate_limit_exceeded' &&
      error.headers.get('retry-after') === '0.01',
  );
});

test('500, 503 and 529 are tried again, and are server errors when nothing helps', async () => {
  for (const status of [500, 503, 529]) {
    model.set({ fault: { kind: 'status', status, retryAfterS: 0.01, times: 1 } });
    assert.equal((await openai(1).responses.create(responseAsk)).status, 'completed');
    model.set({ fault: { kind: 'status', status } });
    await assert.rejects(
      openai().chat.completions.create(chatAsk),
      (error) => error instanceof OpenAI.InternalServerError && error.status === status,
    );
    await assert.rejects(
      anthropic().messages.create(messageAsk),
      (error) =>
        error instanceof Anthropic.InternalServerError &&
        error.type === (status === 529 ? 'overloaded_error' : 'api_error'),
    );
  }
});

test('an answer that does not come is a timeout', async () => {
  for (const dials of [{ fault: { kind: 'silent' } } as const, { thinkMs: 600_000 }]) {
    model.set(dials);
    await assert.rejects(
      openai().chat.completions.create(chatAsk, { timeout: 100 }),
      OpenAI.APIConnectionTimeoutError,
    );
    await assert.rejects(
      anthropic().messages.create(messageAsk, { timeout: 100 }),
      Anthropic.APIConnectionTimeoutError,
    );
  }
});

test('a caller that leaves in the middle is seen to have left', async () => {
  model.set({ chunks: 100, fault: { kind: 'stall', afterPieces: 3 } });
  const chat = await openai().chat.completions.create({ ...chatAsk, stream: true });
  let pieces = 0;
  for await (const { choices } of chat) {
    if ((choices[0]?.delta.content ?? '') !== '') pieces += 1;
    if (pieces === 3) chat.controller.abort();
  }
  assert.equal(pieces, 3);
  await hasLeft();
  const message = anthropic().messages.stream(messageAsk);
  message.on('text', () => message.abort());
  await assert.rejects(message.finalMessage(), Anthropic.APIUserAbortError);
  await hasLeft();
});

/** The server learns of it when the connection does. */
async function hasLeft(): Promise<void> {
  const last = model.requests.at(-1) ?? assert.fail();
  for (let tries = 0; last.outcome === 'running' && tries < 500; tries++) await sleep(10);
  assert.equal(last.outcome, 'caller_left');
  assert.equal(last.pieces, 3);
}
