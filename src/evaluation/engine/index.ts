/** The door of the evaluation engine: suites, runs and their journals. Needs a sandbox and no database. */
export { dispositions, modelsOwn, type Disposition } from './disposition.ts';
export { exportInspectLog } from './export/export.ts';
export { evaluate, resume, type EvaluateOptions, type Evaluation } from './evaluate.ts';
export { usualLimits, type SampleLimits, type Spent } from './limits.ts';
export {
  EndpointFault,
  HttpEndpoint,
  type ClientTls,
  type Endpoint,
  type Reply,
} from './model/endpoint.ts';
export type { Finding, IdentitySeen } from './model/identity.ts';
export { usualBackoff, type Backoff } from './model/retry.ts';
export { missingNeeds, openSandboxes, type Sandboxes } from './place/sandboxes.ts';
export {
  sampleName,
  type EndOfRun,
  type Entry,
  type Plan,
  type PlannedTask,
  type SampleKey,
  type SampleResult,
  type Stamped,
} from './run/entry.ts';
export { callsIn, type CallMade } from './run/calls.ts';
export { plannedTasks, samplesOf, type Mode } from './run/plan.ts';
export { entriesIn, JournalRefused, readJournal, type JournalState } from './run/read-journal.ts';
export type { Progress } from './run/run.ts';
export { fitsWindow, longestMs, tooLate } from './run/window.ts';
export type { Score } from './scorers/index.ts';
export { scoresOf, type Estimate, type Scores } from './scores.ts';
export { newRunSecret, seedOf } from './seed.ts';
export { holmAdjusted, mcNemar } from '../statistics/index.ts';
export { readSuite } from './suite/read-suite.ts';
export { InvalidSuite, inWords, type Fault, type Suite, type Task } from './suite/task.ts';
