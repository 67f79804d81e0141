/** The door of operators: systems, action cards, receipts. */
export { readableOperatorLogs } from './policy.ts';
export { operatorProblems } from './problems.ts';
export { operatorRoutes } from './routes.ts';
export { operatorSubscriptions } from './subscriptions.ts';
export type { Contact } from './queries.ts';
export { keyIdOf, type Statement } from './receipt.ts';
