/**
 * Anthropic’s Messages: `POST /v1/messages` as JSON and as a stream, and `POST /v1/messages/count_tokens`.
 * Shapes as of `anthropic-version: 2023-06-01`.
 */
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
import type { Dialect, House, StreamEvent } from './dialect.ts';
import { messageEvents, messageOf } from './anthropic-message.ts';
import { tokensOf } from './reply.ts';

const kinds: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

const modelEntry = (id: string): object => ({
  type: 'model',
  id,
  display_name: id,
  created_at: '2026-11-20T00:00:00Z',
});

export const anthropic: House = {
  keyOf: (headers) =>
    [headers['x-api-key']].flat()[0] ?? /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1],
  error: ({ status, message }) => ({
    type: 'error',
    error: { type: kinds[status] ?? 'api_error', message },
  }),
  requestIdHeader: 'request-id',
  models: (names) => ({
    data: names.map(modelEntry),
    has_more: false,
    first_id: names[0] ?? null,
    last_id: names.at(-1) ?? null,
  }),
  modelEntry,
};

const block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  tool_use_id: z.string().optional(),
  content,
});
const counted = z.looseObject({
  model: modelName,
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['user', 'assistant']),
        content: z.union([z.string(), z.array(block).max(messagesMax)]),
      }),
    )
    .min(1)
    .max(messagesMax),
  system: content,
  tools: z.array(z.looseObject({ name: z.string() })).nullish(),
});
const shape = counted.extend({
  stream: z.boolean().nullish(),
  max_tokens: tokensMax.unwrap().unwrap(),
});

function read(body: unknown): Asked {
  const asked = readShape(shape, body);
  return {
    model: asked.model,
    conversation: conversationOf(messagesOf(asked.messages)),
    prompt: promptOf(asked),
    tools: (asked.tools ?? []).map(({ name }) => name),
    isStream: asked.stream ?? false,
    saysUsage: true,
    copies: 1,
    outputTokensMax: asked.max_tokens,
  };
}

const promptOf = ({ system, messages, tools }: z.output<typeof counted>): string =>
  JSON.stringify([system, messages, tools]);

/** The answer of `count_tokens`: what the same prompt would be charged for. */
export const countTokens = (body: unknown): { model: string; answer: object } => {
  const asked = readShape(counted, body);
  return { model: asked.model, answer: { input_tokens: tokensOf(promptOf(asked)) } };
};

/** A tool’s result is a block of the user’s message here; the last block is who spoke last. */
function messagesOf(given: z.output<typeof shape>['messages']): Message[] {
  const names = new Map<string, string>();
  const messages: Message[] = [];
  for (const { role, content: said } of given) {
    const from = role === 'user' ? 'user' : 'model';
    if (typeof said === 'string') {
      messages.push({ from, text: said });
      continue;
    }
    const texts: string[] = [];
    for (const { type, text, id, name, tool_use_id: answers, content: result } of said) {
      if (type === 'tool_use') names.set(id ?? '', name ?? '');
      if (type === 'text') texts.push(text ?? '');
      if (type !== 'tool_result') continue;
      const tool = names.get(answers ?? '') ?? '';
      messages.push({ from: 'tool', text: textOfContent(result), tool });
    }
    if (texts.length > 0 || from === 'model') messages.push({ from, text: texts.join('\n') });
  }
  return messages;
}

const failure = (): StreamEvent => ({
  name: 'error',
  data: anthropic.error({ status: 529, message: 'the model is overloaded; try again later' }),
});

export const anthropicMessages: Dialect = {
  house: anthropic,
  read,
  json: messageOf,
  events: messageEvents,
  failure,
};
