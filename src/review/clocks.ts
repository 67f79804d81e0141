/**
 * How long review takes itself: policy of the installation, shown wherever a date of it is, and no duty under
 * any law. Pure.
 */
const dayMs = 86_400_000;

/** In days. */
export const clocks = {
  /** Until the evaluating office means to have moved a question. */
  questionAnswer: 14,
  /** A consultee is given at least this long. */
  consultationMin: 3,
  /** A consultee is given at most this long. */
  consultationMax: 30,
  /** Until officials mean to have looked at a part of an assessment that waits for them. */
  assessmentReview: 14,
  /** What is withheld comes up for review at least this often. */
  withholdingMax: 90,
  /** From signing, or from a refusal, until no appeal is filed any more. */
  appeal: 30,
  /** Until an appeal is answered. */
  appealAnswer: 30,
  /** From nomination to its end, at most. */
  partnershipMax: 180,
} as const;

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * dayMs);
