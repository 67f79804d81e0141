/**
 * A colleague agrees to an export, or refuses it, also after it was agreed to; the one who asked takes it back.
 * The colleague is anybody to whom the engagement is there and who is not the developer's: an evaluator, an
 * official of the office, an overseer (docs/adr/2026-11-27-two-people-take-records-out.md).
 */
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { exportStateAt, nextExportState } from '../export-state.ts';
import { exportById, setAgreed, setClosed, type ExportRow } from '../export-store.ts';
import { asExporter, requireDeclared, type AccessPerson } from '../policy.ts';
import { submissionForUpdate, type SubmissionRow } from '../submission-store.ts';

export async function agreeToExport(ctx: Context, id: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { asked, submission, person } = await exportInHand(ctx, tx, id);
    nextExportState(exportStateAt(asked, at), 'agree');
    requireAnother(ctx.actor, asked.askedBy, 'agreeing to an export');
    requireDeclared(ctx.actor, submission);
    await setAgreed(tx, asked.id, person.id, at);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.export_agreed',
      subject: asked.id,
      payload: { askedBy: asked.askedBy },
    });
  });
}

export async function refuseExport(ctx: Context, id: string, because: string): Promise<void> {
  await closed(ctx, id, 'refuse', because);
}

export async function withdrawExport(ctx: Context, id: string): Promise<void> {
  await closed(ctx, id, 'withdraw', null);
}

async function closed(
  ctx: Context,
  id: string,
  trigger: 'refuse' | 'withdraw',
  because: string | null,
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { asked, submission, person } = await exportInHand(ctx, tx, id);
    const state = nextExportState(exportStateAt(asked, at), trigger);
    const isOwn = person.id === asked.askedBy;
    if (isOwn !== (trigger === 'withdraw')) {
      throw new Refusal(
        'forbidden',
        isOwn
          ? 'you asked for it; withdraw it instead'
          : 'only who asked withdraws; refuse it instead',
      );
    }
    await setClosed(tx, asked.id, { state, by: person.id, at, because });
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.export_closed',
      subject: asked.id,
      payload: { state, because },
    });
  });
}

interface ExportInHand {
  asked: ExportRow;
  submission: SubmissionRow;
  person: AccessPerson;
}

/** The export, read after its engagement is locked. */
async function exportInHand(ctx: Context, tx: Tx, id: string): Promise<ExportInHand> {
  const found = await exportById(tx, id);
  const submission = found && (await submissionForUpdate(tx, found.submissionId));
  if (submission === undefined) throw notFound();
  const person = asExporter(ctx.actor, submission);
  const asked = await exportById(tx, id);
  if (asked === undefined) throw notFound();
  return { asked, submission, person };
}
