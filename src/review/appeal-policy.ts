/**
 * Whose an appeal is, and who sees it: those to whom the engagement is there, and whoever filed it, which may be a
 * partner that was refused. Its grounds are for whoever filed it, for the officials who answer and for
 * overseers; the other side reads that there is an appeal, and the answer. Pure.
 */
import { isRecused } from '#access';
import { holds, isListed, type Actor } from '#platform/auth';
import { notFound } from '#platform/problems';
import type { AppealRow } from './appeal-store.ts';
import { acting, opens, standpointsOf, type Engaged, type ReviewScope } from './policy.ts';

type Filed = Pick<AppealRow, 'filedFor'>;

export function isAppellant(
  actor: Actor,
  engaged: Engaged,
  { filedFor }: Filed,
  scope: ReviewScope,
): boolean {
  if (actor.kind !== 'person' || actor.organisationId !== filedFor) return false;
  const held = standpointsOf(actor, engaged, scope);
  if (filedFor === engaged.developerId) return held.includes('developer');
  if (filedFor === engaged.evaluatorId) return held.includes('evaluator');
  return !isRecused(actor, engaged) && holds(actor, 'partner', scope);
}

/** Nothing is there for anybody else. */
export function requireSeen(
  actor: Actor,
  engaged: Engaged,
  appeal: Filed,
  scope: ReviewScope = 'review:read',
): void {
  const isSeen =
    standpointsOf(actor, engaged, scope).length > 0 || isAppellant(actor, engaged, appeal, scope);
  if (!isSeen) throw notFound();
}

/** A step of whoever filed it. */
export function requireAppellant(actor: Actor, engaged: Engaged, appeal: Filed): void {
  if (isAppellant(actor, engaged, appeal, 'review:write')) return;
  // Whoever may see it is told that the step is not theirs; to all others it is not there.
  acting(actor, engaged);
  throw notFound();
}

export function opensGrounds(actor: Actor, engaged: Engaged, appeal: Filed): boolean {
  const isOwn =
    isAppellant(actor, engaged, appeal, 'review:read') &&
    (appeal.filedFor !== engaged.evaluatorId || isListed(actor.id, engaged.disinterested));
  return isOwn || opens(actor, engaged, 'determiner', 'overseer');
}
