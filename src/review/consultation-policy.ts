/**
 * A consultee is an office of another organisation, named by one determination: its people read what that one
 * asks them and nothing else of the engagement. Pure.
 */
import { holds, type Actor } from '#platform/auth';
import { notFound } from '#platform/problems';
import type { ReviewPerson, ReviewScope } from './policy.ts';

export function asConsultee(actor: Actor, scope: ReviewScope): ReviewPerson {
  if (actor.kind !== 'person' || !holds(actor, 'consultee', scope)) throw notFound();
  return actor;
}
