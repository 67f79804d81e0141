/** A log to verify, in a folder or behind an address: bounded, and never led anywhere else. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { wholeWithin } from '#standards/stream';
import { TlogError, type LogSource } from '#standards/tlog';
import { CliError, exitCodes } from './command.ts';

const requestMsMax = 30_000;

/** Chooses by the look of it: an address begins with its scheme. */
export function logSourceOf(place: string): LogSource {
  if (/^https?:\/\//i.test(place)) return served(place);
  const status = statSync(place, { throwIfNoEntry: false });
  if (status?.isDirectory()) return folder(place);
  throw new CliError(
    exitCodes.invalidInput,
    `\`${place}\` is neither a folder nor an \`http(s)://\` address; give the log’s base`,
  );
}

function folder(base: string): LogSource {
  // Read at once: for a million entries, handing 8,000 small files to other threads costs more than reading.
  return {
    read: (name, bytesMax) =>
      Promise.resolve().then(() => {
        const file = path.join(base, name);
        // A pipe or a device would never end.
        const status = statSync(file, { throwIfNoEntry: false });
        if (status === undefined) return undefined;
        if (!status.isFile()) throw new TlogError('is not a file');
        if (status.size > bytesMax) throw new TlogError(`has more than ${bytesMax} bytes`);
        return readFileSync(file);
      }),
  };
}

function served(place: string): LogSource {
  if (!URL.canParse(place)) {
    throw new CliError(exitCodes.invalidInput, `\`${place}\` is not an address`);
  }
  const base = new URL(place.endsWith('/') ? place : `${place}/`);
  const token = process.env['SALLYPORT_TOKEN'] ?? '';
  // Checked here, because a header that cannot be sent is quoted whole in the error of the one who tried.
  if (!/^[\x21-\x7e]*$/.test(token)) {
    throw new CliError(exitCodes.invalidInput, 'the API token holds characters that no token has');
  }
  const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
  return { read: (name, bytesMax) => fetched(new URL(name, base), headers, bytesMax) };
}

async function fetched(
  url: URL,
  headers: Record<string, string>,
  bytesMax: number,
): Promise<Uint8Array | undefined> {
  const unreachable = (error: unknown) => {
    const cause = ((error as Error).cause as Error | undefined) ?? (error as Error);
    const detail = `cannot reach \`${url.href}\`: ${cause.message}`;
    return new CliError(exitCodes.unreachable, detail, { cause: error });
  };
  // The token goes nowhere the person did not name.
  const signal = AbortSignal.timeout(requestMsMax);
  const response = await fetch(url, { headers, redirect: 'manual', signal }).catch((error) => {
    throw unreachable(error);
  });
  if (!response.ok) {
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return undefined;
    throw refusalOf(url, response);
  }
  const whole = await wholeWithin(response.body ?? [], bytesMax).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (whole === undefined) throw new TlogError(`has more than ${bytesMax} bytes`);
  return whole;
}

function refusalOf(url: URL, { status }: Response): CliError {
  if (status === 401 || status === 403) {
    const detail = `\`${url.href}\` is not for this reader (${status}); set \`SALLYPORT_TOKEN\``;
    return new CliError(exitCodes.refused, detail);
  }
  if (status >= 300 && status < 400) {
    const detail = `\`${url.href}\` sends you elsewhere; give that address if you trust it`;
    return new CliError(exitCodes.refused, detail);
  }
  return new CliError(exitCodes.unreachable, `\`${url.href}\` answered ${status}; try again later`);
}
