/** What takes two people: the rule that the second is not the first (requirements S09). */
import { Refusal } from '#platform/problems';
import type { Actor } from './actor.ts';
import { isNamed } from './attribute.ts';

/** Two people: the second must not be the first, and it must be known who the first was. */
export function requireAnother(actor: Actor, firstId: string | null, step: string): void {
  if (isNamed(actor.id) && isNamed(firstId) && actor.id !== firstId) return;
  throw new Refusal('second_person', `${step} takes a second person; ask a colleague`);
}
