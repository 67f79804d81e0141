/**
 * A developer opens a submission: what it declares one model, and the one organisation that may ask about it.
 * Voluntary; opening one grants nothing to anybody. Its gateway may come with it or later.
 */
import { namesOf } from '#membership';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { makeCompartment } from '#platform/seal';
import { unfit } from '#platform/problems';
import { engagementScopes, firstEngagementState } from '../engagement-state.ts';
import { modelKeyOf } from '../model-key.ts';
import { asDeveloper } from '../policy.ts';
import { plannedAt, requirePlan } from '../release-plan.ts';
import { addSubmission } from '../submission-store.ts';
import { connect, type GatewayGiven } from './connect-gateway.ts';

export interface OpenEngagement {
  evaluatorId: string;
  declaredAs: string;
  modelDigest: string | null;
  plannedReleaseAt: string | null;
  publicReleaseAt: string | null;
}

export type OpenSubmission = OpenEngagement & { gateway: GatewayGiven | null };

export async function openSubmission(
  ctx: Context,
  { gateway, ...input }: OpenSubmission,
): Promise<string> {
  asDeveloper(ctx.actor);
  return await ctx.database.transaction(async (tx) => {
    const id = await openEngagement(ctx, tx, input);
    if (gateway !== null) await connect(ctx, tx, id, gateway, '/gateway');
    return id;
  });
}

/**
 * In the transaction of whoever opens it, and has made sure that the actor is a developer's person: a
 * submission, or a question, which needs no gateway.
 */
export async function openEngagement(ctx: Context, tx: Tx, input: OpenEngagement): Promise<string> {
  const { actor } = ctx;
  if (actor.kind !== 'person') throw new Error('an engagement is opened by a person');
  const at = ctx.clock.now();
  const id = ctx.ids.make('sub');
  const { evaluatorId, declaredAs, modelDigest, plannedReleaseAt, publicReleaseAt } = input;
  const developerId = actor.organisationId;
  const plan = {
    plannedReleaseAt: plannedAt(plannedReleaseAt),
    publicReleaseAt: plannedAt(publicReleaseAt),
  };
  requirePlan(plan, at);
  const isKnown = (await namesOf(tx, [evaluatorId])).size > 0 && evaluatorId.startsWith('org_');
  if (!isKnown || evaluatorId === developerId) {
    throw unfit(
      '/evaluatorId',
      'take the id that the other organisation’s people see on their page',
    );
  }
  await addSubmission(tx, {
    id,
    developerId,
    evaluatorId,
    declaredAs,
    modelKey: modelKeyOf(declaredAs),
    modelDigest,
    ...plan,
    state: firstEngagementState,
    stateSince: at,
    scope: [...engagementScopes],
    recused: [],
    disinterested: [],
    epoch: 0,
    openedBy: actor.id,
    openedAt: at,
  });
  await makeCompartment(tx, ctx.keys, id, at);
  await record(ctx, tx, {
    log: logs.engagement(id),
    type: 'access.submission_opened',
    subject: id,
    payload: {
      developerId,
      evaluatorId,
      declaredAs,
      modelDigest,
      plannedReleaseAt,
      publicReleaseAt,
    },
  });
  return id;
}
