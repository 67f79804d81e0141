/**
 * JSON as Inspect writes it: `NaN`, `Infinity` and `-Infinity` stand where numbers do (pydantic's
 * `ser_json_inf_nan="constants"`). Strict parsing first; the literals only where that fails.
 */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { InspectLogFault, reasonOf, type InspectLogFindings } from './findings.ts';

/** Number literals that no writer produces, in place of the ones JSON does not have. */
const nanLiteral = '-0.00000000000000000000e-309';
const literals: Readonly<Record<string, string>> = {
  NaN: nanLiteral,
  Infinity: '1e999',
  '-Infinity': '-1e999',
};

/** Throws an `InspectLogFault`. Bytes that are not UTF-8 are replaced, and reported. */
export function parseJson(bytes: Buffer, entry: string, findings: InspectLogFindings): unknown {
  if (!isUtf8(bytes))
    findings.add('not_utf8', entry, 'bytes that are not UTF-8 were replaced by U+FFFD');
  return parseJsonText(bytes.toString('utf8'));
}

export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const plain = withoutConstants(text);
    if (plain === undefined) throw new InspectLogFault('not_json', notJson(error));
    try {
      return JSON.parse(plain, restoreNan as (key: string, value: unknown) => unknown);
    } catch (second) {
      throw new InspectLogFault('not_json', notJson(second));
    }
  }
}

const notJson = (error: unknown) => `is broken JSON (${reasonOf(error)})`;

/** Strings are matched first, so that a `NaN` inside one is left alone. */
function withoutConstants(text: string): string | undefined {
  let found = false;
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?Infinity\b|\bNaN\b/gs, (token) => {
    const literal = token.startsWith('"') ? undefined : literals[token];
    if (literal === undefined) return token;
    found = true;
    return literal;
  });
  return found ? plain : undefined;
}

function restoreNan(_key: string, value: unknown, context: { source?: string }): unknown {
  return context.source === nanLiteral ? NaN : value;
}

/** One line of JSON, with the constants written as Inspect reads them. */
export function formatJson(value: unknown): string {
  if (!hasConstants(value)) return JSON.stringify(value);
  const mark = randomUUID();
  const text = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'number' && !Number.isFinite(member) ? `${mark}${member}` : member,
  );
  return text.replace(new RegExp(`"${mark}(NaN|-?Infinity)"`, 'g'), '$1');
}

function hasConstants(root: unknown): boolean {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) return true;
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) pending.push(member);
    }
  }
  return false;
}
