/**
 * Speaks to one gateway over mutual TLS: as the holder of the server's reader key, and only to the holder of
 * the pinned certificate. Every answer is bounded in bytes and time; no redirect is followed.
 *
 * The address is a developer's word, so it could name anything that this host can reach. Whatever does not
 * prove the pinned certificate is told apart in no way: refused, silent or another's server is one answer.
 */
import { Agent, request } from 'node:https';
import { certificateDigest } from './gateway-address.ts';

export interface GatewayAddress {
  url: string;
  /** PEM. */
  certificate: string;
}

/** PEM. */
export interface ReaderIdentity {
  key: string;
  certificate: string;
}

/** Nothing that holds the pinned certificate answers, or not in time. */
export class GatewayAway extends Error {
  constructor(cause?: unknown) {
    super('nothing that holds the pinned certificate answers at the gateway’s address', { cause });
  }
}
/** It answers with more than it may. */
export class GatewayAnswerTooLarge extends Error {}

export interface Answer {
  status: number;
  body: Buffer;
}

export interface GatewayClient {
  get(path: string, bytesMax: number): Promise<Answer>;
  post(path: string, body: string, contentType: string): Promise<Answer>;
  close(): void;
}

/** From the first byte sent to the last one read. */
export const answerMsMax = 10_000;
const postAnswerBytesMax = 64 * 1024;
const socketsMax = 4;

export function openGateway(
  { url, certificate }: GatewayAddress,
  reader: ReaderIdentity,
  patienceMs = answerMsMax,
): GatewayClient {
  const pinned = certificateDigest(certificate);
  const agent = new Agent({
    keepAlive: true,
    maxSockets: socketsMax,
    // A resumed session would skip looking at the certificate.
    maxCachedSessions: 0,
    ca: certificate,
    // The pinned certificate is believed for itself, whoever issued it and whatever name it bears.
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, { fingerprint256 }) =>
      fingerprint256.replaceAll(':', '').toLowerCase() === pinned ? undefined : new GatewayAway(),
    key: reader.key,
    cert: reader.certificate,
    minVersion: 'TLSv1.3',
  });
  const send = (
    method: 'GET' | 'POST',
    path: string,
    bytesMax: number,
    body?: string,
    contentType = '',
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const away = (error: unknown) =>
        reject(error instanceof GatewayAnswerTooLarge ? error : new GatewayAway(error));
      const outgoing = request(
        new URL(path, url),
        {
          method,
          agent,
          signal: AbortSignal.timeout(patienceMs),
          headers:
            body === undefined
              ? {}
              : { 'content-type': contentType, 'content-length': Buffer.byteLength(body) },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          let bytes = 0;
          incoming.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes > bytesMax)
              outgoing.destroy(new GatewayAnswerTooLarge(`more than ${bytesMax} bytes`));
            else chunks.push(chunk);
          });
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks) }),
          );
          incoming.on('error', away);
          incoming.on('aborted', away);
        },
      );
      outgoing.on('error', away);
      outgoing.end(body);
    });
  return {
    get: (path, bytesMax) => send('GET', path, bytesMax),
    post: (path, body, contentType) => send('POST', path, postAnswerBytesMax, body, contentType),
    close: () => agent.destroy(),
  };
}
