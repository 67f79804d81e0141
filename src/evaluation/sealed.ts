/**
 * Who may reveal what evaluation seals. A sealed task: its office's evaluators, once two custodians gave it to
 * a run that is not over; and what they get is ciphertext that only that run's runner opens. A threshold: its
 * office, and overseers once it was shown to them. A finding or report: its office's people and overseers who
 * declared that they have no interest in the engagement, and the developer where it was written for both.
 */
import { engagementFacts, isDeclared, recusedFrom } from '#access';
import type { Actor } from '#platform/auth';
import type { Db } from '#platform/db';
import type { SealedPolicies } from '#platform/seal';
import { findingById } from './finding-store.ts';
import { readsSharedOf, standpointOf } from './policy.ts';
import { reportById } from './report-store.ts';
import {
  findingKind,
  reportKind,
  sealedTaskKind,
  sealedTaskOf,
  thresholdKind,
} from './sealed-kinds.ts';
import { thresholdById } from './threshold-store.ts';
import { runsGiven } from './unseal-store.ts';

export function evaluationSealed(db: Db): SealedPolicies<Actor> {
  const reads = async (actor: Actor, submissionId: string, isShared: boolean): Promise<boolean> => {
    const parties = await engagementFacts(db, submissionId);
    const standpoint = parties && readsSharedOf(actor, parties);
    if (parties === undefined || !isDeclared(actor, parties)) return false;
    return standpoint === 'all' || (standpoint === 'shared' && isShared);
  };
  return {
    [sealedTaskKind]: async (actor, { subject }) => {
      const { suiteId, position } = sealedTaskOf(subject);
      const recused = await recusedFrom(db, actor.id);
      return (await runsGiven(db, suiteId, position)).some(
        (run) =>
          standpointOf(actor, run, 'evaluation:read') === 'evaluator' &&
          !recused.includes(run.submissionId),
      );
    },
    [thresholdKind]: async (actor, { subject }) => {
      const threshold = await thresholdById(db, subject);
      // Deciding a run reads the rule too, and is carried by the other scope.
      const standpoint =
        threshold &&
        (standpointOf(actor, threshold, 'evaluation:read') ??
          standpointOf(actor, threshold, 'evaluation:write'));
      return (
        standpoint === 'evaluator' ||
        (standpoint === 'overseer' && threshold?.shownAt instanceof Date)
      );
    },
    [findingKind]: async (actor, { subject }) => {
      const finding = await findingById(db, subject);
      return (
        finding !== undefined &&
        (await reads(actor, finding.submissionId, finding.audience === 'both'))
      );
    },
    [reportKind]: async (actor, { subject }) => {
      const report = await reportById(db, subject);
      if (report === undefined) return false;
      return await reads(actor, report.submissionId, report.isShared && report.state === 'signed');
    },
  };
}
