/**
 * Either side alone ends a grant, by one approver's signed revocation. The server cannot make one: it hands
 * out the text, and takes the signed note from any of the parties' people, because it is the signature that
 * counts. A worker sends it to the gateway until the gateway has answered. A developer's stop that needs no
 * signature is a button on the gateway's own page, in the developer's own network.
 */
import { revocationHead, textOf } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { canonicalBody } from '#standards/tlog';
import { nextGrantState } from '../grant-state.ts';
import { setEnded } from '../grant-store.ts';
import { setRevocation } from '../note-store.ts';
import { signaturesOf } from '../signature-store.ts';
import { openedRevocation, rostersOf } from '../roster.ts';
import { isComplete } from '../signed-grant.ts';
import { engagedByGrant } from './engagement.ts';

/** What a person signs to end a grant. */
export function revocationText(digest: string, at: Date): string {
  return `${revocationHead}\n${canonicalBody({ grant: digest, at: textOf(at) })}\n`;
}

export async function revokeGrant(ctx: Context, grantId: string, note: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { submission, grant } = await engagedByGrant(ctx, tx, grantId, 'developer', 'evaluator');
    const state = nextGrantState(grant.state, 'revoke');
    const { grant: digest, side, person } = openedRevocation(note, await rostersOf(tx, submission));
    if (digest !== grant.digest) {
      throw new Refusal(
        'note_refused',
        'the revocation is for another grant; fetch this one’s text and sign it',
      );
    }
    await setEnded(tx, grant.id, state, { at, side, person, because: '' });
    // Incomplete, it is at no gateway and cannot come there.
    const mayBeInForce =
      grant.activatedAt !== null || isComplete(await signaturesOf(tx, [grant.id]));
    if (mayBeInForce) await setRevocation(tx, grant.id, note);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.grant_ended',
      subject: grant.id,
      payload: { reason: state, side, person, because: '' },
    });
  });
}
