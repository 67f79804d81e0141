/**
 * One person accepts a document for their side, by the digest of what they read (requirements S08). Where a
 * newer one was put forward meanwhile, what was read is not what would be agreed to, and it is refused. Both
 * sides' acceptance of one text makes it agreed; that stays, whatever is put forward later.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { addAcceptance, agreedOf } from '../acceptance-store.ts';
import { documentForAcceptance, type DocumentRow } from '../document-store.ts';
import { requireOpen } from '../engagement-state.ts';
import { engaged } from './engagement.ts';

export async function acceptDocument(
  ctx: Context,
  submissionId: string,
  sha256: string,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission, person, side } = await engaged(
      ctx,
      tx,
      submissionId,
      'developer',
      'evaluator',
    );
    requireOpen(submission);
    const { kind, name, version } = await inForce(tx, sha256);
    const acceptance = {
      submissionId: submission.id,
      documentSha256: sha256,
      side,
      personId: person.id,
      at: ctx.clock.now(),
    };
    if (!(await addAcceptance(tx, acceptance))) return;
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.document_accepted',
      subject: submission.id,
      payload: { sha256, kind, name, version, side },
    });
  });
}

async function inForce(tx: Tx, sha256: string): Promise<DocumentRow> {
  const document = await documentForAcceptance(tx, sha256);
  if (document === undefined) {
    throw new Refusal('document_unknown', 'no document here has this digest; read it again');
  }
  if (!document.isInForce) {
    throw new Refusal(
      'terms_changed',
      `\`${document.name}\` version ${document.version} is no longer put forward; read what is now, and accept that`,
    );
  }
  return document;
}

/** INVARIANT (terms before access): looked at when a grant is offered, and whenever somebody signs it. */
export async function requireAgreedTerms(tx: Tx, submissionId: string): Promise<void> {
  if ((await agreedOf(tx, submissionId, 'terms')).length > 0) return;
  throw new Refusal(
    'terms_not_agreed',
    'access is offered and signed once both sides accepted the same terms; read them and accept them',
  );
}
