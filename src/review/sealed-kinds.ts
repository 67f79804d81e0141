/** What review seals. */
export const questionKind = 'review.question';
export const assessmentKind = 'review.assessment';
export const appealKind = 'review.appeal';
/** A decoy. */
export const canaryKind = 'review.canary';
