/** What every query begins and ends with: whether it is there for the reader, and names for people. */
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import type { Page } from '#platform/db';
import { notFound } from '#platform/problems';
import { requireThere } from './engagement.ts';
import { standpointOf, type EvaluationScope, type Owned } from './policy.ts';

export type PageQuery = { cursor?: string | undefined; limit: number };

/** What it is, for who may see it; anything else is not there. */
export function seen<Row extends Owned>(
  ctx: Context,
  row: Row | undefined,
  scope: EvaluationScope = 'evaluation:read',
): Row {
  if (row === undefined || standpointOf(ctx.actor, row, scope) === undefined) throw notFound();
  return row;
}

/** The same of what belongs to an engagement. */
export async function seenWithin<Row extends Owned & { submissionId: string }>(
  ctx: Context,
  row: Row | undefined,
  scope?: EvaluationScope,
): Promise<Row> {
  const found = seen(ctx, row, scope);
  await requireThere(ctx.database.db, ctx.actor, found.submissionId);
  return found;
}

/** A page of rows as a page of views. */
export async function named<Row, View>(
  ctx: Context,
  page: Page<Row>,
  people: (row: Row) => (string | null)[],
  view: (row: Row, nameOf: (id: string) => string) => View,
): Promise<Page<View>> {
  const nameOf = await namer(ctx, page.items.flatMap(people));
  return { ...page, items: page.items.map((row) => view(row, nameOf)) };
}

/** Names for people's ids. */
export async function namer(
  ctx: Context,
  ids: readonly (string | null)[],
): Promise<(id: string) => string> {
  const names = await namesOf(
    ctx.database.db,
    ids.filter((id) => id !== null),
  );
  return (id) => names.get(id) ?? id;
}
