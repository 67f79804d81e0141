/**
 * A Sallyport server as a command speaks to it: one address that the person named, a token that is never
 * an argument, no redirect, answers bounded in bytes and time, and a problem in the words that the server
 * gave it.
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { wholeWithin } from '#standards/stream';
import { CliError, exitCodes, MisfitError, type ExitCode } from './command.ts';
import { visible } from './terminal-text.ts';

export const serverOptions = {
  server: { type: 'string' },
  'token-file': { type: 'string' },
} as const;

export interface Server {
  url: string;
  token: string;
}

export interface Question {
  method: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer> | string;
  msMax?: number;
  answerBytesMax?: number;
}

export interface ServerAnswer {
  status: number;
  text: string;
  bytes: Buffer;
}

const answerMsMax = 30_000;
const usualBytesMax = 4 * 1024 * 1024;

/** Takes what the options name, then `SALLYPORT_SERVER` and `SALLYPORT_TOKEN`. */
export function serverOf(given: { server: unknown; 'token-file': unknown }): Server {
  const url = String(given.server ?? process.env['SALLYPORT_SERVER'] ?? 'http://127.0.0.1:8440');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new CliError(
      exitCodes.invalidInput,
      `\`${url}\` is not a server’s address; give one such as \`https://sallyport.example\``,
    );
  }
  return { url, token: tokenFrom(given['token-file']) };
}

/** Never an argument: every user of the host can list those. */
function tokenFrom(file: unknown): string {
  const token = typeof file === 'string' ? readToken(file) : process.env['SALLYPORT_TOKEN'];
  if (token === undefined || token === '') {
    throw new CliError(
      exitCodes.refused,
      'no API token; set `SALLYPORT_TOKEN`, or name a file with `--token-file` (make one under API tokens)',
    );
  }
  // Checked here, because a header that cannot be sent is quoted whole in the error of the one who tried.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new CliError(exitCodes.invalidInput, 'the API token holds characters that no token has');
  return token;
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new CliError(
      exitCodes.invalidInput,
      `cannot read the token file \`${file}\`: ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** Asks, and gives whatever answer came, good or bad. */
export async function ask(server: Server, question: Question): Promise<ServerAnswer> {
  const { method, path, headers = {}, body, msMax = answerMsMax } = question;
  const { answerBytesMax = usualBytesMax } = question;
  const unreachable = (error: unknown) =>
    new CliError(exitCodes.unreachable, `cannot reach \`${server.url}\`: ${causeOf(error)}`, {
      cause: error,
    });
  const response = await fetch(new URL(path, server.url), {
    method,
    headers: { authorization: `Bearer ${server.token}`, ...headers },
    ...(body === undefined ? {} : { body }),
    // Neither what is sent nor the token goes anywhere the person did not name.
    redirect: 'manual',
    signal: AbortSignal.timeout(msMax),
  }).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (response.status >= 300 && response.status < 400) {
    const where = response.headers.get('location') ?? 'another address';
    throw new CliError(
      exitCodes.refused,
      `\`${server.url}\` sends you to \`${visible(where)}\`; name that with \`--server\` if you trust it`,
    );
  }
  const whole = await wholeWithin(response.body ?? [], answerBytesMax).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (whole === undefined) throw notOurs(server, response.status);
  return { status: response.status, text: whole.toString('utf8'), bytes: whole };
}

/** Asks in JSON, and gives the answer that was asked for or throws what came instead. */
export async function call<T>(
  server: Server,
  answer: z.ZodType<T>,
  { method, path, value }: { method: 'GET' | 'POST'; path: string; value?: unknown },
): Promise<T> {
  const given = await ask(server, {
    method,
    path,
    ...(value === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }),
  });
  if (given.status >= 300) throw problemOf(server, given);
  const read = answer.safeParse(jsonOf(given.text));
  if (!read.success) throw notOurs(server, given.status);
  return read.data;
}

interface Fault {
  pointer: unknown;
  detail: unknown;
}

/** An answer that is no success, as the exit code and the words it comes to. */
export function problemOf(
  server: Server,
  { status, text }: Pick<ServerAnswer, 'status' | 'text'>,
): CliError {
  const { detail, errors } = jsonOf(text) as { detail?: unknown; errors?: unknown };
  if (typeof detail !== 'string') return notOurs(server, status);
  const faults: Fault[] = Array.isArray(errors) ? errors : [];
  if (faults.length === 0) return new CliError(exitCodeOf(status), visible(detail));
  return new MisfitError(
    exitCodeOf(status),
    // It points at a member of the answer, whose entries follow here.
    visible(detail).replace(/; `errors` names each\b.*$/, ''),
    faults.map(({ pointer, detail }) => ({
      pointer: visible(String(pointer)).replace(/^\/(?:body|querystring|params)(?=\/)/, ''),
      detail: visible(String(detail)),
    })),
  );
}

/** Whatever answers there, it does not answer as a Sallyport does. */
export function notOurs(server: Server, status: number): CliError {
  return new CliError(
    exitCodeOf(status),
    `\`${server.url}\` answered ${status}, and not as a Sallyport does; check the address`,
  );
}

/** JSON, or an empty object where it is none. */
export function jsonOf(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function exitCodeOf(status: number): ExitCode {
  if ([400, 413, 415, 422].includes(status)) return exitCodes.invalidInput;
  return status >= 500 || status < 300 ? exitCodes.failed : exitCodes.refused;
}

const causeOf = (error: unknown): string =>
  ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
