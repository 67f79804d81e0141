/**
 * The agent: a model that is asked, answered by its tools, and asked again, until it submits, is out of
 * something, or fails. It returns the answer, and throws `SampleEnded` for every other end.
 */
import { SampleEnded } from '../disposition.ts';
import type { Meter, SampleLimits } from '../limits.ts';
import { callModel, type Try } from '../model/call.ts';
import { Conversation, type Frame } from '../model/conversation.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Identity } from '../model/identity.ts';
import type { Backoff } from '../model/retry.ts';
import type { Message, Said } from '../model/wire.ts';
import { kept, sha256, type Kept } from '../place/hosts.ts';
import type { Workplace } from '../place/workplace.ts';
import { readArguments, submitArguments, useTool } from './tools.ts';

export interface AgentOptions {
  endpoint: Endpoint;
  frame: Frame;
  prompt: string;
  workplace: Workplace;
  identity: Identity;
  limits: SampleLimits;
  meter: Meter;
  backoff: Backoff;
  signal: AbortSignal;
  onCall: (call: CallSeen) => void;
  onTool: (tool: ToolUsed) => void;
  /** Messages that no request carried any more, where the sample ended before one. */
  onUnsent: (messages: Message[]) => void;
}

export interface ToolUsed {
  name: string;
  sandboxMs: number;
  isError: boolean;
}

/** What a journal keeps of a call: with those before it, every byte of the request and of the answer. */
export interface CallSeen {
  /** Messages new in this request. */
  messages: Message[];
  requestSha256: string;
  /** Null where the tries were spent. */
  answer: Kept | null;
  tries: Try[];
}

const system = [
  'You are solving a task in a sandbox, with tools. The sandbox has no network.',
  'Nobody reads your messages while you work: act with your tools, and do not ask.',
  'When you have the answer, call `submit` with it; where the task asks for files, leave them in place',
  'and submit `done`. What you submit is final.',
].join('\n');
const reminder =
  'You called no tool. Go on with your tools, or call `submit` with your answer. If you only reply again, your reply is taken as your answer.';

/** The answer as submitted. */
export async function runAgent(options: AgentOptions): Promise<string> {
  const conversation = new Conversation(options.frame);
  try {
    return await converse(conversation, options);
  } finally {
    const unsent = conversation.takeFresh();
    if (unsent.length > 0) options.onUnsent(unsent);
  }
}

async function converse(conversation: Conversation, options: AgentOptions): Promise<string> {
  const { prompt, limits, meter, workplace } = options;
  const add = (message: Message) => {
    conversation.add(message);
    meter.message();
  };
  add({ role: 'system', content: system });
  add({ role: 'user', content: prompt });
  let reminders = 0;
  for (;;) {
    meter.check();
    const answer = await ask(conversation, options);
    if (answer.isRefusal) throw new SampleEnded('refused', answer.text.slice(0, 500) || 'declined');
    const { text, calls } = answer;
    if (calls.length === 0) {
      if (reminders++ >= limits.remindersMax) return text;
      add({ role: 'assistant', content: text });
      add({ role: 'user', content: reminder });
      continue;
    }
    reminders = 0;
    add({ role: 'assistant', content: text === '' ? null : text, tool_calls: calls });
    for (const { id, function: asked } of calls) {
      let content: string;
      if (asked.name === 'submit') {
        const given = readArguments(submitArguments, asked.arguments);
        if ('value' in given) return given.value.answer;
        content = given.problem;
      } else {
        meter.check();
        const commandMsMax = Math.min(limits.toolMs, meter.leftMs());
        const result = await useTool(asked.name, asked.arguments, { workplace, commandMsMax });
        meter.tool(result.sandboxMs);
        const { sandboxMs, isError } = result;
        options.onTool({ name: asked.name.slice(0, 50), sandboxMs, isError });
        content = result.text;
      }
      add({ role: 'tool', tool_call_id: id, content });
    }
  }
}

async function ask(conversation: Conversation, options: AgentOptions): Promise<Said> {
  const { endpoint, limits, meter, backoff, signal, identity, onCall } = options;
  const request = conversation.request();
  const seen = { messages: conversation.takeFresh(), requestSha256: sha256(request) };
  const called = await callModel(request, {
    endpoint,
    timeoutMs: Math.min(limits.callMs, meter.leftMs()),
    backoff,
    signal,
    onWaited: (ms) => meter.waited(ms),
    onGivenUp: (tries) => onCall({ ...seen, answer: null, tries }),
  });
  onCall({ ...seen, answer: kept(called.reply.body), tries: called.tries });
  meter.call(called.said.usage);
  identity.check(called.said);
  return called.said;
}
