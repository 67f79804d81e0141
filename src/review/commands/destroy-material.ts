/**
 * The keys to an engagement's sealed material are destroyed: one person asks, another does it. What was sealed opens
 * for nobody after, backups of the rows included; the ledger keeps every event, and each still proves itself.
 *
 * A developer that withdrew and asks gives up everything itself: then two people of whichever side do it, at any
 * time. Otherwise it takes a person of each side, and nothing that holds it may be open: no part that the developer
 * is still to be told and no appeal, and where nobody withdrew nothing else either. So the office alone destroys
 * nothing that somebody may still be told or heard about. An engagement that nobody withdrew ends with its material,
 * so that nothing begins in it that could not be sealed.
 */
import { endEngagement } from '#access';
import type { Side } from '#gateway';
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { destroyCompartment } from '#platform/seal';
import {
  firstDestructionState,
  mayEnd,
  maySecond,
  nextDestructionState,
} from '../destruction-state.ts';
import { addDestruction, destructionOf, setDestroyed } from '../destruction-store.ts';
import { courseOf, type Course, type OpenNoun } from '../going-on.ts';
import { engaged } from './engaged.ts';

export async function askDestruction(
  ctx: Context,
  submissionId: string,
  because: string,
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, person, standpoint } = await engaged(
      ctx,
      tx,
      submissionId,
      'developer',
      'evaluator',
    );
    requireEnd(await courseOf(tx, ctx.keys, engagement), standpoint);
    const id = ctx.ids.make('destruction');
    const isNew = await addDestruction(tx, {
      id,
      submissionId,
      state: firstDestructionState,
      askedBy: person.id,
      askedSide: standpoint,
      askedAt: at,
      because,
    });
    if (!isNew) {
      throw new Refusal('destruction_asked', 'it was asked for; another person carries it out');
    }
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.destruction_asked',
      subject: id,
      payload: { side: standpoint, because },
    });
  });
}

export async function destroyMaterial(ctx: Context, submissionId: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, person, standpoint } = await engaged(
      ctx,
      tx,
      submissionId,
      'developer',
      'evaluator',
    );
    const asked = await destructionOf(tx, submissionId);
    if (asked === undefined) throw new IllegalTransition('destruction', 'not asked for', 'destroy');
    const state = nextDestructionState(asked.state, 'destroy');
    requireAnother(ctx.actor, asked.askedBy, 'destroying material');
    const course = await courseOf(tx, ctx.keys, engagement);
    requireEnd(course, asked.askedSide);
    if (!maySecond(course, asked.askedSide, standpoint)) {
      throw new Refusal(
        'forbidden',
        `the ${standpoint}’s side asked; a person of the other side does it`,
      );
    }
    const items = await destroyCompartment(tx, ctx.keys, submissionId, at);
    await setDestroyed(tx, submissionId, { state, by: person.id, at, items });
    if (!course.isWithdrawn) await endEngagement(ctx, tx, submissionId);
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.material_destroyed',
      subject: asked.id,
      payload: { askedBy: asked.askedBy, items },
    });
  });
}

/** The refusal names what goes on, and what the side that asks can do about it. */
function requireEnd(course: Course, asks: Side): void {
  if (mayEnd(course, asks)) return;
  const named = course.goingOn.map((noun) => nounsNamed[noun]).join(', ');
  throw new Refusal(
    'engagement_going_on',
    named === ''
      ? 'nothing was sealed in it yet, so nothing of it is over; withdraw the engagement if you want no more of it'
      : `still open: ${named}. Let that come to its end${wayOut(course, asks)}`,
  );
}

function wayOut({ isWithdrawn }: Course, asks: Side): string {
  if (isWithdrawn) return '';
  return asks === 'developer'
    ? ', or withdraw the engagement; it needs no reason'
    : '; only the developer can give that up';
}

const nounsNamed: Record<OpenNoun, string> = {
  question: 'a question',
  grant: 'a grant',
  run: 'a run',
  determination: 'a determination',
  assessment: 'a part of the assessment that is not told',
  appeal: 'an appeal',
  partnership: 'a partnership',
};
