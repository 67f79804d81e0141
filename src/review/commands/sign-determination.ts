/**
 * Two officials sign the same words, each with their own registered key: first the one who decided, then a
 * second who had no hand in any of it. With the second signature it stands: earlier ones of the engagement are
 * superseded, what the developer is told comes up for review tier by tier, and an open question is answered.
 */
import { actorNames } from '#membership';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { clocks, daysAfter } from '../clocks.ts';
import { nextDeterminationState } from '../determination-state.ts';
import {
  determinationById,
  dissentsOf,
  setSigned,
  signedDeterminationsOf,
  type DeterminationRow,
} from '../determination-store.ts';
import type { ReviewPerson } from '../policy.ts';
import { ownLine } from '../signed-statement.ts';
import { addSignature, signaturesOf } from '../signature-store.ts';
import { determining, requireNoHand, runUnder } from './determination-in-hand.ts';
import { answerByDetermination } from './move-question.ts';
import { openAssessments } from './open-assessments.ts';
import { supersedeDetermination } from './supersede-determination.ts';

export async function signDetermination(ctx: Context, id: string, given: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { determination, person } = await determining(ctx, tx, id);
    const { statement, statementSha256: subjectId, decidedBy } = determination;
    if (statement === null || subjectId === null) {
      throw new IllegalTransition('determination', determination.state, 'sign');
    }
    const isDeciding = person.id === decidedBy;
    const state = nextDeterminationState(determination.state, isDeciding ? 'sign' : 'complete');
    await requireTurn(tx, determination, person, isDeciding);
    const { vkey, line } = await ownLine(tx, person.id, statement, given);
    const role = isDeciding ? 'deciding' : 'second';
    const signature = { subjectId, personId: person.id, role, vkey, line, at } as const;
    if (!(await addSignature(tx, signature))) throw alreadySigned();
    if (!isDeciding) await completed(ctx, tx, determination, { state, by: person.id, at });
    await record(ctx, tx, {
      log: logs.engagement(determination.submissionId),
      type: 'review.determination_signed',
      subject: id,
      payload: { statementSha256: subjectId, role, key: vkey, state },
    });
  });
}

async function requireTurn(
  tx: Tx,
  determination: DeterminationRow,
  person: ReviewPerson,
  isDeciding: boolean,
): Promise<void> {
  const before = await signaturesOf(tx, [determination.statementSha256 ?? '']);
  if (before.some(({ personId }) => personId === person.id)) throw alreadySigned();
  if (isDeciding) return;
  if (before.length === 0) throw await decidingFirst(tx, determination);
  requireNoHand(person, await runUnder(tx, determination));
  if ((await dissentsOf(tx, determination.id)).some(({ personId }) => personId === person.id)) {
    throw new Refusal('two_roles', 'you dissented; another official gives the second signature');
  }
}

async function decidingFirst(tx: Tx, { decidedBy }: DeterminationRow): Promise<Refusal> {
  const deciding = decidedBy ?? '';
  const nameOf = await actorNames(tx, [deciding]);
  return new Refusal('undecided', `the deciding official signs first: ${nameOf(deciding)}`);
}

const alreadySigned = (): Refusal =>
  new Refusal('already_signed', 'you have signed it; another official gives the second signature');

async function completed(
  ctx: Context,
  tx: Tx,
  determination: DeterminationRow,
  signed: Pick<Parameters<typeof setSigned>[2], 'state' | 'by' | 'at'>,
): Promise<void> {
  const { id, submissionId, questionId } = determination;
  for (const earlier of await signedDeterminationsOf(tx, submissionId)) {
    await supersedeDetermination(ctx, tx, earlier, id);
  }
  await setSigned(tx, id, { ...signed, appealUntil: daysAfter(signed.at, clocks.appeal) });
  const row = await determinationById(tx, id);
  if (row === undefined) throw new Error('a determination vanished while it was signed');
  await openAssessments(ctx, tx, row);
  if (questionId !== null) await answerByDetermination(ctx, tx, questionId, id);
}
