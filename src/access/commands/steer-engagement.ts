/**
 * The developer pauses, resumes, and chooses what it takes part in, whenever it likes and without a reason.
 * Paused, nothing new begins and access in force goes on until somebody ends it. What falls out of the scope
 * ends at once.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import {
  engagementScopes,
  nextEngagementState,
  scopeOfKind,
  type EngagementScope,
} from '../engagement-state.ts';
import { liveGrantsOf } from '../grant-store.ts';
import { setEngagementState, setScope } from '../submission-store.ts';
import { endGrants } from './end-grants.ts';
import { engaged } from './engagement.ts';

export const pauseEngagement = (ctx: Context, submissionId: string): Promise<void> =>
  turn(ctx, submissionId, 'pause');

export const resumeEngagement = (ctx: Context, submissionId: string): Promise<void> =>
  turn(ctx, submissionId, 'resume');

async function turn(
  ctx: Context,
  submissionId: string,
  trigger: 'pause' | 'resume',
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission } = await engaged(ctx, tx, submissionId, 'developer');
    const state = nextEngagementState(submission.state, trigger);
    await setEngagementState(tx, submission.id, state, ctx.clock.now());
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: trigger === 'pause' ? 'access.engagement_paused' : 'access.engagement_resumed',
      subject: submission.id,
      payload: {},
    });
  });
}

export async function chooseScope(
  ctx: Context,
  submissionId: string,
  chosen: readonly EngagementScope[],
): Promise<void> {
  const scope = engagementScopes.filter((each) => chosen.includes(each));
  await ctx.database.transaction(async (tx) => {
    const { submission, person } = await engaged(ctx, tx, submissionId, 'developer');
    nextEngagementState(submission.state, 'choose_scope');
    await setScope(tx, submission.id, scope);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.scope_chosen',
      subject: submission.id,
      payload: { scope, before: submission.scope },
    });
    await endOutside(ctx, tx, submission.id, scope, person.id);
  });
}

async function endOutside(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  scope: readonly EngagementScope[],
  person: string,
): Promise<void> {
  const outside = (await liveGrantsOf(tx, submissionId)).filter(
    ({ kind }) => !scope.includes(scopeOfKind(kind)),
  );
  const because = 'no longer part of what the developer takes part in';
  await endGrants(ctx, tx, outside, { side: 'developer', person, because });
}
