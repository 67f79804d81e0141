/** What may be refused of what a developer is told. */
import type { ProblemRegistry } from '#platform/problems';

export const assessmentProblems = {
  withheld_before: {
    status: 409,
    title: 'Another person must withhold it again',
    meaning:
      'You withheld this the last time. Its time ran out so that somebody else looks at it; ask another official, or propose what to tell the developer.',
  },
  text_changed: {
    status: 409,
    title: 'Not the text that is proposed',
    meaning:
      'The second person releases exactly the text that they read, and this is not it any more. Read what is proposed now.',
  },
} as const satisfies ProblemRegistry;
