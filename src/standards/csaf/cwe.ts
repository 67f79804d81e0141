/**
 * Names of weaknesses, for CSAF 2.0 §3.2.3.3 (`cwe` carries id and name) and its test 6.1.11.
 * The list is MITRE's, vendored in `cwe-names.json` with every name an id has had, newest first:
 * an advisory of 2017 is right to use the name of 2017.
 */
import data from './cwe-names.json' with { type: 'json' };

const names = new Map<string, string[]>(Object.entries(data.names));

/** The newest name of a weakness (`CWE-79`), or undefined when CWE knows no such weakness. */
export function cweName(id: string): string | undefined {
  return names.get(id)?.[0];
}

/** Whether CWE has ever given this weakness this name. */
export function isCweName(id: string, name: string): boolean {
  return names.get(id)?.includes(name) ?? false;
}
