/** What review seals. */
export const questionKind = 'review.question';
export const assessmentKind = 'review.assessment';
export const appealKind = 'review.appeal';
/** What a consulted office reads of a determination: in no blob of its own, and read on record as if it were. */
export const consultationKind = 'review.consultation';
/** A decoy. */
export const canaryKind = 'review.canary';
