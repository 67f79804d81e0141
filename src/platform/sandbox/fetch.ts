/**
 * The fetch step: it downloads, and does nothing else (DESIGN, *A verdict states its assurance*). No
 * package code runs, no credential or cookie is sent, and no address that is not public is spoken
 * to: every address a name resolves to is judged before the connection, the judged one is connected
 * to, and the same holds for every redirect, since a redirect inward is the attack to expect.
 *
 * Bytes are kept as they came: nothing is decompressed here.
 */
import { createHash } from 'node:crypto';
import { lookup as resolveName } from 'node:dns/promises';
import { constants } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';

export interface FetchRule {
  /** Plain http only for what is pinned by a digest elsewhere (Debian mirrors). */
  protocols: readonly ('https:' | 'http:')[];
  /** Exact host names, redirects included; null allows any. */
  hosts: readonly string[] | null;
  allowsAddress: (address: string) => boolean;
  redirectsMax: number;
}

/** What production uses. A test with a server of its own passes another `allowsAddress`. */
export const publicOnly: FetchRule = {
  protocols: ['https:'],
  hosts: null,
  allowsAddress: isPublicAddress,
  redirectsMax: 4,
};

export interface FetchOptions {
  url: string;
  bytesMax: number;
  timeoutMs: number;
  rule?: FetchRule;
  /** Hexadecimal. */
  sha256?: string;
  /** Subresource Integrity as npm writes it: `sha512-…`; any one of several may match. */
  integrity?: string;
  signal?: AbortSignal;
}

export interface Fetched {
  /** Where it came from after redirects. */
  url: string;
  bytes: number;
  sha256: string;
}

export type FetchProblem =
  | 'url'
  | 'host'
  | 'address'
  | 'redirects'
  | 'status'
  | 'too-large'
  | 'too-slow'
  | 'digest'
  | 'network';

export class FetchRefused extends Error {
  readonly code: FetchProblem;

  constructor(code: FetchProblem, message: string) {
    super(message);
    this.name = 'FetchRefused';
    this.code = code;
  }
}

/** Writes a new file at `into` (mode 0644); nothing is left there when it throws `FetchRefused`. */
export async function fetchFile(options: FetchOptions & { into: string }): Promise<Fetched> {
  const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = constants;
  const file = await open(options.into, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o644);
  try {
    const fetched = await download(options, async (chunk) => void (await file.write(chunk)));
    await file.close();
    return fetched;
  } catch (error) {
    await file.close();
    await rm(options.into, { force: true });
    throw error;
  }
}

/** The same into memory, for what is parsed at once. */
export async function fetchBytes(options: FetchOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await download(options, async (chunk) => void chunks.push(chunk));
  return Buffer.concat(chunks);
}

async function download(
  options: FetchOptions,
  keep: (chunk: Uint8Array) => Promise<void>,
): Promise<Fetched> {
  const rule = options.rule ?? publicOnly;
  const late = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? late : AbortSignal.any([late, options.signal]);
  try {
    const { response, url } = await follow(options.url, rule, signal);
    return await receive(response, url, options, keep);
  } catch (error) {
    if (error instanceof FetchRefused) throw error;
    options.signal?.throwIfAborted();
    if (late.aborted) {
      throw new FetchRefused('too-slow', `\`${options.url}\` took over ${options.timeoutMs} ms`);
    }
    throw new FetchRefused('network', `\`${options.url}\`: ${(error as Error).message}`);
  }
}

async function follow(
  first: string,
  rule: FetchRule,
  signal: AbortSignal,
): Promise<{ response: http.IncomingMessage; url: URL }> {
  let url = allowedUrl(first, rule);
  for (let redirects = 0; redirects <= rule.redirectsMax; redirects++) {
    const response = await request(url, rule, signal);
    const status = response.statusCode ?? 0;
    const location = response.headers.location;
    if (status < 300 || status > 399 || location === undefined) {
      if (status === 200) return { response, url };
      response.destroy();
      throw new FetchRefused('status', `\`${url.href}\` answered ${status}`);
    }
    response.destroy();
    url = allowedUrl(location, rule, url);
  }
  throw new FetchRefused(
    'redirects',
    `\`${first}\` redirects more than ${rule.redirectsMax} times`,
  );
}

function allowedUrl(text: string, rule: FetchRule, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null) throw new FetchRefused('url', `\`${text.slice(0, 200)}\` is not an address`);
  if (!(rule.protocols as readonly string[]).includes(url.protocol)) {
    const wanted = rule.protocols.map((name) => name.slice(0, -1)).join(' or ');
    throw new FetchRefused('url', `\`${url.protocol}\` is not fetched; use ${wanted}`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new FetchRefused('url', `the address for \`${url.host}\` holds credentials; remove them`);
  }
  if (rule.hosts !== null && !rule.hosts.includes(url.hostname)) {
    throw new FetchRefused('host', `\`${url.hostname}\` is not among the hosts to fetch from`);
  }
  return url;
}

async function request(
  url: URL,
  rule: FetchRule,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const { address, family } = await judgedAddress(url.hostname, rule);
  // Whatever name is asked for, the answer is the address that was judged.
  const lookup: LookupFunction = (_host, options, answer) =>
    options.all ? answer(null, [{ address, family }]) : answer(null, address, family);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((done, failed) => {
    const asked = client.request(
      url,
      {
        agent: false,
        lookup,
        signal,
        headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'sallyport' },
        maxHeaderSize: 32 * 1024,
      },
      (response) => {
        const peer = response.socket.remoteAddress ?? '';
        if (rule.allowsAddress(peer)) return done(response);
        response.destroy();
        failed(refusedAddress(url.hostname));
      },
    );
    asked.once('error', failed);
    asked.end();
  });
}

async function judgedAddress(
  hostname: string,
  rule: FetchRule,
): Promise<{ address: string; family: number }> {
  const literal = hostname.replace(/^\[|\]$/g, '');
  const found =
    isIP(literal) === 0
      ? await resolveName(hostname, { all: true, verbatim: true })
      : [{ address: literal, family: isIP(literal) }];
  const [first] = found;
  // One inward address among public ones is a rebinding in waiting: all must be allowed.
  if (first === undefined || !found.every(({ address }) => rule.allowsAddress(address))) {
    throw refusedAddress(hostname);
  }
  return first;
}

/** Says nothing of what the name resolved to: that would map our network for whoever asked. */
function refusedAddress(hostname: string): FetchRefused {
  return new FetchRefused('address', `\`${hostname}\` is not on the public Internet; not fetched`);
}

async function receive(
  response: http.IncomingMessage,
  url: URL,
  options: FetchOptions,
  keep: (chunk: Uint8Array) => Promise<void>,
): Promise<Fetched> {
  const tooLarge = () => {
    response.destroy();
    return new FetchRefused('too-large', `\`${url.href}\` is over ${options.bytesMax} bytes`);
  };
  if (Number(response.headers['content-length'] ?? 0) > options.bytesMax) throw tooLarge();
  const sums = new Map(['sha256', 'sha384', 'sha512'].map((name) => [name, createHash(name)]));
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > options.bytesMax) throw tooLarge();
    for (const sum of sums.values()) sum.update(chunk);
    await keep(chunk);
  }
  if (!response.complete) {
    throw new FetchRefused('network', `\`${url.href}\` ended in the middle`);
  }
  const digests = new Map([...sums].map(([name, sum]) => [name, sum.digest()]));
  checkDigest(options, digests, url);
  return { url: url.href, bytes, sha256: digests.get('sha256')!.toString('hex') };
}

function checkDigest(options: FetchOptions, digests: Map<string, Buffer>, url: URL): void {
  const { sha256, integrity } = options;
  const isSame =
    sha256 === undefined || digests.get('sha256')!.toString('hex') === sha256.toLowerCase();
  const isWhole =
    integrity === undefined ||
    integrity.split(/\s+/).some((entry) => {
      const [, name = '', value] = /^(sha\d+)-([A-Za-z0-9+/=]+)/.exec(entry) ?? [];
      return value !== undefined && digests.get(name)?.toString('base64') === value;
    });
  if (isSame && isWhole) return;
  const got = digests.get('sha256')!.toString('hex');
  throw new FetchRefused(
    'digest',
    `\`${url.href}\` is not the file that was pinned; got sha256 ${got}`,
  );
}
