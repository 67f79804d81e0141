/** How operators react to others: a published advisory meets every inventory. */
import { contextOf, type ZoneParts } from '#platform/context';
import { service } from '#platform/auth';
import type { Subscription } from '#platform/outbox';
import { meetAdvisory } from './commands/meet-advisory.ts';

export function operatorSubscriptions(parts: ZoneParts): Subscription[] {
  return [
    {
      name: 'operators.meet-advisory',
      types: ['advisories.advisory_public'],
      async handle(tx, events) {
        const ctx = contextOf(parts, service('matcher'));
        for (const { subject } of events) await meetAdvisory(ctx, tx, subject);
      },
    },
  ];
}
