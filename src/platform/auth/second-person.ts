/** What takes two people: the rule that the second is not the first (requirements S09). */
import { Refusal } from '#platform/problems';
import type { Actor } from './actor.ts';

/** Two people: the second must not be the first. */
export function requireAnother(actor: Actor, firstId: string, step: string): void {
  if (actor.id !== firstId) return;
  throw new Refusal('second_person', `${step} takes a second person; ask a colleague`);
}
