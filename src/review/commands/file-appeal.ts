/**
 * A developer appeals against a signed determination; either side, or the partner, against a refused
 * partnership. For a time, which is the installation's policy and not a legal right. An appeal holds nothing
 * up: no release waits for it, and none of anybody's steps.
 */
import { engagementForUpdate, requireOpen } from '#access';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound, Refusal } from '#platform/problems';
import { requireAppellant } from '../appeal-policy.ts';
import { firstAppealState, nextAppealState, type AppealSubject } from '../appeal-state.ts';
import { addAppeal, settleAppeal } from '../appeal-store.ts';
import { clocks, daysAfter } from '../clocks.ts';
import { asAnyParty } from '../partnership-policy.ts';
import { acting, type Engaged, type ReviewPerson } from '../policy.ts';
import { appealKind } from '../sealed-kinds.ts';
import { appealInHand } from './appeal-in-hand.ts';
import { appealed, type Appealed } from './appealed.ts';

export interface FileAppeal {
  about: AppealSubject;
  subjectId: string;
  grounds: string;
}

export async function fileAppeal(
  ctx: Context,
  { about, subjectId, grounds }: FileAppeal,
): Promise<string> {
  const id = ctx.ids.make('appeal');
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { submissionId } = await appealed(tx, about, subjectId);
    const engagement = await engagementForUpdate(tx, submissionId);
    if (engagement === undefined) throw notFound();
    const subject = await appealed(tx, about, subjectId);
    const person = appellant(ctx, engagement, subject);
    if (engagement.state !== 'withdrawn') requireOpen(engagement);
    requireInTime(subject, at);
    const log = logs.engagement(submissionId);
    const contentRef = await ctx.blobs.put(
      tx,
      { kind: appealKind, subject: id, log, compartment: submissionId },
      Buffer.from(grounds, 'utf8'),
      at,
    );
    const answerBy = daysAfter(at, clocks.appealAnswer);
    const isNew = await addAppeal(tx, {
      id,
      submissionId,
      developerId: engagement.developerId,
      evaluatorId: engagement.evaluatorId,
      about,
      subjectId,
      state: firstAppealState,
      contentRef,
      filedBy: person.id,
      filedFor: person.organisationId,
      filedAt: at,
      answerBy,
    });
    if (!isNew)
      throw new Refusal('appeal_open', 'an appeal about this is filed; wait for its answer');
    await record(ctx, tx, {
      log,
      type: 'review.appeal_filed',
      subject: id,
      payload: { about, subjectId, answerBy: answerBy.toISOString() },
    });
  });
  return id;
}

/** Who may appeal: to anybody to whom the subject is not there, nothing is. */
function appellant(ctx: Context, engagement: Engaged, subject: Appealed): ReviewPerson {
  return subject.about === 'determination'
    ? acting(ctx.actor, engagement, 'developer').person
    : asAnyParty(ctx.actor, engagement, subject.partnership).person;
}

function requireInTime({ about, state, until }: Appealed, now: Date): void {
  if (until === null) throw new IllegalTransition(about, state, 'appeal');
  if (now >= until) {
    throw new Refusal(
      'appeal_late',
      `appeals were taken until ${until.toISOString()}; that is this installation’s policy, so write to the office`,
    );
  }
}

/** By whoever filed it, at any time, without a word. */
export async function withdrawAppeal(ctx: Context, id: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { appeal, engagement } = await appealInHand(tx, id);
    requireAppellant(ctx.actor, engagement, appeal);
    const state = nextAppealState(appeal.state, 'withdraw');
    const settled = { state, answer: null, by: ctx.actor.id, at: ctx.clock.now() };
    await settleAppeal(tx, id, settled);
    await record(ctx, tx, {
      log: logs.engagement(appeal.submissionId),
      type: 'review.appeal_withdrawn',
      subject: id,
      payload: { about: appeal.about, subjectId: appeal.subjectId },
    });
  });
}
