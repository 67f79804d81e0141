/** What a gateway's answer to a note changes here. Whether a grant is in force is said by its log alone. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { grantById } from '../grant-store.ts';
import {
  clearActivationDue,
  clearRevocationDue,
  sendAgain,
  setActivationProblem,
  type DueNote,
} from '../note-store.ts';
import { setDue } from '../mirror-store.ts';
import { submissionForUpdate } from '../submission-store.ts';
import { confirmStopped } from './confirm-stopped.ts';

export type NoteAnswer =
  | { kind: 'taken' }
  /** Not there, or not able to now. */
  | { kind: 'away' }
  | { kind: 'refused'; code: string; problem: string };

const retryAwayS = 1;
/** Refused for its words: only a change at the gateway, such as its roster, can help. */
const retryRefusedS = 30;
/** Unknown there yet; it may be on its way from somebody else. */
const retryUnknownS = 5;

export async function settleActivation(
  ctx: Context,
  due: DueNote,
  answer: NoteAnswer,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    await submissionForUpdate(tx, due.submissionId);
    const grant = await grantById(tx, due.id);
    if (grant === undefined || grant.endedAt !== null || grant.activatedAt !== null) return;
    // Sent twice, by us or by somebody who has the note: it is in force, and the log will say so.
    const isTaken =
      answer.kind === 'taken' || (answer.kind === 'refused' && answer.code === 'replayed');
    if (isTaken) {
      await clearActivationDue(tx, due.id);
      // Its log says so within a second; that is worth a look at once.
      return await setDue(tx, due.submissionId, 1);
    }
    if (answer.kind !== 'refused') return await sendAgain(tx, due.id, 'activation', retryAwayS);
    await sendAgain(tx, due.id, 'activation', retryRefusedS);
    if (grant.activationProblem === answer.problem) return;
    await setActivationProblem(tx, due.id, answer.problem);
    await record(ctx, tx, {
      log: logs.engagement(due.submissionId),
      type: 'access.activation_refused',
      subject: due.id,
      payload: { problem: answer.problem },
    });
  });
}

export async function settleRevocation(
  ctx: Context,
  due: DueNote,
  answer: NoteAnswer,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    await submissionForUpdate(tx, due.submissionId);
    const grant = await grantById(tx, due.id);
    if (grant === undefined) return;
    if (answer.kind === 'taken') return await confirmStopped(ctx, tx, grant);
    const isNeverInForce =
      grant.activatedAt === null &&
      grant.claimUntil !== null &&
      grant.claimUntil.getTime() <= ctx.clock.now().getTime();
    if (isNeverInForce) return void (await clearRevocationDue(tx, due.id));
    const inS =
      answer.kind === 'away'
        ? retryAwayS
        : answer.code === 'unknown_grant'
          ? retryUnknownS
          : retryRefusedS;
    await sendAgain(tx, due.id, 'revocation', inS);
  });
}
