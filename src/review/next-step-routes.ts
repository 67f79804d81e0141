/** HTTP for what waits for a developer or an evaluating office. Thin: query, answer. */
import { z } from 'zod';
import { route, type AnyRoute } from '#platform/http';
import { listNextSteps } from './next-step-queries.ts';
import { nextStepKinds } from './next-step.ts';

const nextStep = z.object({
  kind: z.enum(nextStepKinds),
  submissionId: z.string(),
  declaredAs: z.string(),
  /** Of the runner, document, office, developer or partner that it is about. */
  name: z.string().nullable(),
  /** Where it is about one. */
  determinationId: z.string().nullable(),
  /** When it is over. */
  endsAt: z.date().nullable(),
  /** Since when it waits, where it has no end. */
  since: z.date().nullable(),
});

export const nextStepRoutes: AnyRoute[] = [
  route({
    method: 'GET',
    path: '/api/next-steps',
    summary:
      'What waits for you, as a developer or in an evaluating office: the first hundred by their end',
    zone: 'inner',
    response: z.object({ steps: z.array(nextStep) }),
    handler: (ctx) => listNextSteps(ctx),
  }),
];
