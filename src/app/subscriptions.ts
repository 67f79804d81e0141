/** Who reacts to whose events: the one list. Review and clearinghouse meet only in `app`. */
import { clearinghouseSubscriptions } from '#clearinghouse';
import { evaluationSubscriptions } from '#evaluation';
import { operatorSubscriptions } from '#operators';
import type { ZoneParts } from '#platform/context';
import type { JobRunner } from '#platform/jobs';
import type { Zone } from '#platform/keys';
import type { Subscription } from '#platform/outbox';
import { reviewSubscriptions } from '#review';

export function subscriptionsOf(zone: Zone, parts: ZoneParts, jobs: JobRunner): Subscription[] {
  switch (zone) {
    case 'outer':
      return [
        // clearinghouse.report_received → validation; clearinghouse.fix_proposed → its check
        ...clearinghouseSubscriptions(jobs),
        // advisories.advisory_public → action cards at operators
        ...operatorSubscriptions(parts),
      ];
    case 'inner':
      // access.grant_ended → runs that never started under it
      // what ends an engagement or a window → what review closes by itself
      return [...evaluationSubscriptions(parts), ...reviewSubscriptions(parts)];
    case 'office':
      return [];
  }
}
