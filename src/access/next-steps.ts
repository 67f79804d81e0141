/**
 * What waits for a developer in access, in all of its engagements: it is what the other side, or a clock, waits
 * for, and nothing of it is required. For the list that review makes of it and of its own.
 */
import { holds } from '#platform/auth';
import type { Context } from '#platform/context';
import { termsToRead } from './acceptance-store.ts';
import { grantsThatWait, type GrantRow } from './grant-store.ts';
import { grantViews, type Step } from './grant-view.ts';
import { standpointOf } from './policy.ts';
import { submissionsById } from './submission-store.ts';

export interface AccessStep {
  kind: 'offer' | 'sign' | 'access_ends' | 'read_terms';
  submissionId: string;
  declaredAs: string;
  /** The runner's pseudonym, or the document's title. */
  name: string;
  /** When it is over. */
  endsAt: Date | null;
  /** Since when it waits, where it has no end. */
  since: Date | null;
}

/** An access that ends by itself is worth a word this long before. */
const soonMs = 7 * 86_400_000;

/** Of each kind at most `limit`. */
export async function stepsInAccess(ctx: Context, limit: number): Promise<AccessStep[]> {
  const { actor } = ctx;
  if (actor.kind !== 'person' || !holds(actor, 'developer', 'grant:read')) return [];
  const { db } = ctx.database;
  const of = { developerId: actor.organisationId, personId: actor.id };
  const terms = await termsToRead(db, of, limit);
  const now = ctx.clock.now();
  const grants = await grantsThatWait(db, of, new Date(now.getTime() + soonMs), limit);
  return [
    ...(await stepsOfGrants(ctx, grants, now)),
    ...terms.map(({ title, ...about }): AccessStep => ({
      ...about,
      kind: 'read_terms',
      name: title,
      endsAt: null,
    })),
  ];
}

async function stepsOfGrants(
  ctx: Context,
  grants: readonly GrantRow[],
  now: Date,
): Promise<AccessStep[]> {
  const submissions = await submissionsById(
    ctx.database.db,
    grants.map(({ submissionId }) => submissionId),
  );
  const seen = grants.flatMap((grant) => {
    const submission = submissions.find(({ id }) => id === grant.submissionId);
    const standpoint = submission && standpointOf(ctx.actor, submission, 'grant:read');
    return submission === undefined || standpoint === undefined
      ? []
      : [{ grant, submission, standpoint }];
  });
  const views = await grantViews(ctx, seen);
  return seen.flatMap(({ grant, submission }, at) => {
    const step = stepOf(grant, views[at]?.may ?? [], now);
    if (step === undefined) return [];
    const { id, declaredAs } = submission;
    return [{ submissionId: id, declaredAs, name: grant.runner.pseudonym, ...step }];
  });
}

function stepOf(
  { state, requestedAt, claimUntil, closesAt }: GrantRow,
  may: readonly Step[],
  now: Date,
): Pick<AccessStep, 'kind' | 'endsAt' | 'since'> | undefined {
  if (state === 'requested' && may.includes('offer'))
    return { kind: 'offer', endsAt: null, since: requestedAt };
  if (may.includes('sign')) return { kind: 'sign', endsAt: claimUntil, since: null };
  const isEnding = state === 'active' && closesAt !== null && closesAt > now;
  return isEnding ? { kind: 'access_ends', endsAt: closesAt, since: null } : undefined;
}
