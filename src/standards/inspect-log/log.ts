/** A log as it is read: what it says at once, and its samples as they come. */
import type { InspectLogFinding } from './findings.ts';
import type { EvalLog } from './header.ts';
import type { Resolver } from './resolve.ts';
import type { InspectSample, SampleReductions, SampleSummary } from './sample.ts';

export interface InspectLog {
  /** Nothing when the file is neither. */
  format: 'eval' | 'json' | undefined;
  /** Of a log that is not finished, what its journal or the rest of it says, with status `started`. */
  header: EvalLog | undefined;
  /** Whether the file is whole and has the header that is written last. */
  isFinished: boolean;
  sampleCount: number;
  /** One for each sample, the last where there are several. */
  summaries(): AsyncIterable<SampleSummary>;
  reductions(): Promise<SampleReductions[]>;
  /** By epoch, then id. A sample that cannot be read is a finding and is passed over. */
  samples(): AsyncIterable<InspectSample>;
  sample(id: string | number, epoch: number): Promise<InspectSample | undefined>;
  /** Puts back what was taken out of a sample's events. To be closed. */
  resolver(sample: InspectSample): Promise<Resolver>;
  /** So far: reading on may add more. */
  findings(): InspectLogFinding[];
  close(): Promise<void>;
}

/** The part of a log that each format reads in its own way. */
export type LogContent = Pick<
  InspectLog,
  'header' | 'isFinished' | 'sampleCount' | 'summaries' | 'reductions' | 'samples' | 'sample'
>;
