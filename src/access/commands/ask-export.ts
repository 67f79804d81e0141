/**
 * Somebody of the evaluating side asks to take records of an engagement out of the system as a file, and says
 * what for (requirements S09). A colleague agrees; until then nothing leaves. It is asked in every state of
 * the engagement: what is on record stays readable after its end.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { askedForMs, firstExportState } from '../export-state.ts';
import { addExport, exportsWaiting, type AskedExport } from '../export-store.ts';
import type { LedgerQuery } from '../ledger-queries.ts';
import { asExporter, placeOf, requireDeclared } from '../policy.ts';
import { submissionForUpdate } from '../submission-store.ts';

/** Asked for and waiting, in one engagement. */
const waitingMax = 20;

export interface AskExport {
  what: 'ledger' | 'log';
  filter: LedgerQuery;
  purpose: string;
}

/** Of access's own records. */
export async function askExport(
  ctx: Context,
  submissionId: string,
  { what, filter, purpose }: AskExport,
): Promise<string> {
  return await ctx.database.transaction(async (tx) => {
    const submission = await submissionForUpdate(tx, submissionId);
    if (submission === undefined) throw notFound();
    asExporter(ctx.actor, submission);
    if (placeOf(ctx.actor, submission, 'grant:write') === 'determiner') {
      throw new Refusal('forbidden', 'the access ledger is for evaluators and overseers; ask one');
    }
    const wanted = { what, subject: submission.id, filter, purpose };
    return await fileExport(ctx, tx, { submissionId: submission.id, ...submission }, wanted);
  });
}

type Wanted = Pick<AskedExport, 'what' | 'subject' | 'filter' | 'purpose'>;

interface Engagement {
  submissionId: string;
  developerId: string;
  disinterested: readonly string[];
}

/**
 * In the transaction of whoever keeps the records, and knows that the actor may read them: the engagement's row
 * is locked.
 */
export async function fileExport(
  ctx: Context,
  tx: Tx,
  engagement: Engagement,
  wanted: Wanted,
): Promise<string> {
  requireDeclared(ctx.actor, engagement);
  const { submissionId } = engagement;
  const at = ctx.clock.now();
  const stillOpen = new Date(at.getTime() - askedForMs);
  if ((await exportsWaiting(tx, submissionId, stillOpen)) >= waitingMax) {
    throw new Refusal(
      'exports_full',
      `${waitingMax} exports wait for a colleague; settle one of them first`,
    );
  }
  const id = ctx.ids.make('export');
  await addExport(tx, {
    id,
    submissionId,
    ...wanted,
    state: firstExportState,
    askedBy: ctx.actor.id,
    askedAt: at,
  });
  const { what, subject, purpose } = wanted;
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'access.export_asked',
    subject: id,
    payload: { what, of: subject, purpose },
  });
  return id;
}
