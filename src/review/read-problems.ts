/** What the review of reads may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const readProblems = {
  not_unusual: {
    status: 409,
    title: 'The read is not unusual',
    meaning: 'No published rule names it, so there is nothing to explain.',
  },
  read_reviewed: {
    status: 409,
    title: 'The read was reviewed already',
    meaning: 'What was made of a read stands; it is said once.',
  },
} as const satisfies ProblemRegistry;
