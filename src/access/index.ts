/** The door of access: submissions, grants, and the mirror of what gateways log. */
export { openAccessWork, type AccessWork } from './work.ts';
export { readableEngagementLogs } from './engagement-logs.ts';
export { engagementFacts, grantFacts, type EngagementFacts, type GrantFacts } from './measured.ts';
export { accessProblems } from './problems.ts';
export { readerKeySha256 } from './reader.ts';
export { accessRoutes } from './routes.ts';
export { accessSealed } from './sealed.ts';
