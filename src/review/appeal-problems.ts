/** What may be refused of appeals. */
import type { ProblemRegistry } from '#platform/problems';

export const appealProblems = {
  appeal_late: {
    status: 409,
    title: 'The time to appeal is over',
    meaning:
      'This installation takes appeals for a time after a determination is signed or a partner refused, and it is over. That is its policy, not a rule of law; write to the office.',
  },
  appeal_open: {
    status: 409,
    title: 'An appeal is open',
    meaning: 'One appeal at a time is answered. Wait for its answer, or withdraw it.',
  },
  appeal_own: {
    status: 409,
    title: 'Somebody else must answer this appeal',
    meaning:
      'An appeal is answered by an official who neither signed nor settled what it is about, and who did not file it. Ask a colleague.',
  },
} as const satisfies ProblemRegistry;
