/** OpenAI’s Chat Completions: `POST /v1/chat/completions`, as JSON and as a stream of chunks. */
import { z } from 'zod';
import {
  content,
  conversationOf,
  messagesMax,
  modelName,
  readShape,
  textOfContent,
  tokensMax,
  type Asked,
  type Message,
} from './conversation.ts';
import type { Dialect, StreamEvent } from './dialect.ts';
import { failureOf, openai } from './openai.ts';
import { modelAt, piecesOf, type Choice, type Ending, type Reply } from './reply.ts';

const call = z.looseObject({
  id: z.string(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});
const shape = z.looseObject({
  model: modelName,
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content,
        tool_calls: z.array(call).nullish(),
        tool_call_id: z.string().nullish(),
      }),
    )
    .min(1)
    .max(messagesMax),
  tools: z
    .array(z.looseObject({ function: z.looseObject({ name: z.string() }).optional() }))
    .nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: tokensMax,
  max_completion_tokens: tokensMax,
  n: z.int().min(1).max(128).nullish(),
  seed: z.int().nullish(),
});

function read(body: unknown): Asked {
  const asked = readShape(shape, body);
  const tools = asked.tools ?? [];
  return {
    model: asked.model,
    conversation: conversationOf(messagesOf(asked.messages), asked.seed),
    prompt: JSON.stringify([asked.messages, tools]),
    tools: tools.flatMap(({ function: each }) => (each === undefined ? [] : [each.name])),
    isStream: asked.stream ?? false,
    saysUsage: asked.stream !== true || asked.stream_options?.include_usage === true,
    copies: asked.n ?? 1,
    outputTokensMax: asked.max_completion_tokens ?? asked.max_tokens ?? undefined,
  };
}

function messagesOf(given: z.output<typeof shape>['messages']): Message[] {
  const names = new Map<string, string>();
  const messages: Message[] = [];
  for (const { role, content: said, tool_calls: calls, tool_call_id: id } of given) {
    const text = textOfContent(said);
    for (const each of calls ?? []) names.set(each.id, each.function.name);
    if (role === 'user') messages.push({ from: 'user', text });
    if (role === 'assistant') messages.push({ from: 'model', text });
    if (role === 'tool') messages.push({ from: 'tool', text, tool: names.get(id ?? '') ?? '' });
  }
  return messages;
}

const reasons: Record<Ending, string> = {
  stop: 'stop',
  length: 'length',
  calls: 'tool_calls',
  refusal: 'content_filter',
};

const usageOf = ({ usage }: Reply) =>
  usage && {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.total,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };

function json(reply: Reply): object {
  const choices = reply.choices.map(({ text, calls, ending }, index) => ({
    index,
    message: {
      role: 'assistant',
      content: ending === 'refusal' || (text === '' && calls.length > 0) ? null : text,
      refusal: ending === 'refusal' ? text : null,
      ...(calls.length > 0 && {
        tool_calls: calls.map(({ id, name, arguments: given }) => ({
          id: `call_${id}`,
          type: 'function',
          function: { name, arguments: given },
        })),
      }),
    },
    logprobs: null,
    finish_reason: reasons[ending],
  }));
  return {
    id: `chatcmpl-${reply.id}`,
    object: 'chat.completion',
    created: reply.createdS,
    model: reply.model,
    choices,
    ...(reply.usage && { usage: usageOf(reply) }),
  };
}

interface Delta {
  delta: object;
  isPiece?: boolean;
}

function deltasOf({ text, calls, ending }: Choice, chunks: number): Delta[] {
  const member = ending === 'refusal' ? 'refusal' : 'content';
  return [
    { delta: { role: 'assistant', content: '', refusal: null } },
    ...piecesOf(text, chunks).map((piece) => ({ delta: { [member]: piece }, isPiece: true })),
    ...calls.flatMap(({ id, name, arguments: given }, index): Delta[] => [
      {
        delta: {
          tool_calls: [
            { index, id: `call_${id}`, type: 'function', function: { name, arguments: '' } },
          ],
        },
      },
      ...piecesOf(given, chunks).map((piece) => ({
        delta: { tool_calls: [{ index, function: { arguments: piece } }] },
        isPiece: true,
      })),
    ]),
  ];
}

function events(reply: Reply, chunks: number): StreamEvent[] {
  let piece = 0;
  const asksUsage = reply.saysUsage && reply.usage !== undefined;
  const chunk = (choices: object[], usage: object | null = null) => ({
    id: `chatcmpl-${reply.id}`,
    object: 'chat.completion.chunk',
    created: reply.createdS,
    model: modelAt(reply, piece),
    choices,
    ...(asksUsage && { usage }),
  });
  const said = reply.choices.flatMap((choice, index) => [
    ...deltasOf(choice, chunks).map(({ delta, isPiece }): StreamEvent => {
      const data = chunk([{ index, delta, logprobs: null, finish_reason: null }]);
      if (isPiece === true) piece += 1;
      return { data, isPiece: isPiece === true };
    }),
    {
      data: chunk([{ index, delta: {}, logprobs: null, finish_reason: reasons[choice.ending] }]),
    },
  ]);
  const cost = asksUsage ? [{ data: chunk([], usageOf(reply)) }] : [];
  return [...said, ...cost, { data: '[DONE]' }];
}

export const openaiChat: Dialect = {
  house: openai,
  read,
  json,
  events,
  failure: () => failureOf(),
};
