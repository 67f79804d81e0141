/**
 * Reads a value by its schema and never refuses it: what does not fit is reported and left out, so that
 * the field's default stands in its place and everything else is kept.
 */
import type { z } from 'zod';
import { shown, type InspectLogFindings } from './findings.ts';

/** More misfits than this in one value, and the value is not what it is taken for. */
const misfitsMax = 100;

/** Nothing when the value as a whole is not what it should be. Changes the value it is given. */
export function mended<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  entry: string,
  findings: InspectLogFindings,
  instancePath = '',
): z.infer<Schema> | undefined {
  for (let round = 0; round < misfitsMax; round++) {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const issue = read.error.issues[0] as z.core.$ZodIssue;
    const pointer = issue.path.map((key) => `/${escaped(String(key))}`).join('');
    const isLeftOut = issue.path.length > 0 && leaveOut(value, issue.path);
    findings.add(
      'field_invalid',
      entry,
      `${messageOf(issue)}; ${isLeftOut ? 'the field is left out' : 'the whole is left out'}`,
      instancePath + pointer,
    );
    if (!isLeftOut) return undefined;
  }
  return undefined;
}

/**
 * Takes away what the path leads to. Where that is absent already, a required member of something
 * optional is missing: then what holds it goes.
 */
function leaveOut(root: unknown, path: PropertyKey[]): boolean {
  for (let length = path.length; length > 0; length--) {
    let holder = root as Record<PropertyKey, unknown> | unknown[] | undefined;
    for (const key of path.slice(0, length - 1))
      holder = (holder as Record<PropertyKey, unknown> | undefined)?.[key] as typeof holder;
    const key = path[length - 1] as PropertyKey;
    if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) continue;
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
    return true;
  }
  return false;
}

function messageOf(issue: z.core.$ZodIssue): string {
  return shown(issue.message.replace(/^Invalid input: /, ''));
}

const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1');
