/**
 * How review reacts to others: with an engagement that is withdrawn ends what is open under it; reads of sealed
 * content are held against the published rules; and with a first finding lies a decoy beside it.
 */
import { service } from '#platform/auth';
import { contextOf, type ZoneParts } from '#platform/context';
import type { Subscription } from '#platform/outbox';
import { closePartnerships } from './commands/end-partnership.ts';
import { withdrawOpenQuestion } from './commands/move-question.ts';
import { engagementOfLog, noteRead } from './commands/note-read.ts';
import { placeCanary } from './commands/place-canary.ts';

export function reviewSubscriptions(parts: ZoneParts): Subscription[] {
  return [
    {
      name: 'review.engagement-withdrawn',
      types: ['access.engagement_withdrawn'],
      async handle(tx, events) {
        const ctx = contextOf(parts, service('review'));
        for (const { subject } of events) {
          await withdrawOpenQuestion(ctx, tx, subject);
          await closePartnerships(ctx, tx, subject);
        }
      },
    },
    {
      name: 'review.sealed-reads',
      types: ['platform.sealed_content_read', 'review.consultation_read'],
      async handle(tx, events) {
        const ctx = contextOf(parts, service('review'));
        for (const event of events) await noteRead(ctx, tx, event);
      },
    },
    {
      name: 'review.decoys',
      types: ['evaluation.finding_written'],
      async handle(tx, events) {
        const ctx = contextOf(parts, service('review'));
        for (const log of new Set(events.map((event) => event.log))) {
          const submissionId = engagementOfLog(log);
          if (submissionId !== undefined) await placeCanary(ctx, tx, submissionId);
        }
      },
    },
  ];
}
