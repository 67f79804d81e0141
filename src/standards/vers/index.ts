/**
 * The door of vers, the version range specifier (package-url/vers-spec), as CSAF 2.0 §3.1.2.3.2
 * wants it in `product_version_range` branches: `vers:npm/>=1.0.0|<1.2.3`.
 *
 * Ranges here are unions of intervals with an inclusive start, which is what OSV can say too. A
 * vers that says more (`!=`, an exclusive start) parses, and is refused by `intervalsOf` by name.
 * Version order is not known here: constraints keep the order they are written in, which vers
 * requires to be ascending.
 */
export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '*';

export interface Constraint {
  comparator: Comparator;
  /** Decoded; empty for `*`. */
  version: string;
}

export interface Vers {
  /** Lower case: `npm`, `pypi`, `deb`. */
  scheme: string;
  constraints: Constraint[];
}

/** From `from` (or the first version ever) up to `before`, exclusive, or `through`, inclusive, or for ever. */
export interface Interval {
  from?: string;
  before?: string;
  through?: string;
}

export type VersReading = { isValid: true; vers: Vers } | { isValid: false; message: string };

export const versCharsMax = 65_536;
export const versConstraintsMax = 2_000;

/** Reads a vers. Never throws. */
export function parseVers(text: string): VersReading {
  if (text.length > versCharsMax) return invalid(`a vers has at most ${versCharsMax} characters`);
  const head = /^vers:([a-z][a-z0-9.+-]*)\//.exec(text);
  if (head === null) return invalid('a vers starts with `vers:SCHEME/`, the scheme in lower case');
  const parts = text.slice(head[0].length).split('|');
  if (parts.length > versConstraintsMax)
    return invalid(`a vers has at most ${versConstraintsMax} constraints`);
  const constraints: Constraint[] = [];
  for (const part of parts) {
    const constraint = readConstraint(part);
    if (constraint === undefined) return invalid(`\`${part.slice(0, 60)}\` is not a constraint`);
    constraints.push(constraint);
  }
  if (constraints.length > 1 && constraints.some(({ comparator }) => comparator === '*')) {
    return invalid('`*` stands alone');
  }
  if (new Set(constraints.map(({ version }) => version)).size < constraints.length) {
    return invalid('a version may appear once');
  }
  return { isValid: true, vers: { scheme: head[1] ?? '', constraints } };
}

/** Writes one interval as a vers: `vers:deb/<1%3A2.3-4`. An interval without ends is `*`. */
export function writeVers(scheme: string, interval: Interval): string {
  const parts: string[] = [];
  if (interval.from !== undefined && interval.from === interval.through)
    parts.push(encodeVersion(interval.from));
  else {
    if (interval.from !== undefined) parts.push(`>=${encodeVersion(interval.from)}`);
    if (interval.before !== undefined) parts.push(`<${encodeVersion(interval.before)}`);
    else if (interval.through !== undefined) parts.push(`<=${encodeVersion(interval.through)}`);
  }
  return `vers:${scheme}/${parts.length === 0 ? '*' : parts.join('|')}`;
}

/** The intervals a vers means, in its own order, or why they cannot be told. */
export function intervalsOf({
  constraints,
}: Vers): { intervals: Interval[] } | { message: string } {
  const intervals: Interval[] = [];
  let from: string | undefined;
  for (const [index, { comparator, version }] of constraints.entries()) {
    if (comparator === '!=') return { message: '`!=` leaves a hole that an interval cannot say' };
    if (comparator === '>')
      return { message: '`>` starts after a version that an interval cannot name' };
    if (from !== undefined && (comparator === '=' || comparator === '>=')) {
      return { message: `\`${version}\` follows a start that has no end` };
    }
    if (from === undefined && index > 0 && (comparator === '<' || comparator === '<=')) {
      return { message: `\`${version}\` ends a range that has no start` };
    }
    if (comparator === '*') intervals.push({});
    else if (comparator === '=') intervals.push({ from: version, through: version });
    else if (comparator === '>=') from = version;
    else {
      const end = comparator === '<' ? { before: version } : { through: version };
      intervals.push(from === undefined ? end : { from, ...end });
      from = undefined;
    }
  }
  if (from !== undefined) intervals.push({ from });
  return { intervals };
}

function readConstraint(part: string): Constraint | undefined {
  if (part === '*') return { comparator: '*', version: '' };
  const match = /^(!=|<=|>=|<|>|=)?([A-Za-z0-9._~%+:!-]+)$/.exec(part);
  if (match === null) return undefined;
  try {
    return {
      comparator: (match[1] ?? '=') as Comparator,
      version: decodeURIComponent(match[2] ?? ''),
    };
  } catch {
    return undefined;
  }
}

/** Percent-encodes all but letters, digits and `-._~`, so no separator survives in a version. */
function encodeVersion(version: string): string {
  return encodeURIComponent(version).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function invalid(message: string): VersReading {
  return { isValid: false, message };
}
