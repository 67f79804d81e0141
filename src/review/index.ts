/** The door of review: questions, determinations, assessments, appeals, trusted partners, destruction. */
import { appealRoutes } from './appeal-routes.ts';
import { assessmentRoutes } from './assessment-routes.ts';
import { destructionRoutes } from './destruction-routes.ts';
import { determinationRoutes } from './determination-routes.ts';
import { nextStepRoutes } from './next-step-routes.ts';
import { partnershipRoutes } from './partnership-routes.ts';
import { questionRoutes } from './question-routes.ts';
import { readRoutes } from './read-routes.ts';

export { mayLeave, recordFinding } from './commands/send-partner-finding.ts';
export { reviewProblems } from './problems.ts';
export { reviewSealed } from './sealed.ts';
export { reviewSubscriptions } from './subscriptions.ts';
export { openReviewWork, type ReviewWork } from './work.ts';

export const reviewRoutes = [
  ...questionRoutes,
  ...determinationRoutes,
  ...assessmentRoutes,
  ...appealRoutes,
  ...partnershipRoutes,
  ...destructionRoutes,
  ...readRoutes,
  ...nextStepRoutes,
];
