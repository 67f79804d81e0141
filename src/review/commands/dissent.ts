/**
 * An official who does not agree says so, and the words are kept for good. Once it is decided, they are taken
 * into the statement, and whoever had signed signs again: nobody's signature stands under a text that leaves
 * dissent out.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { consultationsOf } from '../consultation-store.ts';
import { nextDeterminationState } from '../determination-state.ts';
import { addDissent, setStatement, type Statement } from '../determination-store.ts';
import { composedStatement } from './compose-statement.ts';
import { determining, runUnder, type DeterminationInHand } from './determination-in-hand.ts';

export async function dissentFrom(ctx: Context, id: string, words: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const step = await determining(ctx, tx, id);
    const { determination, person } = step;
    nextDeterminationState(determination.state, 'dissent');
    if (determination.decidedBy === person.id) {
      throw new Refusal('two_roles', 'you decided it; withdraw it if you see it otherwise now');
    }
    if (!(await addDissent(tx, id, { personId: person.id, words, at: ctx.clock.now() }))) {
      throw new Refusal('dissent_given', 'your dissent is on record, and is said once');
    }
    const statement = await statementWithDissent(tx, step);
    if (statement !== undefined) await setStatement(tx, id, statement);
    await record(ctx, tx, {
      log: logs.engagement(determination.submissionId),
      type: 'review.dissent_recorded',
      subject: id,
      payload: { statementSha256: statement?.sha256 ?? null },
    });
  });
}

/** Undefined while nothing is decided. */
async function statementWithDissent(
  tx: Tx,
  step: DeterminationInHand,
): Promise<Statement | undefined> {
  const { determination } = step;
  const { outcome, reason, differsBecause, decidedBy, decidedAt } = determination;
  if (outcome === null || reason === null || decidedBy === null || decidedAt === null) {
    return undefined;
  }
  const said = { outcome, reason, differsBecause, decidedBy, decidedAt };
  const run = await runUnder(tx, determination);
  const consultations = await consultationsOf(tx, [determination.id]);
  return await composedStatement(tx, step, run, consultations, said);
}
