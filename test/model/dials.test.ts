/** Each dial that leaves an answer whole, and what a client sees of it. */
import assert from 'node:assert/strict';
import { afterEach, after, before, test } from 'node:test';
import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';
import {
  all,
  anthropicAt,
  chatAsk,
  messageAsk,
  openaiAt,
  plainText,
  responseAsk,
} from './clients.fixture.ts';
import { startModel, textOf, type RunningModel } from './index.ts';
import { askOnWire, chatBody } from './wire.fixture.ts';

let model: RunningModel;
let openai: OpenAI;
let anthropic: Anthropic;

before(async () => {
  model = await startModel();
  openai = openaiAt(model);
  anthropic = anthropicAt(model);
});
afterEach(() => model.set({}));
after(() => model.close());

const streamBody = { ...chatBody, stream: true };
const chatText = async (): Promise<string> =>
  (await openai.chat.completions.create(chatAsk)).choices[0]?.message.content ?? '';
const streamedText = async (): Promise<string> =>
  (await all(await openai.chat.completions.create({ ...chatAsk, stream: true })))
    .map(({ choices }) => choices[0]?.delta.content ?? '')
    .join('');
const messageText = async (): Promise<string> =>
  await anthropic.messages.stream(messageAsk).finalText();
const responseText = async (): Promise<string> =>
  (await openai.responses.stream(responseAsk).finalResponse()).output_text;

/** However it is sent, what is read is the same. */
async function readsTheSame(): Promise<void> {
  for (const read of [chatText, streamedText, messageText, responseText]) {
    assert.equal(await read(), plainText, read.name);
  }
}

test('skill decides between answers, the seed which tasks go well', async () => {
  const script = [{ answers: [{ text: 'wrong' }, { text: 'right' }] }];
  const shareRight = async (skill: number, seed: number): Promise<string> => {
    model.set({ script, skill, seed });
    let marks = '';
    for (let task = 0; task < 40; task++) {
      const answer = await openai.chat.completions.create({
        ...chatAsk,
        messages: [{ role: 'user', content: `task ${task}` }],
      });
      marks += answer.choices[0]?.message.content === 'right' ? '+' : '-';
    }
    return marks;
  };
  assert.match(await shareRight(0, 1), /^-{40}$/);
  assert.match(await shareRight(1, 1), /^\+{40}$/);
  const half = await shareRight(0.5, 1);
  assert.match(half, /\+.*-|-.*\+/);
  assert.equal(await shareRight(0.5, 1), half);
  assert.notEqual(await shareRight(0.5, 2), half);
});

test('a refusal is one in each API’s own words', async () => {
  model.set({ refuses: true });
  const [choice] = (await openai.chat.completions.create(chatAsk)).choices;
  assert.equal(choice?.finish_reason, 'content_filter');
  assert.equal(choice.message.content, null);
  assert.match(choice.message.refusal ?? '', /cannot help/);
  const chunks = await all(await openai.chat.completions.create({ ...chatAsk, stream: true }));
  assert.equal(chunks.at(-1)?.choices[0]?.finish_reason, 'content_filter');
  assert.ok(chunks.some(({ choices }) => (choices[0]?.delta.refusal ?? '') !== ''));
  const response = await openai.responses.stream(responseAsk).finalResponse();
  assert.equal(response.status, 'incomplete');
  assert.deepEqual(response.incomplete_details, { reason: 'content_filter' });
  const message = await anthropic.messages.stream(messageAsk).finalMessage();
  assert.equal(message.stop_reason, 'refusal');
});

test('a stream comes in as many pieces as wished, but none without a token', async () => {
  for (const [chunks, seen] of [
    [1, 1],
    [200, 200],
    [100_000, 214],
  ] as const) {
    model.set({ chunks });
    const events = await all(await anthropic.messages.create({ ...messageAsk, stream: true }));
    assert.equal(events.filter(({ type }) => type === 'content_block_delta').length, seen);
    await readsTheSame();
  }
});

test('at a pace, a caller that leaves early leaves the rest unsent', async () => {
  model.set({ chunks: 200, paceMs: 20 });
  await askOnWire(model.url, streamBody, (chunks) => chunks.length >= 3);
  const { pieces, outcome } = model.requests.at(-1) ?? assert.fail();
  assert.notEqual(outcome, 'answered');
  assert.ok(pieces < 200, `${pieces} pieces`);
  model.set({ chunks: 10, paceMs: 1 });
  await readsTheSame();
});

test('events cut anywhere, in the middle of a character too, read the same', async () => {
  for (const count of [1, 7, 1000]) {
    model.set({ writes: { by: 'bytes', count } });
    await readsTheSame();
  }
  model.set({ writes: { by: 'bytes', count: 7 } });
  const { chunks, text } = await askOnWire(model.url, streamBody);
  const isCut = (chunk: Buffer) => chunk.toString('utf8').endsWith('\uFFFD');
  assert.ok(chunks.some(isCut), 'no character was cut');
  assert.ok(!text.includes('\uFFFD'));
});

test('several events in one write read the same', async () => {
  const each = await askOnWire(model.url, streamBody);
  model.set({ writes: { by: 'events', count: 5 } });
  await readsTheSame();
  const lumped = await askOnWire(model.url, streamBody);
  assert.equal(lumped.text, each.text);
  assert.equal(each.chunks.length, 23);
  assert.equal(lumped.chunks.length, 5);
});

test('lines that end in CR LF, and comments between events, read the same', async () => {
  model.set({ lineEnd: '\r\n', comments: true, writes: { by: 'bytes', count: 3 } });
  await readsTheSame();
  const { text } = await askOnWire(model.url, streamBody);
  assert.match(text, /^: a comment, for nobody\r\ndata: \{/);
  assert.ok(text.endsWith('data: [DONE]\r\n\r\n'));
});

test('each lie about the cost reaches the client as it is told', async () => {
  const { usage: truth } = await openai.chat.completions.create(chatAsk);
  const prompt = truth?.prompt_tokens ?? 0;
  for (const [usage, said] of [
    ['absent', undefined],
    ['small', 1],
    ['large', prompt * 1000],
    ['negative', -prompt],
    ['text', String(prompt)],
  ] as const) {
    model.set({ usage });
    const chat = await openai.chat.completions.create(chatAsk);
    assert.equal(chat.usage?.prompt_tokens, said, usage);
    const chunks = await all(
      await openai.chat.completions.create({
        ...chatAsk,
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    assert.equal(chunks.at(-1)?.usage?.prompt_tokens, said, usage);
    const response = await openai.responses.create(responseAsk);
    assert.equal(typeof response.usage?.input_tokens, typeof said, usage);
    const message = await anthropic.messages.create(messageAsk);
    assert.equal(
      typeof (message.usage as object | undefined),
      said === undefined ? 'undefined' : 'object',
    );
    assert.equal(typeof message.usage?.input_tokens, typeof said, usage);
    const [start] = await all(await anthropic.messages.create({ ...messageAsk, stream: true }));
    assert.ok(start?.type === 'message_start');
    assert.equal(start.message.usage === undefined, said === undefined);
  }
});

test('another model answers from a request on', async () => {
  model.set({ identity: { model: 'another', fromRequest: 3 } });
  const seen: string[] = [];
  for (let request = 1; request <= 4; request++) {
    seen.push((await openai.chat.completions.create(chatAsk)).model);
  }
  assert.deepEqual(seen, ['scripted-1', 'scripted-1', 'another', 'another']);
  assert.equal((await anthropic.messages.create(messageAsk)).model, 'another');
  assert.equal((await openai.responses.create(responseAsk)).model, 'another');
});

test('another model answers in the middle of a stream', async () => {
  model.set({ chunks: 10, identity: { model: 'another', fromPiece: 4 } });
  const chunks = await all(await openai.chat.completions.create({ ...chatAsk, stream: true }));
  const models = chunks.map((chunk) => chunk.model);
  assert.deepEqual(new Set(models.slice(0, 5)), new Set(['scripted-1']));
  assert.deepEqual(new Set(models.slice(5)), new Set(['another']));
  const response = await all(await openai.responses.create({ ...responseAsk, stream: true }));
  const ends = response.flatMap((event) => ('response' in event ? [event.response.model] : []));
  assert.deepEqual(ends, ['scripted-1', 'scripted-1', 'another']);
  const events = await all(await anthropic.messages.create({ ...messageAsk, stream: true }));
  const starts = events.flatMap((event) =>
    event.type === 'message_start' ? [event.message.model] : [],
  );
  assert.deepEqual(starts, ['scripted-1', 'another']);
  await assert.rejects(anthropic.messages.stream(messageAsk).finalMessage(), /message_start/);
});

test('an answer compressed unasked is compressed on the wire and read the same', async () => {
  model.set({ encoding: 'gzip' });
  await readsTheSame();
  for (const body of [chatBody, streamBody]) {
    const { headers, chunks } = await askOnWire(model.url, body);
    assert.equal(headers['content-encoding'], 'gzip');
    assert.deepEqual([...(chunks[0] ?? [])].slice(0, 2), [0x1f, 0x8b]);
  }
  model.set({ encoding: 'gzip', paceMs: 1 });
  const { chunks } = await askOnWire(model.url, streamBody);
  assert.ok(chunks.length >= 20, 'a compressed stream is still a stream');
});

test('headers can be more than a client takes', async () => {
  model.set({ headerBytes: 8_000 });
  await readsTheSame();
  model.set({ headerBytes: 20_000 });
  assert.equal((await askOnWire(model.url)).error, 'HPE_HEADER_OVERFLOW');
  await assert.rejects(chatText(), /Connection error/);
});

test('dials set aside strike the request they are meant for and no other', async () => {
  const script = [{ answers: [{ text: textOf(9) }] }];
  model.next({ script }, ({ body }) => body.includes('"stream":true'));
  assert.equal(await chatText(), plainText);
  assert.equal(await streamedText(), textOf(9));
  assert.equal(await streamedText(), plainText);
  model.next({ fault: { kind: 'status', status: 500 } });
  await assert.rejects(chatText());
  assert.equal(await chatText(), plainText);
});

test('a dial that does not exist is refused by name', () => {
  assert.throws(() => model.set({ skill: 2 }), /the dial `skill`/);
  assert.throws(() => model.next({ chunk: 3 } as object), /chunk/);
});
