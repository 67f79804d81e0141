/** What destruction may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const destructionProblems = {
  engagement_going_on: {
    status: 409,
    title: 'The engagement is not over',
    meaning:
      'Material is destroyed once nothing holds it: no appeal is open and every part of the assessment is told, and, where nobody withdrew, no question, grant, run, determination or partnership is open either. What is still open is named; let it come to its end. A developer that withdrew its engagement may ask at any time; no reason is needed.',
  },
  destruction_asked: {
    status: 409,
    title: 'Destruction was asked for already',
    meaning: 'It is asked for once. Another person carries it out; its page says how it stands.',
  },
} as const satisfies ProblemRegistry;
