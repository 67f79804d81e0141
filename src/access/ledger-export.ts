/** The access ledger as CSV (RFC 4180) or JSON, written as it is read. Pure. */
import type { LedgerEntry } from './ledger-queries.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns = [
  'index',
  'at',
  'type',
  'runner',
  'office',
  'grantId',
  'actor',
  'isWithheld',
  'commitment',
  'payload',
] as const satisfies readonly (keyof LedgerEntry)[];

export async function* exportRows(
  pages: AsyncIterable<readonly LedgerEntry[]>,
  format: ExportFormat,
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield `${columns.join(',')}\r\n`;
    for await (const entries of pages) yield entries.map(csvLine).join('');
    return;
  }
  yield '[';
  let isFirst = true;
  for await (const entries of pages) {
    if (entries.length === 0) continue;
    yield `${isFirst ? '' : ','}\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}`;
    isFirst = false;
  }
  yield '\n]\n';
}

const csvLine = (entry: LedgerEntry): string =>
  `${columns.map((name) => csvCell(entry[name])).join(',')}\r\n`;

function csvCell(value: LedgerEntry[keyof LedgerEntry]): string {
  if (value === null) return '';
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value);
  // A pseudonym is its owner's choice: in a spreadsheet `=…` would be run as a formula.
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
