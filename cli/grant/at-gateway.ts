/**
 * A gateway as the two sides speak to it without any server between: over TLS, to the certificate that
 * its developer handed over and to nobody else. Grants and revocations prove themselves; what is read
 * needs the key of a runner or reader.
 */
import { request } from 'node:https';
import { CliError, exitCodes } from '../command.ts';
import { readCertificate, readTlsFolder } from '../keys/tls-folder.ts';
import { jsonOf } from '../server.ts';
import { visible } from '../terminal-text.ts';
import type { VerbInput } from '../verbs.ts';

export const atGatewayOptions = {
  gateway: { type: 'string' },
  ca: { type: 'string' },
} as const;
export const atGatewayUsage = '--gateway URL --ca CERT.pem';

export interface Gateway {
  url: string;
  /** PEM. */
  certificate: string;
  identity?: { key: string; cert: string };
}

const answerMsMax = 15_000;
const answerBytesMax = 4 * 1024 * 1024;

export function gatewayFrom({ required, option }: VerbInput): Gateway {
  const url = required('gateway');
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new CliError(
      exitCodes.invalidInput,
      '`--gateway` takes an address such as `https://gateway.example:8443`',
    );
  }
  const certificate = readCertificate(required('ca'));
  const folder = option('runner');
  if (folder === undefined) return { url, certificate };
  const { keyPem, certificate: cert } = readTlsFolder(folder);
  return { url, certificate, identity: { key: keyPem, cert } };
}

/** The answer's JSON; a refusal is thrown in the gateway's own words. */
export async function askGateway(
  gateway: Gateway,
  path: string,
  note?: string,
): Promise<{ status: number; value: object }> {
  const { status, text } = await send(gateway, path, note);
  const value = jsonOf(text);
  if (status < 300) return { status, value };
  const { title, detail } = value as { title?: unknown; detail?: unknown };
  if (typeof detail !== 'string') throw notAGateway(gateway, status);
  const isInput = status === 413 || title === 'malformed' || title === 'not_canonical';
  throw new CliError(
    isInput ? exitCodes.invalidInput : status >= 500 ? exitCodes.failed : exitCodes.refused,
    `the gateway says: ${visible(detail)}`,
  );
}

export const notAGateway = ({ url }: Gateway, status: number): CliError =>
  new CliError(
    exitCodes.failed,
    `\`${url}\` answered ${status}, and not as a gateway does; check the address`,
  );

async function send(
  { url, certificate, identity }: Gateway,
  path: string,
  note: string | undefined,
): Promise<{ status: number; text: string }> {
  return await new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(faultOf(url, error));
    const outgoing = request(
      new URL(path, url),
      {
        method: note === undefined ? 'GET' : 'POST',
        ca: certificate,
        ...identity,
        minVersion: 'TLSv1.3',
        agent: false,
        signal: AbortSignal.timeout(answerMsMax),
        headers:
          note === undefined
            ? {}
            : { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(note) },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        incoming.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= answerBytesMax) chunks.push(chunk);
          else outgoing.destroy(new Error(`it answers with more than ${answerBytesMax} bytes`));
        });
        incoming.on('error', fail);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', fail);
    outgoing.end(note);
  });
}

/** Somebody else at the address is a refusal; nobody there is not. */
function faultOf(url: string, error: unknown): CliError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const isAnother = /CERT|SIGNATURE|ISSUER|ALTNAME/.test(code);
  return isAnother
    ? new CliError(
        exitCodes.refused,
        `whoever answers at \`${url}\` does not show the certificate of \`--ca\` (${code}); nothing was sent`,
        { cause: error },
      )
    : new CliError(exitCodes.unreachable, `cannot reach \`${url}\`: ${message}`, { cause: error });
}
