/**
 * An official answers an appeal, with reasons. INVARIANT (a fresh pair of eyes): whoever signed or settled what it
 * is about, or filed it, does not answer. One that is upheld ends the determination it is about, so that a new
 * one can be opened, or lets the partner be nominated again; it decides neither.
 */
import { requireOpen } from '#access';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { nextAppealState } from '../appeal-state.ts';
import { settleAppeal } from '../appeal-store.ts';
import { acting, requireDeclared } from '../policy.ts';
import { appealInHand } from './appeal-in-hand.ts';
import { appealed } from './appealed.ts';
import { supersedeDetermination } from './supersede-determination.ts';

export interface AnswerAppeal {
  as: 'upheld' | 'dismissed';
  answer: string;
}

export async function answerAppeal(
  ctx: Context,
  id: string,
  { as, answer }: AnswerAppeal,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { appeal, engagement } = await appealInHand(tx, id);
    const { person } = acting(ctx.actor, engagement, 'determiner');
    if (engagement.state !== 'withdrawn') requireOpen(engagement);
    requireDeclared(person, engagement);
    const state = nextAppealState(appeal.state, as === 'upheld' ? 'uphold' : 'dismiss');
    const { about, subjectId, submissionId, filedBy } = appeal;
    const subject = await appealed(tx, about, subjectId);
    if ([filedBy, ...subject.involved].includes(person.id)) {
      throw new Refusal(
        'appeal_own',
        'you filed it, or signed or settled what it is about; ask a colleague to answer',
      );
    }
    await settleAppeal(tx, id, { state, answer, by: person.id, at: ctx.clock.now() });
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.appeal_answered',
      subject: id,
      payload: { about, subjectId, state },
    });
    // A later determination may have taken its place meanwhile; then there is nothing to end.
    if (state === 'upheld' && subject.about === 'determination' && subject.state === 'signed') {
      await supersedeDetermination(ctx, tx, subject.determination, id);
    }
  });
}
