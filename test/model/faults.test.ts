/** Each fault of the endpoint, and what a client sees of it: on the wire, and through the official clients. */
import assert from 'node:assert/strict';
import { afterEach, after, before, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import {
  all,
  anthropicAt,
  chatAsk,
  messageAsk,
  openaiAt,
  plainText,
  responseAsk,
} from './clients.fixture.ts';
import { startModel, type RunningModel } from './index.ts';
import { askOnWire, chatBody } from './wire.fixture.ts';

let model: RunningModel;
let openai: OpenAI;
let anthropic: Anthropic;

before(async () => {
  model = await startModel({ chunks: 10 });
  openai = openaiAt(model);
  anthropic = anthropicAt(model);
});
afterEach(() => model.set({}));
after(() => model.close());

const streamBody = { ...chatBody, stream: true };
const isWhole = ({ text, error }: { text: string; error: string | undefined }): boolean =>
  error === undefined && text.includes(plainText.slice(0, 20)) && text.endsWith('[DONE]\n\n');

/** The text that reached a caller before its stream failed. */
async function chatUntil(): Promise<{ text: string; error: unknown }> {
  let text = '';
  try {
    const stream = await openai.chat.completions.create({ ...chatAsk, stream: true });
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? '';
  } catch (error) {
    return { text, error };
  }
  return { text, error: undefined };
}

test('without a fault, all is whole', async () => {
  assert.ok(isWhole(await askOnWire(model.url, streamBody)));
  assert.deepEqual(await chatUntil(), { text: plainText, error: undefined });
});

test('a stall keeps the connection and brings nothing more', async () => {
  model.set({ fault: { kind: 'stall', afterPieces: 4 } });
  const eventsIn = (seen: readonly Buffer[]) =>
    Buffer.concat(seen).toString('utf8').split('\n\n').length - 1;
  const { chunks, error } = await askOnWire(model.url, streamBody, (seen) => eventsIn(seen) >= 5);
  assert.deepEqual([eventsIn(chunks), error], [5, 'ECONNRESET']);
  assert.equal(model.requests.at(-1)?.pieces, 4);
  const half = await askOnWire(model.url, chatBody, (seen) => seen.length === 1);
  assert.ok(Number(half.headers['content-length']) >= half.text.length);
  assert.throws(() => JSON.parse(half.text) as unknown);
  // The client’s own `timeout` ends with the headers; a body that stalls is for the caller to leave.
  await assert.rejects(
    openai.chat.completions.create(chatAsk, { signal: AbortSignal.timeout(100) }),
  );
});

test('an endless stream brings the same text again and again, and no end', async () => {
  model.set({ fault: { kind: 'endless' } });
  const stream = await openai.chat.completions.create({ ...chatAsk, stream: true });
  let text = '';
  for await (const { choices } of stream) {
    text += choices[0]?.delta.content ?? '';
    if (text.length > 20 * plainText.length) break;
  }
  assert.ok(text.startsWith(plainText + plainText));
  const message = await anthropic.messages.create({ ...messageAsk, stream: true });
  let events = 0;
  for await (const { type } of message) {
    assert.notEqual(type, 'content_block_stop');
    if (++events > 100) break;
  }
});

test('endless JSON is followed by white space without end', async () => {
  model.set({ fault: { kind: 'endless' } });
  const seen = await askOnWire(
    model.url,
    chatBody,
    (chunks) => chunks.reduce((sum, { length }) => sum + length, 0) > 100_000,
  );
  assert.equal(seen.headers['content-length'], undefined);
  assert.match(seen.text.slice(-1000), /^ +$/);
  assert.doesNotThrow(() => JSON.parse(seen.text) as unknown);
});

test('a connection that breaks after so many bytes has brought just those', async () => {
  for (const body of [chatBody, streamBody]) {
    for (const afterBytes of [1, 500]) {
      model.set({ fault: { kind: 'disconnect', afterBytes } });
      const { text, error, chunks } = await askOnWire(model.url, body);
      assert.equal(error, 'ECONNRESET');
      assert.equal(Buffer.concat(chunks).length, afterBytes, text);
      assert.equal(model.requests.at(-1)?.outcome, 'broken_off');
    }
  }
  const { text, error } = await chatUntil();
  assert.ok(text.length < plainText.length && plainText.startsWith(text));
  assert.match(String(error), /terminated/);
  await assert.rejects(openai.chat.completions.create(chatAsk), /terminated/);
  model.set({ fault: { kind: 'disconnect', afterBytes: 0 } });
  assert.deepEqual((await askOnWire(model.url)).status, 0);
  await assert.rejects(openai.chat.completions.create(chatAsk), OpenAI.APIConnectionError);
  await assert.rejects(anthropic.messages.create(messageAsk), Anthropic.APIConnectionError);
});

test('a body shorter than it was declared is an answer that broke', async () => {
  model.set({ fault: { kind: 'content_length', byBytes: 10 } });
  assert.equal((await askOnWire(model.url)).error, 'ECONNRESET');
  assert.equal((await askOnWire(model.url, streamBody)).error, 'ECONNRESET');
  await assert.rejects(openai.chat.completions.create(chatAsk), /terminated/);
  assert.match(String((await chatUntil()).error), /terminated/);
});

test('a body longer than it was declared loses its end', async () => {
  model.set({ fault: { kind: 'content_length', byBytes: -10 } });
  const { text } = await askOnWire(model.url);
  assert.throws(() => JSON.parse(text) as unknown);
  await assert.rejects(openai.chat.completions.create(chatAsk), SyntaxError);
  const stream = await askOnWire(model.url, streamBody);
  assert.ok(!isWhole(stream));
});

test('malformed JSON is a syntax error, in a stream after the pieces before it', async () => {
  model.set({ fault: { kind: 'malformed', afterPieces: 3 } });
  await assert.rejects(openai.chat.completions.create(chatAsk), SyntaxError);
  await assert.rejects(anthropic.messages.create(messageAsk), SyntaxError);
  const { text, error } = await chatUntil();
  assert.ok(error instanceof SyntaxError);
  assert.equal([...text].length, 180);
  await assert.rejects(async () => {
    await all(await anthropic.messages.create({ ...messageAsk, stream: true }));
  }, SyntaxError);
});

test('a stream that says it failed is an API error, after the pieces before it', async () => {
  model.set({ fault: { kind: 'error_event', afterPieces: 3 } });
  const { text, error } = await chatUntil();
  assert.ok(error instanceof OpenAI.APIError && error.type === 'server_error');
  assert.equal([...text].length, 180);
  await assert.rejects(
    async () => void (await all(await anthropic.messages.create({ ...messageAsk, stream: true }))),
    (failed) => failed instanceof Anthropic.APIError && failed.type === 'overloaded_error',
  );
  const events = await all(await openai.responses.create({ ...responseAsk, stream: true }));
  assert.equal(events.at(-1)?.type, 'error');
  await assert.rejects(openai.chat.completions.create(chatAsk), OpenAI.InternalServerError);
});

test('a redirect leads a client that follows it to another endpoint, prompt and all', async () => {
  const other = await startModel({
    models: ['scripted-1'],
    script: [{ answers: [{ text: 'here' }] }],
  });
  try {
    const to = `${other.url}/v1/chat/completions`;
    model.set({ fault: { kind: 'redirect', to } });
    const { status, headers } = await askOnWire(model.url);
    assert.deepEqual([status, headers.location], [307, to]);
    const answer = await openai.chat.completions.create(chatAsk);
    assert.equal(answer.choices[0]?.message.content, 'here');
    assert.deepEqual(JSON.parse(String(other.requests[0]?.body)), chatAsk);
  } finally {
    await other.close();
  }
});

test('a fault that strikes so often is over after that', async () => {
  model.set({ fault: { kind: 'disconnect', afterBytes: 10, times: 2 } });
  const seen: boolean[] = [];
  for (let request = 0; request < 4; request++) {
    seen.push((await askOnWire(model.url)).error === undefined);
  }
  assert.deepEqual(seen, [false, false, true, true]);
});

test('closing ends what is running', async () => {
  const short = await startModel({ fault: { kind: 'silent' } });
  const asked = askOnWire(short.url);
  while (short.requests.length === 0) await new Promise(setImmediate);
  await short.close();
  assert.equal((await asked).error, 'ECONNRESET');
  assert.equal(short.requests[0]?.outcome, 'broken_off');
});
