/** What advisories may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const advisoryProblems = {
  advisory_invalid: {
    status: 422,
    title: 'The advisory does not fit',
    meaning: 'Each entry of `errors` names the field of the draft and the mend.',
  },
  advisory_incomplete: {
    status: 422,
    title: 'The draft is not fit to publish',
    meaning:
      'An operator could not act on it, or its formats would be refused by others. Each entry of `errors` names the field and the mend.',
  },
  advisory_published: {
    status: 409,
    title: 'Already published',
    meaning:
      'A published advisory is not rewritten. Revision and withdrawal come with publication at scale.',
  },
  formats_differ: {
    status: 409,
    title: 'The formats would not say the same',
    meaning:
      'The CSAF and OSV texts of this draft name different affected versions, so neither is published. `errors` says where they part.',
  },
} as const satisfies ProblemRegistry;
