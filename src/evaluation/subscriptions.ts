/** How evaluation reacts to others: a grant that ended ends the runs that never started under it. */
import { service } from '#platform/auth';
import { contextOf, type ZoneParts } from '#platform/context';
import type { Subscription } from '#platform/outbox';
import { stopUnstarted } from './commands/end-run.ts';

export function evaluationSubscriptions(parts: ZoneParts): Subscription[] {
  return [
    {
      name: 'evaluation.stop-unstarted',
      types: ['access.grant_ended'],
      async handle(tx, events) {
        const ctx = contextOf(parts, service('evaluation'));
        for (const { subject } of events) await stopUnstarted(ctx, tx, subject);
      },
    },
  ];
}
