/** What pages ask of published procedures. */
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { asProcedureReader, type EvaluationScope } from './policy.ts';
import {
  procedureById,
  procedureKey,
  procedurePage,
  type ProcedureRow,
} from './procedure-store.ts';
import { named, namer, type PageQuery } from './seen.ts';

export async function listProcedures(ctx: Context, page: PageQuery) {
  asProcedureReader(ctx.actor);
  const found = await procedurePage(ctx.database.db, page);
  return await named(ctx, found, ({ publishedBy }) => [publishedBy], procedureView);
}

export async function showProcedure(ctx: Context, id: string, scope?: EvaluationScope) {
  asProcedureReader(ctx.actor, scope);
  const row = await procedureById(ctx.database.db, id);
  if (row === undefined) throw notFound();
  return procedureView(row, await namer(ctx, [row.publishedBy]));
}

const procedureView = (row: ProcedureRow, nameOf: (id: string) => string) => ({
  id: row.id,
  key: procedureKey(row),
  name: row.name,
  version: row.version,
  text: row.text,
  allowsSealed: row.allowsSealed,
  publishedBy: nameOf(row.publishedBy),
  publishedAt: row.publishedAt,
});
