/**
 * OpenAI's Chat Completions as this engine speaks them: what it writes, and the little it believes of what
 * it reads. Whatever answers is a stranger, so an answer is checked before any of it is used.
 */
import { z } from 'zod';

export type Message =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string | null; tool_calls?: readonly WireCall[] }
  | { role: 'tool'; tool_call_id: string; content: string };

export interface WireCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export interface ToolDefinition {
  type: 'function';
  function: { name: string; description: string; parameters: object };
}

const textMax = 4 * 1024 * 1024;
const callsMax = 64;

const answerShape = z.looseObject({
  model: z.string().max(500),
  system_fingerprint: z.string().max(500).nullish(),
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().max(100).nullish(),
        message: z.looseObject({
          content: z.string().max(textMax).nullish(),
          refusal: z.string().max(textMax).nullish(),
          tool_calls: z
            .array(
              z.looseObject({
                id: z.string().min(1).max(200),
                function: z.looseObject({
                  name: z.string().max(200),
                  arguments: z.string().max(textMax),
                }),
              }),
            )
            .max(callsMax)
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z.unknown().optional(),
});

const usageShape = z.looseObject({
  prompt_tokens: z.int().min(0).max(1e9),
  completion_tokens: z.int().min(0).max(1e9),
});

export interface Usage {
  inputTokens: number;
  outputTokens: number;
  /** The endpoint's own count; otherwise four bytes a token, counted here. */
  isReported: boolean;
}

export interface Said {
  model: string;
  fingerprint: string | null;
  finish: string | null;
  text: string;
  calls: readonly WireCall[];
  /** The API's own word for a refusal; never guessed from the text. */
  isRefusal: boolean;
  usage: Usage;
}

/** The answer in a body of status 200, or why it is none. */
export function readAnswer(body: Buffer, requestBytes: number): Said | { malformed: string } {
  let document: unknown;
  try {
    document = JSON.parse(body.toString('utf8'));
  } catch {
    return { malformed: 'the answer is not JSON' };
  }
  const parsed = answerShape.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { malformed: `the answer’s \`${issue?.path.join('.')}\`: ${issue?.message}` };
  }
  const { model, system_fingerprint, choices, usage } = parsed.data;
  const [choice] = choices;
  const { content, refusal, tool_calls } = choice!.message;
  const hasRefused = refusal != null && refusal !== '';
  return {
    model,
    fingerprint: system_fingerprint ?? null,
    finish: choice!.finish_reason ?? null,
    text: hasRefused ? refusal : (content ?? ''),
    calls: (tool_calls ?? []).map(({ id, function: asked }) => ({
      id,
      type: 'function',
      function: { name: asked.name, arguments: asked.arguments },
    })),
    isRefusal: hasRefused || choice!.finish_reason === 'content_filter',
    usage: usageOf(usage, requestBytes, body.length),
  };
}

const bytesPerToken = 4;
/** A count this far below what was sent and received is no count; tokens are not that long. */
const bytesPerTokenMax = 64;

function usageOf(given: unknown, requestBytes: number, answerBytes: number): Usage {
  const parsed = usageShape.safeParse(given);
  if (parsed.success) {
    const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = parsed.data;
    if (inputTokens * bytesPerTokenMax >= requestBytes) {
      return { inputTokens, outputTokens, isReported: true };
    }
  }
  return {
    inputTokens: Math.ceil(requestBytes / bytesPerToken),
    outputTokens: Math.ceil(answerBytes / bytesPerToken),
    isReported: false,
  };
}

/** Whether an endpoint that was asked for `asked` may call itself `answered`: itself, or a dated form. */
export function isSameModel(asked: string, answered: string): boolean {
  return answered === asked || answered.startsWith(`${asked}-`);
}
