/**
 * The scripted model against the official clients: what they make of its answers is what they would make
 * of the real APIs. Errors and broken answers are in the files beside.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';
import {
  all,
  anthropicAt,
  chatAsk,
  lastAsked,
  messageAsk,
  openaiAt,
  plainText,
  readAsk,
  readerArguments,
  readerScript,
  responseAsk,
} from './clients.fixture.ts';
import { startModel, type RunningModel } from './index.ts';

let model: RunningModel;
let openai: OpenAI;
let anthropic: Anthropic;

before(async () => {
  model = await startModel({ script: readerScript, models: ['scripted-1', 'scripted-2'] });
  openai = openaiAt(model);
  anthropic = anthropicAt(model);
});
after(() => model.close());

const parameters = { type: 'object' as const, properties: {} };
const chatTools = ['read_file', 'list_files'].map((name) => ({
  type: 'function' as const,
  function: { name, parameters },
}));
const messageTools = ['read_file', 'list_files'].map((name) => ({
  name,
  input_schema: parameters,
}));
const responseTools = ['read_file', 'list_files'].map((name) => ({
  type: 'function' as const,
  name,
  parameters,
  strict: false,
}));

test('chat: one answer, with what it cost', async () => {
  const answer = await openai.chat.completions.create(chatAsk);
  assert.equal(answer.choices[0]?.message.content, plainText);
  assert.equal([...plainText].length, 600);
  assert.equal(answer.choices[0]?.finish_reason, 'stop');
  assert.equal(answer.model, 'scripted-1');
  const { prompt_tokens, completion_tokens, total_tokens } = answer.usage ?? assert.fail();
  assert.ok(prompt_tokens > 0 && completion_tokens >= 200);
  assert.equal(total_tokens, prompt_tokens + completion_tokens);
  assert.deepEqual(lastAsked(model), chatAsk);
  assert.match(answer._request_id ?? '', /^req_\d+$/);
});

test('chat: several answers to one request, and one cut where the request says', async () => {
  const answer = await openai.chat.completions.create({ ...chatAsk, n: 3, max_tokens: 10 });
  assert.deepEqual(
    answer.choices.map(({ index, finish_reason }) => [index, finish_reason]),
    [0, 1, 2].map((index) => [index, 'length']),
  );
  assert.equal(answer.usage?.completion_tokens, 30);
  assert.ok(plainText.startsWith(answer.choices[0]?.message.content ?? '?'));
});

test('chat: a stream of pieces, its cost only where asked for', async () => {
  const stream = await openai.chat.completions.create({ ...chatAsk, stream: true });
  const chunks = await all(stream);
  const pieces = chunks.flatMap(({ choices }) => choices[0]?.delta.content || []);
  assert.equal(pieces.length, 20);
  assert.equal(pieces.join(''), plainText);
  assert.equal(chunks.at(-1)?.choices[0]?.finish_reason, 'stop');
  assert.ok(chunks.every((chunk) => !('usage' in chunk)));
  const counted = await all(
    await openai.chat.completions.create({
      ...chatAsk,
      n: 2,
      stream: true,
      stream_options: { include_usage: true },
    }),
  );
  assert.deepEqual(counted.at(-1)?.choices, []);
  assert.ok((counted.at(-1)?.usage?.completion_tokens ?? 0) >= 400);
  const second = counted.flatMap(({ choices }) => choices.filter(({ index }) => index === 1));
  assert.equal(second.map(({ delta }) => delta.content ?? '').join(''), plainText);
});

test('chat: tools are called, streamed or not, and what they say is answered', async () => {
  const ask = { model: 'scripted-1', messages: [readAsk], tools: chatTools };
  const whole = await openai.chat.completions.create(ask);
  const streamed = await openai.chat.completions.stream(ask).finalChatCompletion();
  for (const [choice] of [whole.choices, streamed.choices]) {
    assert.equal(choice?.finish_reason, 'tool_calls');
    const calls = (choice?.message.tool_calls ?? []).flatMap((call) =>
      call.type === 'function' ? [call.function] : [],
    );
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['read_file', 'list_files'],
    );
    assert.deepEqual(JSON.parse(calls[0]?.arguments ?? ''), readerArguments);
  }
  const message = whole.choices[0]?.message ?? assert.fail();
  const last = await openai.chat.completions.create({
    ...ask,
    messages: [
      readAsk,
      message,
      {
        role: 'tool',
        tool_call_id: message.tool_calls?.[0]?.id ?? '',
        content: 'the word is xyzzy',
      },
    ],
  });
  assert.equal(last.choices[0]?.message.content, 'It says xyzzy.');
});

test('responses: one answer, and the same as typed events', async () => {
  const answer = await openai.responses.create(responseAsk);
  assert.equal(answer.output_text, plainText);
  assert.equal(answer.status, 'completed');
  assert.ok((answer.usage?.output_tokens ?? 0) >= 200);
  const events = await all(await openai.responses.create({ ...responseAsk, stream: true }));
  assert.equal(events[0]?.type, 'response.created');
  assert.deepEqual(
    events.map(({ sequence_number }) => sequence_number),
    events.map((_, at) => at),
  );
  const pieces = events.flatMap((event) =>
    event.type === 'response.output_text.delta' ? [event.delta] : [],
  );
  assert.equal(pieces.length, 20);
  assert.equal(pieces.join(''), plainText);
  const end = events.at(-1);
  assert.ok(end?.type === 'response.completed');
  assert.deepEqual(end.response.output, answer.output);
  assert.deepEqual(end.response.usage, answer.usage);
  const gathered = await openai.responses.stream(responseAsk).finalResponse();
  assert.equal(gathered.output_text, plainText);
  const cut = await openai.responses.create({ ...responseAsk, max_output_tokens: 5 });
  assert.deepEqual(cut.incomplete_details, { reason: 'max_output_tokens' });
});

test('responses: tools are called, streamed or not, and what they say is answered', async () => {
  const ask = { model: 'scripted-1', input: [readAsk], tools: responseTools };
  const whole = await openai.responses.create(ask);
  const streamed = await openai.responses.stream(ask).finalResponse();
  for (const { output } of [whole, streamed]) {
    const calls = output.flatMap((item) => (item.type === 'function_call' ? [item] : []));
    assert.deepEqual(
      calls.map(({ name }) => name),
      ['read_file', 'list_files'],
    );
    assert.deepEqual(JSON.parse(calls[0]?.arguments ?? ''), readerArguments);
  }
  const call = whole.output.find((item) => item.type === 'function_call') ?? assert.fail();
  const result = {
    type: 'function_call_output' as const,
    call_id: call.call_id,
    output: 'the word is plugh',
  };
  const last = await openai.responses.create({ ...ask, input: [readAsk, call, result] });
  assert.equal(last.output_text, 'It says plugh.');
});

test('messages: one answer, and the same as a stream', async () => {
  const answer = await anthropic.messages.create(messageAsk);
  const [block] = answer.content;
  assert.ok(block?.type === 'text');
  assert.equal(block.text, plainText);
  assert.equal(answer.stop_reason, 'end_turn');
  assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens >= 200);
  const events = await all(await anthropic.messages.create({ ...messageAsk, stream: true }));
  const pieces = events.filter(({ type }) => type === 'content_block_delta');
  assert.equal(pieces.length, 20);
  assert.equal(events[0]?.type, 'message_start');
  assert.equal(events.at(-1)?.type, 'message_stop');
  const gathered = await anthropic.messages.stream(messageAsk).finalMessage();
  assert.deepEqual(gathered.content, answer.content);
  assert.deepEqual(gathered.usage.output_tokens, answer.usage.output_tokens);
  const cut = await anthropic.messages.create({ ...messageAsk, max_tokens: 5 });
  assert.deepEqual([cut.stop_reason, cut.usage.output_tokens], ['max_tokens', 5]);
});

test('messages: tools are called, streamed or not, and what they say is answered', async () => {
  const ask = { ...messageAsk, messages: [readAsk], tools: messageTools };
  const whole = await anthropic.messages.create(ask);
  const streamed = await anthropic.messages.stream(ask).finalMessage();
  for (const { content, stop_reason } of [whole, streamed]) {
    assert.equal(stop_reason, 'tool_use');
    const calls = content.flatMap((block) => (block.type === 'tool_use' ? [block] : []));
    assert.deepEqual(
      calls.map(({ name, input }) => [name, input]),
      [
        ['read_file', readerArguments],
        ['list_files', {}],
      ],
    );
  }
  const call = whole.content.find((block) => block.type === 'tool_use') ?? assert.fail();
  const result = { type: 'tool_result' as const, tool_use_id: call.id, content: 'the word is foo' };
  const last = await anthropic.messages.create({
    ...ask,
    messages: [
      readAsk,
      { role: 'assistant', content: whole.content },
      { role: 'user', content: [result] },
    ],
  });
  assert.deepEqual(
    last.content.map((block) => block.type === 'text' && block.text),
    ['It says foo.'],
  );
});

test('messages: tokens are counted as they are charged', async () => {
  const { messages, model: name } = messageAsk;
  const counted = await anthropic.messages.countTokens({ model: name, messages });
  const { usage } = await anthropic.messages.create(messageAsk);
  assert.equal(counted.input_tokens, usage.input_tokens);
});

test('models are listed, in the shape of the API that asks', async () => {
  const names = ['scripted-1', 'scripted-2'];
  assert.deepEqual(
    (await all(openai.models.list())).map(({ id }) => id),
    names,
  );
  assert.equal((await openai.models.retrieve('scripted-2')).object, 'model');
  assert.deepEqual(
    (await all(anthropic.models.list())).map(({ id }) => id),
    names,
  );
  assert.equal((await anthropic.models.retrieve('scripted-1')).type, 'model');
});
