/** Reading a request within bounds, and answering it with a refusal that says no more than it must. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { admissionProblems, type AdmissionProblem } from '#gateway';

export class RequestTooLarge extends Error {
  readonly problem: 'too_large' | 'busy';
  constructor(problem: 'too_large' | 'busy') {
    super(problem);
    this.problem = problem;
  }
}

/** Bytes of request bodies that are held at one time, over all callers. */
export class BodyRoom {
  readonly #bytesMax: number;
  #held = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  take(bytes: number): boolean {
    if (this.#held + bytes > this.#bytesMax) return false;
    this.#held += bytes;
    return true;
  }

  give(body: Buffer | null): void {
    this.#held -= body?.length ?? 0;
  }
}

/** The whole body, or null where there is none; too much is refused before it is held. */
export async function readBody(
  request: IncomingMessage,
  bytesMax: number,
  room: BodyRoom,
): Promise<Buffer | null> {
  if (request.method === 'GET') {
    request.resume();
    return null;
  }
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > bytesMax) throw new RequestTooLarge('too_large');
  const chunks: Buffer[] = [];
  let held = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      if (held + chunk.length > bytesMax) throw new RequestTooLarge('too_large');
      if (!room.take(chunk.length)) throw new RequestTooLarge('busy');
      held += chunk.length;
      chunks.push(chunk);
    }
  } catch (error) {
    room.give(Buffer.concat(chunks));
    throw error;
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
}

/** Both APIs' clients read `error.message`; ours reads `detail`. The same shape for every reason. */
export function refuse(response: ServerResponse, problem: AdmissionProblem): void {
  if (response.headersSent || response.destroyed) return;
  const { status, detail } = admissionProblems[problem];
  const body = JSON.stringify({
    type: 'error',
    error: { type: problem, code: problem, message: detail },
    title: problem,
    status,
    detail,
  });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    // What was not read of a refused request is not read at all.
    connection: 'close',
    'x-should-retry': 'false',
  });
  response.end(body);
}
