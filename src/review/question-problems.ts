/** What may be refused of questions. */
import type { ProblemRegistry } from '#platform/problems';

export const questionProblems = {
  question_open: {
    status: 409,
    title: 'A question is open',
    meaning:
      'An engagement has one open question at a time. Add to that one when the office asks, or withdraw it and ask anew.',
  },
} as const satisfies ProblemRegistry;
