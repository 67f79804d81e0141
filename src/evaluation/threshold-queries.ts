/** What pages ask of thresholds, bound to their actor. Opening one is an act with a leaf. */
import type { Context } from '#platform/context';
import { asReader, type EvaluationScope } from './policy.ts';
import { named, namer, seen, type PageQuery } from './seen.ts';
import { opensCommitment, ruleIn, type ThresholdOpening } from './threshold.ts';
import { thresholdById, thresholdPage, type ThresholdRow } from './threshold-store.ts';

export async function listThresholds(ctx: Context, page: PageQuery) {
  const { organisationId } = asReader(ctx.actor);
  const found = await thresholdPage(ctx.database.db, organisationId, page);
  return await named(ctx, found, ({ committedBy }) => [committedBy], thresholdView);
}

export async function showThreshold(ctx: Context, id: string, scope?: EvaluationScope) {
  const row = seen(ctx, await thresholdById(ctx.database.db, id), scope);
  return thresholdView(row, await namer(ctx, [row.committedBy]));
}

const thresholdView = (row: ThresholdRow, nameOf: (id: string) => string) => ({
  ...row,
  committedBy: nameOf(row.committedBy),
});

/** Rule and salt, for who may open them: checked against the commitment before anybody believes it. */
export async function openThreshold(ctx: Context, id: string, purpose: string) {
  const row = seen(ctx, await thresholdById(ctx.database.db, id));
  const sealed = await ctx.reveal(ctx.actor, row.contentRef, purpose);
  const opening = JSON.parse(sealed.toString('utf8')) as ThresholdOpening;
  const { commitment } = row;
  return {
    commitment,
    ...opening,
    opens: opensCommitment(commitment, opening),
    rule: ruleIn(opening),
  };
}
