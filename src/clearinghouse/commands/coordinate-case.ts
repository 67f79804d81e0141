/** Steps a coordinator takes by hand: take a case, close it. */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { caseForUpdate, setCaseOwner, setCaseState, type CaseRow } from '../case-store.ts';
import { nextCaseState } from '../case.ts';
import { mayCoordinate } from '../policy.ts';

/** Makes the actor the case's owner. A case has one owner, so that somebody is asked. */
export async function takeCase(ctx: Context, caseId: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const row = await coordinatedCase(ctx, tx, caseId);
    await setCaseState(tx, caseId, nextCaseState(row.state, 'take'));
    await setCaseOwner(tx, caseId, ctx.actor.id);
    await record(ctx, tx, {
      log: logs.case(caseId),
      type: 'clearinghouse.case_taken',
      subject: caseId,
      payload: { ownerId: ctx.actor.id, before: row.ownerId },
    });
  });
}

export async function closeCase(ctx: Context, caseId: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const row = await coordinatedCase(ctx, tx, caseId);
    await setCaseState(tx, caseId, nextCaseState(row.state, 'close'));
    await record(ctx, tx, {
      log: logs.case(caseId),
      type: 'clearinghouse.case_closed',
      subject: caseId,
      payload: {},
    });
  });
}

/**
 * Publication's half of the case, in the publication's own transaction: an advisory is out exactly when
 * its case says so (DESIGN: publication ends the embargo). Called through the door by advisories.
 */
export async function markCasePublished(ctx: Context, tx: Tx, caseId: string): Promise<void> {
  const row = await coordinatedCase(ctx, tx, caseId);
  if (row.state === 'open' || row.state === 'coordinating') {
    throw new Refusal(
      'fix_not_verified',
      'the case has no verified fix; propose one and wait for its check',
    );
  }
  await setCaseState(tx, caseId, nextCaseState(row.state, 'publish'));
  await record(ctx, tx, {
    log: logs.case(caseId),
    type: 'clearinghouse.case_published',
    subject: caseId,
    payload: {},
  });
}

/** The case, locked; absent to whoever does not coordinate. */
export async function coordinatedCase(ctx: Context, tx: Tx, caseId: string): Promise<CaseRow> {
  if (!mayCoordinate(ctx.actor)) throw notFound();
  const row = await caseForUpdate(tx, caseId);
  if (row === undefined) throw notFound();
  return row;
}
