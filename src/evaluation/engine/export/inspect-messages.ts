/** A conversation in Inspect's words: messages, and what one call of the model was. Pure. */
import type { InspectEvent, InspectMessage } from '#standards/inspect-log';
import { readAnswer, type Message, type Said, type WireCall } from '../model/wire.ts';
import type { CallSeen } from '../agent/agent.ts';

/** Names of the tools that calls were made of, by the call's id: a tool's answer does not say it. */
export type CallNames = Map<string, string>;

export function messageIn(message: Message, id: string, names: CallNames): InspectMessage {
  switch (message.role) {
    case 'system':
    case 'user':
      return { id, role: message.role, content: message.content };
    case 'assistant':
      return {
        id,
        role: 'assistant',
        source: 'generate',
        content: message.content ?? '',
        ...callsIn(message.tool_calls ?? []),
      };
    case 'tool': {
      const { content, tool_call_id } = message;
      return { id, role: 'tool', content, tool_call_id, function: names.get(tool_call_id) ?? '' };
    }
  }
}

function callsIn(calls: readonly WireCall[]): { tool_calls?: object[] } {
  if (calls.length === 0) return {};
  return {
    tool_calls: calls.map(({ id, function: { name, arguments: written } }) => ({
      id,
      type: 'function',
      function: name,
      ...argumentsIn(written),
    })),
  };
}

export function argumentsIn(written: string): { arguments: object; parse_error?: string } {
  try {
    const given: unknown = JSON.parse(written);
    if (typeof given === 'object' && given !== null && !Array.isArray(given)) {
      return { arguments: given };
    }
  } catch {
    // Said below, as Inspect says it.
  }
  return { arguments: {}, parse_error: `no JSON object: ${written.slice(0, 200)}` };
}

const stopReasons: Readonly<Record<string, string>> = {
  stop: 'stop',
  length: 'max_tokens',
  tool_calls: 'tool_calls',
  content_filter: 'content_filter',
};

/** What a call was answered with, or nothing where the tries were spent. */
export function answerOf({ answer }: CallSeen): { said: Said; response: unknown } | undefined {
  if (answer === null || !('text' in answer)) return undefined;
  const said = readAnswer(Buffer.from(answer.text), 0);
  return 'malformed' in said ? undefined : { said, response: JSON.parse(answer.text) as unknown };
}

/** Inspect's `ModelEvent`; the messages sent are the first `sent` of the sample's pool. */
export function modelEvent(
  call: CallSeen,
  model: string,
  tools: readonly object[],
  sent: number,
  at: { timestamp: string; working_start: number },
): InspectEvent {
  const answer = answerOf(call);
  const last = call.tries.at(-1);
  return {
    event: 'model',
    ...at,
    model,
    input: [],
    input_refs: [[0, sent]],
    tools,
    tool_choice: 'auto',
    config: {},
    retries: call.tries.length - 1,
    output: outputOf(answer?.said, model),
    call: {
      request: { model, messages: [], sha256: call.requestSha256 },
      call_refs: [[0, sent]],
      call_key: 'messages',
      ...(answer === undefined ? {} : { response: answer.response }),
    },
    ...(last?.fault == null ? {} : { error: `${last.fault.class}: ${last.fault.detail}` }),
  };
}

export function outputOf(said: Said | undefined, model: string) {
  if (said === undefined) return { model, choices: [], completion: '' };
  const { inputTokens, outputTokens } = said.usage;
  const message = {
    role: 'assistant',
    source: 'generate',
    content: said.text,
    ...callsIn(said.calls),
  };
  return {
    model: said.model,
    choices: [{ message, stop_reason: stopReasons[said.finish ?? ''] ?? 'unknown' }],
    completion: said.text,
    usage: {
      input_tokens: inputTokens,
      output_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  };
}
