/** What operators' pages may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const operatorProblems = {
  inventory_unreadable: {
    status: 422,
    title: 'The inventory cannot be read',
    meaning:
      'The file is not a CycloneDX or SPDX document we can read. `errors` says where it breaks and how to export it again.',
  },
} as const satisfies ProblemRegistry;
