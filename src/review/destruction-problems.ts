/** What destruction may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const destructionProblems = {
  engagement_going_on: {
    status: 409,
    title: 'The engagement is not over',
    meaning:
      'Material is destroyed once its engagement was withdrawn, by either side. Withdraw it first; no reason is needed.',
  },
  destruction_asked: {
    status: 409,
    title: 'Destruction was asked for already',
    meaning: 'It is asked for once. Another person carries it out; its page says how it stands.',
  },
} as const satisfies ProblemRegistry;
