/** The door of evaluation: suites and their custody, thresholds, runs, findings and reports. */
import { custodyRoutes } from './suite-routes.ts';
import { reportRoutes } from './report-routes.ts';
import { ruleRoutes } from './rule-routes.ts';
import { runRoutes } from './run-routes.ts';

export { runForDetermination, type Determinable } from './determinable.ts';
export { determinableRunPage, hasRunGoingOn } from './run-store.ts';
export { evaluationProblems } from './problems.ts';
export { evaluationSealed } from './sealed.ts';
export { evaluationSubscriptions } from './subscriptions.ts';

export const evaluationRoutes = [...ruleRoutes, ...custodyRoutes, ...runRoutes, ...reportRoutes];
