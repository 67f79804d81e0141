/**
 * A package URL in its parts, and the rules both reading and writing one obey (ECMA-427 and the
 * package-url specification). Parts are decoded; only `build.ts` knows percent-encoding.
 */
import { rulesOf } from './types.ts';

export interface Purl {
  /** Lower case, such as `npm`. */
  type: string;
  /** Segments joined by `/`, such as `@angular` or `org.apache.commons`. */
  namespace: string | null;
  name: string;
  version: string | null;
  /** By lower-case key; empty when there are none. */
  qualifiers: Readonly<Record<string, string>>;
  /** Segments joined by `/`, without `.` and `..`. */
  subpath: string | null;
}

export type PurlComponent =
  'scheme' | 'type' | 'namespace' | 'name' | 'version' | 'qualifiers' | 'subpath';

/** A finding about one purl: which component, and how to mend it. */
export class PurlError extends Error {
  override readonly name = 'PurlError';
  readonly component: PurlComponent;
  constructor(component: PurlComponent, message: string) {
    super(message);
    this.component = component;
  }
}

/** The longest purl read, in UTF-16 units. */
export const purlCharsMax = 4096;

const typePattern = /^[a-z][a-z0-9.-]*$/;
const keyPattern = /^[a-z][a-z0-9._-]*$/;

/** Applies the general and the type's rules; throws `PurlError` naming the component. */
export function normalise(parts: Purl): Purl {
  const type = parts.type.toLowerCase();
  if (!typePattern.test(type)) {
    throw new PurlError(
      'type',
      `purl type ${quoted(parts.type)} is not one; start with a letter and use letters, digits, \`.\` and \`-\`, as in \`pkg:npm/name\``,
    );
  }
  if (parts.name === '')
    throw new PurlError('name', `purl of type \`${type}\` has no name; add one`);
  const rules = rulesOf(type);
  const lower = (component: 'namespace' | 'name' | 'version' | 'subpath', text: string) =>
    rules.lower?.includes(component) ? text.toLowerCase() : text;
  const purl: Purl = {
    type,
    namespace: parts.namespace === null ? null : lower('namespace', parts.namespace),
    name: lower('name', parts.name),
    version: parts.version === null ? null : lower('version', parts.version),
    qualifiers: qualifiersOf(parts.qualifiers),
    subpath: parts.subpath === null ? null : lower('subpath', parts.subpath),
  };
  if (rules.normaliseName) purl.name = rules.normaliseName(purl.name, purl);
  checkNamespace(purl, rules.namespace);
  for (const component of ['name', 'version'] as const) {
    const rule = rules[component];
    const text = purl[component];
    if (rule === undefined || text === null || rule.pattern.test(text)) continue;
    throw new PurlError(
      component,
      `\`${type}\` ${component} ${quoted(text)} is not allowed; give ${rule.rule}`,
    );
  }
  for (const key of rules.requiredQualifiers ?? []) {
    if (purl.qualifiers[key] !== undefined) continue;
    throw new PurlError('qualifiers', `\`${type}\` purl has no \`${key}\`; add \`?${key}=…\``);
  }
  return purl;
}

function checkNamespace(purl: Purl, rule: 'required' | 'prohibited' | undefined): void {
  if (rule === 'required' && purl.namespace === null) {
    throw new PurlError(
      'namespace',
      `\`${purl.type}\` purl has no namespace; write \`pkg:${purl.type}/NAMESPACE/${purl.name.slice(0, 80)}\``,
    );
  }
  if (rule === 'prohibited' && purl.namespace !== null) {
    throw new PurlError(
      'namespace',
      `\`${purl.type}\` purls have no namespace, but this one has ${quoted(purl.namespace)}; leave it out`,
    );
  }
}

/** Lower-case keys in sorted order; an empty value is the same as none. */
function qualifiersOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const entries: [string, string][] = [];
  const seen = new Set<string>();
  for (const [written, value] of Object.entries(given)) {
    const key = written.toLowerCase();
    if (!keyPattern.test(key)) {
      throw new PurlError(
        'qualifiers',
        `qualifier key ${quoted(written)} is not one; start with a letter and use letters, digits, \`.\`, \`-\` and \`_\``,
      );
    }
    if (seen.has(key)) {
      throw new PurlError('qualifiers', `qualifier \`${key}\` is given twice; keep one`);
    }
    seen.add(key);
    if (value !== '') entries.push([key, value]);
  }
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** An input for a message: at most 80 characters, in backticks. */
export function quoted(text: string): string {
  return text.length <= 80 ? `\`${text}\`` : `\`${text.slice(0, 79)}…\``;
}
