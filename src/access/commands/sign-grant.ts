/**
 * A person signs a grant: the signature was made elsewhere, by a key that only they hold; here it is checked
 * against the key they registered and kept. Nobody can bring another's, and nobody signs twice.
 *
 * With two people of each side the note is complete, and a worker sends it to the gateway. It is in force
 * when the gateway's log says so, not before.
 */
import { readGrantText } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { parseVkey, TlogError } from '#standards/tlog';
import { requireOpen, scopeOfKind } from '../engagement-state.ts';
import { nextGrantState } from '../grant-state.ts';
import { setState } from '../grant-store.ts';
import { setActivationDue } from '../note-store.ts';
import { addSignature, signaturesOf } from '../signature-store.ts';
import { activeKeyOf } from '../key-store.ts';
import { asNote, isComplete, lineBy, missingOf } from '../signed-grant.ts';
import { requireAgreedTerms } from './accept-document.ts';
import { engagedByGrant } from './engagement.ts';
import { requireThirtyDays } from './offer-grant.ts';

export async function signGrant(ctx: Context, grantId: string, given: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { submission, grant, person, side } = await engagedByGrant(
      ctx,
      tx,
      grantId,
      'developer',
      'evaluator',
    );
    requireOpen(submission, scopeOfKind(grant.kind));
    const state = nextGrantState(grant.state, 'sign');
    await requireAgreedTerms(tx, submission.id);
    const { termsText, digest, claimUntil } = grant;
    if (termsText === null || digest === null || claimUntil === null) {
      throw new Error('an offered grant has no terms');
    }
    const before = await signaturesOf(tx, [grant.id]);
    if (before.some(({ personId }) => personId === person.id)) throw alreadySigned();
    if (missingOf(before)[side] === 0)
      throw new IllegalTransition('grant', `signed by the ${side}`, 'sign');
    if (claimUntil.getTime() <= at.getTime()) {
      throw new Refusal(
        'grant_unfit',
        'the time in which the grant could be claimed is over; ask for a new one',
      );
    }
    await requireThirtyDays(ctx, tx, submission, readGrantText(termsText));
    const key = await activeKeyOf(tx, person.id);
    if (key === undefined) {
      throw new Refusal('no_approver_key', 'register your public key first, then sign with it');
    }
    const line = lineOf(termsText, given, key.vkey);
    const signature = { grantId: grant.id, personId: person.id, side, vkey: key.vkey, line, at };
    if (!(await addSignature(tx, signature))) throw alreadySigned();
    const after = [...before, signature];
    await setState(tx, grant.id, state);
    if (isComplete(after)) await setActivationDue(tx, grant.id);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.grant_signed',
      subject: grant.id,
      payload: { digest, side, key: key.vkey, missing: missingOf(after) },
    });
  });
}

function lineOf(text: string, given: string, vkey: string): string {
  const note = asNote(text, given);
  if (!note.startsWith(`${text}\n`)) {
    throw new Refusal(
      'note_refused',
      'the note’s text is not this grant’s; fetch it again and sign that',
    );
  }
  try {
    const line = lineBy(parseVkey(vkey), note);
    if (line !== undefined) return line;
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new Refusal('note_refused', `the note cannot be used: ${error.message}`);
  }
  throw new Refusal(
    'note_refused',
    'your registered key did not sign this note; sign with it and send it again',
  );
}

const alreadySigned = (): Refusal =>
  new Refusal(
    'already_signed',
    'you have signed this grant; another person of your side gives the second signature',
  );
