/**
 * Reads a package URL, from the right as ECMA-427 says: subpath, qualifiers, scheme, type,
 * version, name, namespace. The result is normalised; `pkg:PYPI/Django_x` reads as `django-x`.
 */
import {
  normalise,
  PurlError,
  purlCharsMax,
  quoted,
  type Purl,
  type PurlComponent,
} from './purl.ts';
import { rulesOf } from './types.ts';

/** Throws `PurlError`, which names the component at fault and the mend. */
export function parsePurl(text: string): Purl {
  if (text.length > purlCharsMax) {
    throw new PurlError(
      'scheme',
      `purl starting ${quoted(text.slice(0, 40))} has ${text.length} characters; give at most ${purlCharsMax}`,
    );
  }
  const [beforeSubpath, subpath] = splitLast(text, '#');
  const [beforeQualifiers, qualifiers] = splitLast(beforeSubpath, '?');
  const colon = beforeQualifiers.indexOf(':');
  if (colon === -1 || beforeQualifiers.slice(0, colon).toLowerCase() !== 'pkg') {
    throw new PurlError(
      'scheme',
      `${quoted(text)} is not a purl; write \`pkg:TYPE/NAME@VERSION\`, as in \`pkg:npm/lodash@4.17.21\``,
    );
  }
  const path = trimSlashes(beforeQualifiers.slice(colon + 1));
  const slash = path.indexOf('/');
  if (slash === -1) {
    throw new PurlError('name', `purl ${quoted(text)} has no name; write \`pkg:TYPE/NAME\``);
  }
  const [named, version] = splitVersion(path.slice(slash + 1));
  const segments = named.split('/').filter((segment) => segment !== '');
  const type = path.slice(0, slash);
  const nameSegments = segments.splice(rulesOf(type.toLowerCase()).nameIsPath ? 1 : -1);
  return normalise({
    type,
    namespace: segments.length === 0 ? null : decodeSegments('namespace', segments),
    name: named.endsWith('/') ? '' : decode('name', nameSegments.join('/')),
    version: version === undefined || version === '' ? null : decode('version', version),
    qualifiers: qualifiers === undefined ? {} : parseQualifiers(qualifiers),
    subpath: subpath === undefined ? null : parseSubpath(subpath),
  });
}

/**
 * The version follows the last `@`, unless that `@` opens a segment that is not the last one: an
 * npm scope that somebody left unencoded.
 */
function splitVersion(path: string): [string, string | undefined] {
  const at = path.lastIndexOf('@');
  const opensScope = (at === 0 || path[at - 1] === '/') && path.includes('/', at);
  return at === -1 || opensScope ? [path, undefined] : [path.slice(0, at), path.slice(at + 1)];
}

function parseQualifiers(text: string): Record<string, string> {
  const qualifiers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    if (equals === -1) {
      throw new PurlError(
        'qualifiers',
        `qualifier ${quoted(pair)} has no value; write \`key=value\``,
      );
    }
    const key = pair.slice(0, equals).toLowerCase();
    if (qualifiers[key] !== undefined) {
      throw new PurlError('qualifiers', `qualifier ${quoted(key)} is given twice; keep one`);
    }
    qualifiers[key] = decode('qualifiers', pair.slice(equals + 1));
  }
  return qualifiers;
}

function parseSubpath(text: string): string | null {
  const segments = text.split('/').filter((segment) => !['', '.', '..'].includes(segment));
  return segments.length === 0 ? null : decodeSegments('subpath', segments);
}

/** A decoded segment may not smuggle in a separator, nor a subpath a step out of the package. */
function decodeSegments(component: PurlComponent, segments: string[]): string {
  return segments
    .map((segment) => {
      const decoded = decode(component, segment);
      const steps = component === 'subpath' && (decoded === '.' || decoded === '..');
      if (!decoded.includes('/') && !steps) return decoded;
      throw new PurlError(
        component,
        `${component} segment ${quoted(segment)} hides a \`/\`, \`.\` or \`..\`; write the path plainly`,
      );
    })
    .join('/');
}

function decode(component: PurlComponent, text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new PurlError(
      component,
      `${component} ${quoted(text)} has a \`%\` that starts no UTF-8 byte; write a plain percent sign as \`%25\``,
    );
  }
}

function splitLast(text: string, separator: string): [string, string | undefined] {
  const at = text.lastIndexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function trimSlashes(text: string): string {
  let start = 0;
  while (text[start] === '/') start++;
  return text.slice(start);
}
