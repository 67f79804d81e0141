/**
 * Small shapes that check JSON and report where it differs: what `structure.ts` is written in.
 * They cover what the CSAF 2.0 schema uses of JSON Schema, run in one pass and never recurse by
 * input depth. Members a shape does not know are reported apart (test 6.2.20).
 */
import { instantKey } from './instant.ts';
import { isRecord } from './view.ts';

export interface ShapeReport {
  fault: (instancePath: string, message: string) => void;
  unknown: (instancePath: string) => void;
}

export type Shape = (value: unknown, path: string, report: ShapeReport) => void;

export function object(
  required: Record<string, Shape>,
  optional: Record<string, Shape> = {},
  membersMin = 0,
): Shape {
  const shapes = new Map(Object.entries({ ...required, ...optional }));
  const needed = Object.keys(required);
  return (value, path, report) => {
    if (!isRecord(value)) return report.fault(path, 'must be an object');
    for (const name of needed)
      if (!Object.hasOwn(value, name)) report.fault(path, `must have \`${name}\``);
    const members = Object.keys(value);
    if (members.length < membersMin)
      report.fault(path, `must have at least ${membersMin} member(s)`);
    for (const name of members) {
      const shape = shapes.get(name);
      if (shape === undefined) report.unknown(`${path}/${pointerToken(name)}`);
      else shape(value[name], `${path}/${name}`, report);
    }
  };
}

export function list(item: Shape, { itemsMin = 1, isUnique = false } = {}): Shape {
  return (value, path, report) => {
    if (!Array.isArray(value)) return report.fault(path, 'must be an array');
    if (value.length < itemsMin) report.fault(path, `must have at least ${itemsMin} item(s)`);
    const seen = new Set<string>();
    for (const [index, each] of value.entries()) {
      item(each, `${path}/${index}`, report);
      if (!isUnique) continue;
      const key = canonical(each);
      if (seen.has(key)) report.fault(`${path}/${index}`, 'is listed twice');
      seen.add(key);
    }
  };
}

export function string(pattern?: RegExp, mend = 'has not the right form'): Shape {
  return (value, path, report) => {
    if (typeof value !== 'string') return report.fault(path, 'must be a string');
    if (value.length === 0) report.fault(path, 'must not be empty');
    else if (pattern !== undefined && !pattern.test(value)) report.fault(path, mend);
  };
}

export function oneOf(...values: string[]): Shape {
  const allowed = new Set<unknown>(values);
  return (value, path, report) => {
    if (!allowed.has(value)) report.fault(path, `must be one of: ${values.join(', ')}`);
  };
}

/** RFC 3339 `date-time`. */
export const instant: Shape = (value, path, report) => {
  if (typeof value !== 'string' || instantKey(value) === undefined)
    report.fault(path, 'must be a date and time such as `2026-11-20T15:00:00Z`');
};

/** RFC 3986: a scheme, and none of the characters that must be percent-encoded. */
export const uri: Shape = string(
  /^[A-Za-z][A-Za-z0-9+.-]*:(?:[^\s"<>\\^`{|}%\u0080-\uffff]|%[0-9A-Fa-f]{2})*$/,
  'must be an absolute address (URI)',
);

/** Anything: another test looks at it. */
export const any: Shape = () => undefined;

/** RFC 6901. */
export function pointerToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * Equal for equal items of a unique list: strings, or objects of strings and lists of strings.
 * What nests deeper is a fault of its own, and is not followed: its depth is the attacker's.
 */
function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isRecord(value)) return typeof value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(members.map(([name, item]) => [name, flat(item)]));
}

function flat(item: unknown): unknown {
  if (Array.isArray(item))
    return item.map((each: unknown) => (typeof each === 'object' ? null : each));
  return typeof item === 'object' ? null : item;
}
