/**
 * Limits to start from, by what a run is for. Data, so that a caller who needs another number
 * writes `{ ...limitsFor.build, wallMs: … }` and the difference is there to read.
 */
import type { RunLimits } from './run.ts';

const MiB = 1024 * 1024;

export type Purpose = 'fetch' | 'build' | 'run';

export const limitsFor: Record<Purpose, RunLimits> = {
  /** Unpacking what was downloaded: much disk, little else. */
  fetch: {
    wallMs: 60_000,
    cpuMs: 60_000,
    memoryBytes: 512 * MiB,
    processesMax: 16,
    diskBytes: 1024 * MiB,
    outputBytes: MiB,
  },
  build: {
    wallMs: 300_000,
    cpuMs: 600_000,
    memoryBytes: 2048 * MiB,
    processesMax: 128,
    diskBytes: 2048 * MiB,
    outputBytes: 4 * MiB,
  },
  /** One reproduction. Memory is generous because sanitizers keep shadow and quarantine. */
  run: {
    wallMs: 10_000,
    cpuMs: 20_000,
    memoryBytes: 1024 * MiB,
    processesMax: 64,
    diskBytes: 64 * MiB,
    outputBytes: MiB,
  },
};
