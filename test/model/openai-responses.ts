/**
 * OpenAI’s Responses: `POST /v1/responses`, as JSON and as typed events. Nothing is kept between
 * requests, so a conversation is sent whole; `previous_response_id` is refused.
 */
import { z } from 'zod';
import {
  AskFault,
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
import type { Dialect } from './dialect.ts';
import { failureOf, openai } from './openai.ts';
import { responseEvents, responseOf } from './openai-response.ts';

const item = z.looseObject({
  type: z.string().optional(),
  role: z.enum(['system', 'developer', 'user', 'assistant']).optional(),
  content,
  call_id: z.string().optional(),
  name: z.string().optional(),
  output: content,
});
const shape = z.looseObject({
  model: modelName,
  input: z.union([z.string().min(1), z.array(item).min(1).max(messagesMax)]),
  instructions: z.string().nullish(),
  tools: z.array(z.looseObject({ name: z.string().optional() })).nullish(),
  stream: z.boolean().nullish(),
  max_output_tokens: tokensMax,
  previous_response_id: z.null().optional(),
});

function read(body: unknown): Asked {
  if ((body as { previous_response_id?: unknown } | null)?.previous_response_id != null) {
    throw new AskFault(
      'no answer is kept here; send the conversation whole, as `input`',
      'previous_response_id',
    );
  }
  const asked = readShape(shape, body);
  const tools = asked.tools ?? [];
  return {
    model: asked.model,
    conversation: conversationOf(messagesOf(asked.input)),
    prompt: JSON.stringify([asked.instructions, asked.input, tools]),
    tools: tools.flatMap(({ name }) => (name === undefined ? [] : [name])),
    isStream: asked.stream ?? false,
    saysUsage: true,
    copies: 1,
    outputTokensMax: asked.max_output_tokens ?? undefined,
  };
}

function messagesOf(input: z.output<typeof shape>['input']): Message[] {
  if (typeof input === 'string') return [{ from: 'user', text: input }];
  const names = new Map<string, string>();
  const messages: Message[] = [];
  for (const each of input) {
    if (each.type === 'function_call') {
      names.set(each.call_id ?? '', each.name ?? '');
      messages.push({ from: 'model', text: '' });
    } else if (each.type === 'function_call_output') {
      const tool = names.get(each.call_id ?? '') ?? '';
      messages.push({ from: 'tool', text: textOfContent(each.output), tool });
    } else if (each.role === 'user' || each.role === 'assistant') {
      const from = each.role === 'user' ? 'user' : 'model';
      messages.push({ from, text: textOfContent(each.content) });
    }
  }
  return messages;
}

export const openaiResponses: Dialect = {
  house: openai,
  read,
  json: responseOf,
  events: responseEvents,
  failure: () => failureOf('error'),
};
