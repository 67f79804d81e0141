/**
 * Crash traces: what crashed, whether two traces tell of one crash, and groups of many. Pure.
 */
export { parseCrash } from './parse.ts';
export { isCasrReport, parseCasrReport, type CasrReport } from './casr.ts';
export { clusterFuzzSettings } from './clusterfuzz-settings.ts';
export { crashKey, groupCrashes, type CrashGroup, type Trace } from './groups.ts';
export { sameCrash, type Likeness } from './similarity.ts';
export { crashIn, readTraces, type TracesRead } from './trace-files.ts';
export type { Crash, CrashTool, ParseOptions } from './crash.ts';
