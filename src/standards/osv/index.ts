/**
 * The door of OSV records: the type others write, the reader that quarantines what is unsound,
 * and the one evaluation of which versions a record affects.
 */
export { affects, describe, strongest, versionTest } from './affects.ts';
export type { Evaluation, OsvComponent } from './affects.ts';
export { intervalsOf } from './intervals.ts';
export type { AffectedInterval, RangeReading, UnreadableCode } from './intervals.ts';
export { osvLimits, readOsv } from './read.ts';
export { osvSchemaVersion } from './record.ts';
export type {
  OsvAffected,
  OsvCredit,
  OsvEvent,
  OsvPackage,
  OsvProblem,
  OsvRange,
  OsvRecord,
  OsvReference,
  OsvSeverity,
} from './record.ts';
