/** The door of Inspect AI logs: reads `.eval` and `.json` as evidence, and writes both. */
export { importInspectLog, openInspectLog, writeInspectLog } from './files.ts';
export { readInspectLog } from './read.ts';
export type { LogBytes, LogOutput, Scratch } from './bytes.ts';
export { inspectLogLimits } from './limits.ts';
export type { InspectLogLimits } from './limits.ts';
export type { InspectLogFinding, InspectLogFindingCode } from './findings.ts';
export type { InspectLog } from './log.ts';
export { evalLog } from './header.ts';
export type { EvalLog, EvalPlan, EvalResults, EvalSpec, EvalStatus, ModelUsage } from './header.ts';
export type {
  InspectEvent,
  InspectMessage,
  InspectSample,
  PooledItem,
  SampleFields,
  SampleReductions,
  SampleSummary,
  Score,
} from './sample.ts';
export type { Resolver } from './resolve.ts';
export { writeLog } from './write.ts';
export type { InspectLogExport } from './write.ts';
export { inspectSample } from './memory-sample.ts';
export type { SampleParts } from './memory-sample.ts';
export { importedLog } from './import.ts';
export type { ImportedLog, ImportedScore } from './import.ts';
