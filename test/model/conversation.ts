/**
 * A request as the model sees it, whichever API it came by: who said what, which tools are offered, how
 * long the answer may be. The three APIs are read into this and nothing else is known of them here.
 */
import { z } from 'zod';

export interface Message {
  from: 'user' | 'model' | 'tool';
  text: string;
  /** The name of the tool that answered. */
  tool?: string;
}

/** What a script matches. */
export interface Conversation {
  /** The user’s first message. */
  task: string;
  last: Message;
  /** How many times the model has spoken. */
  spoken: number;
  /** Of the request, where its API has one. */
  seed?: number;
}

export interface Asked {
  model: string;
  conversation: Conversation;
  /** Every character of the prompt that costs tokens. */
  prompt: string;
  tools: readonly string[];
  isStream: boolean;
  /** Whether a stream ends with what it cost. */
  saysUsage: boolean;
  /** How many answers. */
  copies: number;
  outputTokensMax: number | undefined;
}

/** A request that the API does not allow; the message is for its sender. */
export class AskFault extends Error {
  readonly param: string | null;
  constructor(message: string, param: string | null = null) {
    super(message);
    this.param = param;
  }
}

export function conversationOf(messages: readonly Message[], seed?: number | null): Conversation {
  const last = messages.at(-1);
  if (last === undefined || last.from === 'model') {
    throw new AskFault('the last message must come from the user or from a tool', 'messages');
  }
  return {
    task: messages.find(({ from }) => from === 'user')?.text ?? '',
    last,
    spoken: messages.filter(({ from }) => from === 'model').length,
    ...(seed === undefined || seed === null ? {} : { seed }),
  };
}

/** Shapes that all three APIs share. Members that do not change an answer are let through unread. */
export const modelName = z.string().min(1).max(200);
export const tokensMax = z.int().min(1).max(1_000_000).nullish();
export const messagesMax = 10_000;
/** Text, or parts of which those with a text count. */
export const content = z
  .union([z.string(), z.array(z.looseObject({ text: z.string().optional() })).max(messagesMax)])
  .nullish();

export const textOfContent = (value: z.output<typeof content>): string =>
  typeof value === 'string' ? value : (value ?? []).map(({ text }) => text ?? '').join('\n');

export function readShape<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = (issue?.path ?? []).map(String).join('.');
  throw new AskFault(`\`${param}\`: ${issue?.message ?? 'does not fit'}`, param || null);
}
