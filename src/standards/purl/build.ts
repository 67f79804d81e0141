/**
 * Writes a package URL in its one canonical form (ECMA-427): normalised parts, sorted
 * qualifiers, and everything percent-encoded but letters, digits, `.`, `-`, `_`, `~` and `:`.
 */
import { normalise, PurlError, type Purl } from './purl.ts';
import { rulesOf } from './types.ts';

/** The parts to write; what is absent, null or empty is left out. */
export type PurlParts = Pick<Purl, 'type' | 'name'> & {
  [Part in 'namespace' | 'version' | 'subpath']?: string | null | undefined;
} & { qualifiers?: Readonly<Record<string, string>> | null | undefined };

/** The canonical purl. Throws `PurlError`, which names the component at fault and the mend. */
export function buildPurl(parts: PurlParts): string {
  const purl = normalise({
    type: parts.type,
    namespace: segmentsOf(parts.namespace, false),
    name: parts.name,
    version: parts.version || null,
    qualifiers: parts.qualifiers ?? {},
    subpath: segmentsOf(parts.subpath, true),
  });
  const qualifiers = Object.entries(purl.qualifiers)
    .map(([key, value]) => `${key}=${encode(value)}`)
    .join('&');
  return [
    `pkg:${purl.type}/`,
    purl.namespace === null ? '' : `${encodePath(purl.namespace)}/`,
    rulesOf(purl.type).nameIsPath ? encodePath(purl.name) : encode(purl.name),
    purl.version === null ? '' : `@${encode(purl.version)}`,
    qualifiers === '' ? '' : `?${qualifiers}`,
    purl.subpath === null ? '' : `#${encodePath(purl.subpath)}`,
  ].join('');
}

function segmentsOf(path: string | null | undefined, dropDots: boolean): string | null {
  const segments = (path ?? '').split('/').filter((segment) => segment !== '');
  const kept = dropDots ? segments.filter((segment) => !['.', '..'].includes(segment)) : segments;
  return kept.length === 0 ? null : kept.join('/');
}

function encodePath(path: string): string {
  return path.split('/').map(encode).join('/');
}

function encode(text: string): string {
  if (/^[A-Za-z0-9._~:-]*$/.test(text)) return text;
  try {
    return encodeURIComponent(text)
      .replaceAll('%3A', ':')
      .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new PurlError(
      'name',
      'purl holds half a character (a lone surrogate); give valid Unicode',
    );
  }
}
