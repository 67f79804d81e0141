/**
 * Which headers pass. Only what the two APIs mean passes in either direction: what names a host, a
 * route, a cookie or a credential stays on its own side, and a caller has no header that could change
 * what is logged: of ours a partner's names the asset, which picks one of its grant's own, and stays here.
 */

/** Lower case. `accept-encoding` is not here: an answer we could not read we could not meter. */
const toEndpoint = new Set([
  'accept',
  'content-type',
  'idempotency-key',
  'user-agent',
  'anthropic-version',
  'anthropic-beta',
  'openai-beta',
]);
const toCaller = new Set([
  'cache-control',
  'content-type',
  'content-length',
  'content-encoding',
  'date',
  'request-id',
  'retry-after',
  'retry-after-ms',
  'x-request-id',
  'x-should-retry',
  'openai-processing-ms',
  'openai-version',
]);
const toCallerPrefixes = ['x-ratelimit-', 'anthropic-ratelimit-'];
const toEndpointPrefixes = ['x-stainless-'];

/** `rawHeaders` in pairs, as they came. */
export function headersToEndpoint(
  raw: readonly string[],
  body: Buffer | null,
  credential: [string, string] | undefined,
): string[] {
  const passed = pick(raw, toEndpoint, toEndpointPrefixes);
  passed.push('accept-encoding', 'identity');
  if (body !== null) passed.push('content-length', String(body.length));
  if (credential !== undefined) passed.push(...credential);
  return passed;
}

export const headersToCaller = (raw: readonly string[]): string[] =>
  pick(raw, toCaller, toCallerPrefixes);

function pick(raw: readonly string[], names: Set<string>, prefixes: readonly string[]): string[] {
  const passed: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    if (names.has(name) || prefixes.some((prefix) => name.startsWith(prefix))) {
      passed.push(raw[at] as string, raw[at + 1] as string);
    }
  }
  return passed;
}

/** Every value that came under the name, in their order. */
export function valuesOf(raw: readonly string[], wanted: string): string[] {
  const found: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    if ((raw[at] as string).toLowerCase() === wanted) found.push(raw[at + 1] as string);
  }
  return found;
}

export function headerOf(raw: readonly string[], wanted: string): string {
  for (let at = 0; at + 1 < raw.length; at += 2) {
    if ((raw[at] as string).toLowerCase() === wanted) return raw[at + 1] as string;
  }
  return '';
}
