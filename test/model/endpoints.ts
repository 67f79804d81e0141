/** The paths: who may ask, what is asked of which API, and what is answered when it cannot be. */
import { countTokens, anthropic, anthropicMessages } from './anthropic.ts';
import { AskFault } from './conversation.ts';
import { deliver, hold, paddingOf, pause, type Passage } from './delivery.ts';
import type { Dialect, House, Problem } from './dialect.ts';
import { openai } from './openai.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import type { Received } from './received.ts';
import { render, type Rendered } from './rendered.ts';
import { ScriptFault } from './reply.ts';

const dialects: Readonly<Record<string, Dialect>> = {
  'POST /v1/chat/completions': openaiChat,
  'POST /v1/responses': openaiResponses,
  'POST /v1/messages': anthropicMessages,
};
const countPath = 'POST /v1/messages/count_tokens';
const modelsPath = 'GET /v1/models';

const keptMax = 64;
const keptBytesMax = 64 * 1024;

export interface Endpoints {
  models: readonly string[];
  apiKey: string | undefined;
}

/** The family of APIs a caller speaks: by the path, and where both have it by the header one of them asks. */
export const houseOf = ({ target, headers }: Received): House =>
  target.startsWith('/v1/messages') || headers['anthropic-version'] !== undefined
    ? anthropic
    : openai;

export async function answer(endpoints: Endpoints, passage: Passage): Promise<void> {
  const { received, turned } = passage;
  const house = houseOf(received);
  const { fault, behaviour } = turned;
  if (endpoints.apiKey !== undefined && house.keyOf(received.headers) !== endpoints.apiKey) {
    return refuse(passage, { status: 401, message: 'the API key is missing or not known here' });
  }
  if (house === anthropic && received.headers['anthropic-version'] === undefined) {
    return refuse(passage, { status: 400, message: 'the header `anthropic-version` is missing' });
  }
  if (behaviour.thinkMs > 0) await pause(behaviour.thinkMs);
  if (passage.response.closed) return;
  if (fault?.kind === 'silent') return await hold(passage);
  if (fault?.kind === 'status') {
    const { status, retryAfterS } = fault;
    const headers = retryAfterS === undefined ? [] : ['retry-after', String(retryAfterS)];
    return refuse(passage, { status, message: 'the model cannot answer now' }, headers);
  }
  if (fault?.kind === 'redirect') {
    passage.response.writeHead(fault.status, [...passage.head, 'location', fault.to]);
    return void passage.response.end();
  }
  let rendered: Rendered;
  try {
    rendered = answerOf(endpoints, passage);
  } catch (error) {
    return refuse(passage, problemOf(error));
  }
  await deliver(passage, rendered);
}

class NoPath extends Error {}
class NoModel extends Error {}
/** Asked for by a dial, and shown as an answer that failed. */
class Failure extends Error {}

function answerOf(endpoints: Endpoints, { received, turned }: Passage): Rendered {
  const [path] = received.target.split('?') as [string];
  const asked = `${received.method} ${path}`;
  const dialect = dialects[asked];
  if (dialect === undefined) return jsonAnswer(answerBeside(endpoints, received, asked));
  const { kept, fault } = turned;
  const isSmall = received.body.length <= keptBytesMax;
  const key = isSmall ? `${path} ${received.body.toString('latin1')}` : '';
  const known = isSmall ? kept?.get(key) : undefined;
  if (known !== undefined) return known;
  const read = dialect.read(bodyOf(received));
  requireModel(endpoints, read.model);
  if (fault?.kind === 'error_event' && !read.isStream) throw new Failure('the model stopped');
  const rendered = render(dialect, read, turned);
  if (isSmall && kept !== undefined && kept.size < keptMax) kept.set(key, rendered);
  return rendered;
}

/** What is no conversation: the list of models, and the counting of tokens. */
function answerBeside(endpoints: Endpoints, received: Received, asked: string): object {
  const house = houseOf(received);
  if (asked === countPath) {
    const { model, answer: counted } = countTokens(bodyOf(received));
    requireModel(endpoints, model);
    return counted;
  }
  if (asked === modelsPath) return house.models(endpoints.models);
  if (asked.startsWith(`${modelsPath}/`)) {
    const name = decodeURIComponent(asked.slice(modelsPath.length + 1));
    requireModel(endpoints, name);
    return house.modelEntry(name);
  }
  throw new NoPath(`there is no \`${asked}\` here`);
}

function jsonAnswer(value: object): Rendered {
  const bytes = Buffer.from(JSON.stringify(value));
  return { isStream: false, parts: [{ bytes, isPiece: true }], bytes: bytes.length, pieces: 1 };
}

function requireModel({ models }: Endpoints, name: string): void {
  if (!models.includes(name)) throw new NoModel(`there is no model \`${name}\` here`);
}

function bodyOf({ body }: Received): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new AskFault('the body is not JSON');
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof AskFault) {
    return { status: 400, message: error.message, param: error.param };
  }
  if (error instanceof NoPath) return { status: 404, message: error.message };
  if (error instanceof NoModel) {
    return { status: 404, message: error.message, param: 'model', code: 'model_not_found' };
  }
  if (error instanceof URIError) return { status: 400, message: 'the path cannot be decoded' };
  if (error instanceof ScriptFault || error instanceof Failure) {
    return { status: 500, message: error.message };
  }
  throw error;
}

export function refuse(
  { response, received, turned, head }: Passage,
  problem: Problem,
  headers: readonly string[] = [],
): void {
  const body = Buffer.from(JSON.stringify(houseOf(received).error(problem)));
  response.writeHead(problem.status, [
    ...['content-type', 'application/json', 'content-length', String(body.length)],
    ...head,
    ...headers,
    ...paddingOf(turned.behaviour),
  ]);
  response.end(body);
}
