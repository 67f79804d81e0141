/** Parts of an assessment: how one is named among what is sealed, and who opens its text. Pure. */
import type { AssessmentState } from './assessment-state.ts';
import type { Standpoint } from './policy.ts';

export const assessmentSubject = (determinationId: string, tier: string): string =>
  `${determinationId}/${tier}`;

export function assessmentOf(subject: string): { determinationId: string; tier: string } {
  const [determinationId = '', tier = ''] = subject.split('/');
  return { determinationId, tier };
}

/** Those who prepare it and overseers; the developer once two people released it to it. Nobody else, ever. */
export function assessmentReaders(state: AssessmentState): Standpoint[] {
  switch (state) {
    case 'released':
      return ['developer', 'determiner', 'overseer'];
    case 'release_proposed':
      return ['determiner', 'overseer'];
    case 'withheld':
    case 'review_due':
      return [];
  }
}
