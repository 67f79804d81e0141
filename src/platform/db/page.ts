/**
 * Cursor pages. A cursor is opaque to callers and names the last row's sort key, so a page stays
 * right while rows arrive (journeys, shared rules: no offsets, no infinite scroll).
 */
import { sql, type RawBuilder } from 'kysely';
import { Refusal } from '#platform/problems';
import type { Db } from './zone-database.ts';

export const pageSizeMax = 100;

export interface Page<Item> {
  items: Item[];
  /** Absent on the last page. */
  nextCursor?: string;
}

export function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

const partPatterns = {
  /** As `Date.toISOString` writes it. */
  instant: /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{3}Z$/,
  id: /^[\w.-]{1,100}$/,
  /** What an operator may call a system. */
  name: /^[^\0]{1,100}$/u,
  /** Place in a row that is counted from 0. */
  position: /^\d{1,9}$/,
  /** 32 bytes in base64url. */
  commitment: /^[\w-]{43}$/,
} as const;
export type CursorPart = keyof typeof partPatterns;

/** Reads a cursor of such parts; a forged or foreign one is the caller's mistake, not a defect. */
export function readCursor(
  cursor: string | undefined,
  ...parts: CursorPart[]
): string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isKey =
      Array.isArray(key) &&
      key.length === parts.length &&
      parts.every((part, index) => isPart(part, key[index]));
    if (isKey) return key as string[];
  } catch {
    // Falls through: any unreadable cursor gets the same answer.
  }
  throw new Refusal(
    'invalid_input',
    'the `cursor` is not one of ours; leave it out to start at the first page',
    {
      errors: [
        { pointer: '/cursor', detail: 'take it unchanged from `nextCursor` of the page before' },
      ],
    },
  );
}

function isPart(part: CursorPart, value: unknown): boolean {
  if (typeof value !== 'string' || !value.isWellFormed()) return false;
  // The pattern lets a 31 February pass; a date that is none is not one of ours either.
  if (part === 'instant' && new Date(value).toJSON() !== value) return false;
  return partPatterns[part].test(value);
}

/** Cuts a page from rows fetched with `limit + 1`, so that the last page needs no count. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => readonly string[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(toItem);
  return rows.length > limit && last !== undefined
    ? { items, nextCursor: cursorOf(keyOf(last)) }
    : { items };
}

/** How `newestFirst` orders: by an instant and, where two are the same, by the id; both as SQL names them. */
export interface NewestFirst<Row> {
  at: string;
  id: string;
  /** The instant in a row that is shown. */
  instantOf: (row: Row) => Date | null;
}

/** A page of rows, the newest first; `rows` ends in a `where` to which a condition can be added. */
export async function newestFirst<Row extends { id: string }>(
  db: Db,
  page: { cursor?: string | undefined; limit: number },
  rows: RawBuilder<Row>,
  { at, id, instantOf }: NewestFirst<Row>,
): Promise<Page<Row>> {
  const after = readCursor(page.cursor, 'instant', 'id');
  const [instant, name] = [sql.ref(at), sql.ref(id)];
  const found = await sql<Row>`
    ${rows}
      and ${after ? sql`(${instant}, ${name}) < (${after[0]}::timestamptz, ${after[1]})` : sql`true`}
    order by ${instant} desc, ${name} desc limit ${page.limit + 1}
  `.execute(db);
  return pageOf(
    found.rows,
    page.limit,
    (row) => row,
    (row) => [instantOf(row)?.toISOString() ?? '', row.id],
  );
}
