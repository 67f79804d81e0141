/** Who may reveal what review seals, noun by noun; what stands nowhere here opens to nobody. */
import { engagementFacts } from '#access';
import type { Actor } from '#platform/auth';
import type { Db } from '#platform/db';
import type { SealedPolicies } from '#platform/seal';
import { appealById } from './appeal-store.ts';
import { opensGrounds } from './appeal-policy.ts';
import { assessmentReaders, assessmentOf } from './assessment.ts';
import { assessmentById } from './assessment-store.ts';
import { opens } from './policy.ts';
import { questionReaders } from './question.ts';
import { questionById } from './question-store.ts';
import { appealKind, assessmentKind, canaryKind, questionKind } from './sealed-kinds.ts';

export function reviewSealed(db: Db): SealedPolicies<Actor> {
  return {
    [questionKind]: async (actor, { subject }) => {
      const question = await questionById(db, subject);
      const engagement = question && (await engagementFacts(db, question.submissionId));
      return engagement !== undefined && opens(actor, engagement, ...questionReaders);
    },
    [assessmentKind]: async (actor, { subject }) => {
      const { determinationId, tier } = assessmentOf(subject);
      const row = await assessmentById(db, determinationId, tier);
      const engagement = row && (await engagementFacts(db, row.submissionId));
      if (row === undefined || engagement === undefined) return false;
      return opens(actor, engagement, ...assessmentReaders(row.state));
    },
    [appealKind]: async (actor, { subject }) => {
      const appeal = await appealById(db, subject);
      const engagement = appeal && (await engagementFacts(db, appeal.submissionId));
      if (appeal === undefined || engagement === undefined) return false;
      return opensGrounds(actor, engagement, appeal);
    },
    // Open to whoever it is laid for, so that opening it is on record.
    [canaryKind]: async (actor, { subject }) => {
      const engagement = await engagementFacts(db, subject);
      return (
        engagement !== undefined && opens(actor, engagement, 'evaluator', 'determiner', 'overseer')
      );
    },
  };
}
