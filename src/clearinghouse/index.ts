/** The door of the clearinghouse: reports, cases, fixes. */
export {
  openIntake,
  readBundle,
  type Receipt,
  type Submit,
  type SubmitReport,
} from './commands/submit-report.ts';
export {
  validateReport,
  type Prove,
  type ProofOutcome,
  type ProofStep,
} from './commands/validate-report.ts';
export { checkFix, type CheckFix, type FixOutcome } from './commands/check-fix.ts';
export { coordinatedCase, markCasePublished } from './commands/coordinate-case.ts';
export { visibleCase } from './queries.ts';
export { checkFixJob, clearinghouseSubscriptions, validateReportJob } from './jobs.ts';
export { readableCaseLogs, readableFinderLogs } from './policy.ts';
export { clearinghouseProblems } from './problems.ts';
export { clearinghouseRoutes } from './routes.ts';
export { clearinghouseSealed } from './sealed.ts';
