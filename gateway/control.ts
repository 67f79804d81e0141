/**
 * The paths of the gateway itself, below `/sallyport/`: where the two sides put a grant in force, end
 * it, and read the log. Grants and revocations prove themselves by their signatures; what is read needs
 * a key that a grant or the developer's list of readers names. A listed reader may also stop a grant: the
 * server does when somebody withdraws, and can do nothing else here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { GrantRefusal, grantBytesMax, type HeldGrant } from '#gateway';
import { parseTilePath, tileWidth } from '#standards/tlog';
import type { Desk } from './desk.ts';
import { readBody, refuse, RequestTooLarge, type BodyRoom } from './request.ts';

export const controlPrefix = '/sallyport/';
const logPrefix = `${controlPrefix}log/`;

export interface ControlOptions {
  desk: Desk;
  room: BodyRoom;
  keysJson: string;
  readers: ReadonlySet<string>;
  keyOf(request: IncomingMessage): string | undefined;
  problem(): string | undefined;
}

export async function control(
  options: ControlOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { desk } = options;
  const asked = `${request.method ?? ''} ${request.url ?? ''}`;
  if (asked === `POST ${controlPrefix}grants`) {
    return await takeNote(options, request, response, 201, async (note) => {
      const grant = await desk.activate(note);
      return { digest: grant.digest, grant: standingOf(desk, grant) };
    });
  }
  if (asked === `POST ${controlPrefix}revocations`) {
    return await takeNote(options, request, response, 200, async (note) => {
      const grant = await desk.revoke(note);
      return { digest: grant.digest, ended: grant.ended };
    });
  }
  const key = options.keyOf(request);
  if (asked === `POST ${controlPrefix}stops` && key !== undefined && options.readers.has(key)) {
    return await takeNote(options, request, response, 200, async (text) => {
      const grant = await desk.stop(stopOf(text), key);
      return { digest: grant.digest, ended: grant.ended };
    });
  }
  const mayRead = key !== undefined && (options.readers.has(key) || desk.grants.ofRunner(key));
  if (request.method !== 'GET' || !mayRead) return refuse(response, 'not_listed');
  if (asked === `GET ${controlPrefix}standing`) {
    return answer(response, 200, standing(desk, options.problem()));
  }
  const path = request.url ?? '';
  if (path.startsWith(logPrefix)) {
    return await serveLog(options, path.slice(logPrefix.length), response);
  }
  refuse(response, 'not_listed');
}

const stop = z.strictObject({ grant: z.string().max(64) });

/** Which grant a reader stops: `{"grant": digest}`. */
function stopOf(text: string): string {
  try {
    return stop.parse(JSON.parse(text)).grant;
  } catch {
    throw new GrantRefusal('malformed', 'a stop is `{"grant": "…"}` with the digest of a grant');
  }
}

/** What both sides see: the same countdown, the same counters. */
export function standing(desk: Desk, problem: string | undefined) {
  const { ledger, submission, time } = desk;
  return {
    submission,
    origin: ledger.origin,
    now: time.now().toISOString(),
    size: ledger.size,
    witnessedAt: ledger.witnessedAt?.toISOString() ?? null,
    ...(problem === undefined ? {} : { problem }),
    grants: desk.grants.all().map((grant) => standingOf(desk, grant)),
  };
}

function standingOf(desk: Desk, grant: HeldGrant) {
  const { terms, digest, meter, window, ended, endedAt } = grant;
  return {
    digest,
    id: terms.id,
    kind: terms.kind,
    model: terms.model.declaredAs,
    runner: {
      pseudonym: terms.runner.pseudonym,
      office: terms.runner.office,
      keySha256: terms.runner.keySha256,
    },
    claimUntil: terms.window.claimUntil,
    ...(window && {
      window: {
        opensAt: window.opensAt.toISOString(),
        closesAt: window.closesAt.toISOString(),
      },
    }),
    budget: terms.budget,
    spent: meter.spent,
    reservedTokens: meter.reservedTokens,
    running: desk.passages.runningOf(grant),
    ...(ended && { ended: { reason: ended, at: endedAt?.toISOString() ?? null } }),
  };
}

async function takeNote(
  options: ControlOptions,
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  act: (note: string) => Promise<unknown>,
): Promise<void> {
  let body: Buffer | null = null;
  try {
    body = await readBody(request, grantBytesMax, options.room);
    answer(response, status, await act((body ?? '').toString()));
  } catch (error) {
    if (error instanceof RequestTooLarge) return refuse(response, error.problem);
    if (error instanceof GrantRefusal) {
      const code = error.code === 'replayed' || error.code === 'out_of_order' ? 409 : 422;
      return answer(response, code, { title: error.code, status: code, detail: error.message });
    }
    refuse(response, 'not_logged');
  } finally {
    options.room.give(body);
  }
}

async function serveLog(
  { desk, keysJson }: ControlOptions,
  path: string,
  response: ServerResponse,
): Promise<void> {
  const { ledger } = desk;
  if (path === 'keys.json') return send(response, 'application/json', keysJson);
  if (path === 'checkpoint') {
    if (ledger.published === undefined) return refuse(response, 'not_listed');
    return send(response, 'text/plain; charset=utf-8', ledger.published);
  }
  if (path.startsWith('bodies/')) {
    const place = parseTilePath(path.replace('bodies/', 'tile/entries/'));
    if (place?.width !== tileWidth || place.index * tileWidth >= ledger.size) {
      return refuse(response, 'not_listed');
    }
    return send(response, 'application/jsonl', await ledger.readBodies(place.index));
  }
  const place = parseTilePath(path);
  if (place === undefined || !isThere(ledger.size, place)) return refuse(response, 'not_listed');
  const bytes =
    'entries' in place
      ? await ledger.readBundle(place.index, place.width)
      : await ledger.readTile(place);
  send(response, 'application/octet-stream', bytes);
}

function isThere(size: number, place: { level?: number; index: number; width: number }): boolean {
  const hashes = Math.floor(size / tileWidth ** (place.level ?? 0));
  return place.index * tileWidth + place.width <= hashes;
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function send(response: ServerResponse, contentType: string, body: string | Buffer): void {
  response.writeHead(200, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
