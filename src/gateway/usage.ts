/**
 * Tokens: what a request can cost at worst, and what an answer says it cost. Only reading; the bodies
 * themselves pass through byte for byte.
 *
 * The worst case rests on three facts: a token stands for at least one byte of what was sent; the
 * model's context bounds any prompt; an answer is bounded by the limit the request names. Where bytes
 * do not tell (a picture, an earlier answer kept at the endpoint), the whole context is reserved.
 */
import type { Budget } from './budget.ts';
import type { AdmissionProblem } from './problems.ts';

/** No known vocabulary has a token longer than this; so many bytes of text are at least one token. */
export const bytesOfTokenMax = 128;

export interface WorstCase {
  inputTokens: number;
  outputTokens: number;
}

/** Members by which a request brings content whose tokens its own bytes do not bound. */
const carriesMore =
  /"(previous_response_id|conversation|container|prompt_cache_id|file_id|file_url|image_url|image|input_image|input_file|input_audio|document|source|mcp_servers)"\s*:/;
const outputLimits = ['max_completion_tokens', 'max_output_tokens', 'max_tokens'] as const;

/** For a request with a JSON body; `names` are the models that the grant covers. */
export function worstCaseOf(
  body: Buffer,
  budget: Budget,
  names: readonly string[],
): WorstCase | AdmissionProblem {
  const request = parseObject(body);
  if (request === undefined) return 'unreadable';
  if ('model' in request && !names.includes(request['model'] as string)) return 'wrong_model';
  const asked = outputLimits.filter(
    (name) => request[name] !== undefined && request[name] !== null,
  );
  let outputTokens = 0;
  for (const name of asked) {
    const limit = request[name];
    if (!Number.isSafeInteger(limit) || (limit as number) < 1) return 'unreadable';
    outputTokens = Math.max(outputTokens, limit as number);
  }
  if (asked.length === 0) outputTokens = budget.outputTokensMax;
  const copies = copiesOf(request);
  if (copies === undefined) return 'unreadable';
  if (outputTokens * copies > budget.outputTokensMax) {
    if (asked.length > 0 || copies > 1) return 'output_limit';
  }
  const inputTokens = carriesMore.test(body.toString('latin1'))
    ? budget.contextTokensMax
    : Math.min(body.length, budget.contextTokensMax);
  return { inputTokens, outputTokens: outputTokens * copies };
}

/** `n` and `best_of` multiply the answer; anything but a small count is refused. */
function copiesOf(request: Record<string, unknown>): number | undefined {
  let copies = 1;
  for (const name of ['n', 'best_of']) {
    const value = request[name];
    if (value === undefined || value === null) continue;
    if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > 128) {
      return undefined;
    }
    copies = Math.max(copies, value as number);
  }
  return copies;
}

/** What one JSON answer, or one event of a stream, says of its cost and of who answered. */
export interface Said {
  inputTokens?: number;
  outputTokens?: number;
  model?: string;
  /** UTF-8 bytes of text, tool arguments or thinking in it. */
  contentBytes: number;
}

export function saidIn(value: unknown): Said {
  const said: Said = { contentBytes: contentBytesOf(value) };
  if (!isObject(value)) return said;
  for (const holder of [value, value['response'], value['message']]) {
    if (!isObject(holder)) continue;
    if (typeof holder['model'] === 'string') said.model = holder['model'].slice(0, 200);
    const { usage } = holder;
    if (!isObject(usage)) continue;
    const input = sumOf(usage, [
      'prompt_tokens',
      'input_tokens',
      'cache_creation_input_tokens',
      'cache_read_input_tokens',
    ]);
    const output = sumOf(usage, ['completion_tokens', 'output_tokens']);
    if (input !== undefined) said.inputTokens = input;
    if (output !== undefined) said.outputTokens = output;
  }
  return said;
}

/** Counts of one usage object added up; one that is no count makes the whole unbelievable. */
function sumOf(usage: Record<string, unknown>, names: readonly string[]): number | undefined {
  let sum: number | undefined;
  for (const name of names) {
    const value = usage[name];
    if (value === undefined || value === null) continue;
    sum =
      Number.isSafeInteger(value) && (value as number) >= 0 ? (sum ?? 0) + (value as number) : NaN;
  }
  return sum;
}

/** Members that hold what the model wrote, in the shapes of the APIs we know. */
const contentMembers = new Set([
  'content',
  'text',
  'delta',
  'partial_json',
  'thinking',
  'arguments',
  'refusal',
  'reasoning_content',
  'output_text',
]);
const depthMax = 12;
const nodesMax = 100_000;

function contentBytesOf(root: unknown): number {
  let bytes = 0;
  let nodes = 0;
  const visit = (value: unknown, depth: number) => {
    if (depth > depthMax || ++nodes > nodesMax || value === null || typeof value !== 'object')
      return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string') {
        if (contentMembers.has(name)) bytes += Buffer.byteLength(member);
      } else visit(member, depth + 1);
    }
  };
  visit(root, 0);
  return bytes;
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
