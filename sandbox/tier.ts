/**
 * What a tier must offer. A tier says how to start a run and how to read, afterwards, how it ended;
 * everything else (uid, control groups, pipes, limits, cleaning up) is the same for all.
 */
import type { Socket } from 'node:net';
import type { StateFolders } from './host.ts';
import type { PreparedMount } from './mounts.ts';
import type { RunRequest } from './request.ts';

/** Where one run lives on the host. */
export interface RunPlace {
  state: StateFolders;
  /** The run's own folder below the instance's. */
  folder: string;
  /** Null when runs share the supervisor's uid. */
  uid: number | null;
}

/** As wait() in the sandbox saw the command, or why there is nothing to see. */
export type Ended =
  | { kind: 'ended'; waitStatus: number; cpuMs: number | null }
  | { kind: 'refused'; reason: string }
  | { kind: 'unknown' };

export interface Tier {
  /** For the tier's own processes, on top of the caller's limit. */
  overheadBytes: number;
  /** How many processes and threads the host sees when the run has `processesMax`. */
  hostProcesses(processesMax: number): number;
  /** Whether the tool itself, outside the sandbox, must be cut off from the host's network. */
  needsOwnNetwork: boolean;
  /** Whether the tool talks to us over the status descriptor and reads the filter's. */
  needsStatus: boolean;
  /** Where the run opens its channel by itself, makes a place for the pipe and names it; else null. */
  channelPath(place: RunPlace): string | null;
  /** The tool and its arguments. */
  command(place: RunPlace, request: RunRequest, mounts: PreparedMount[]): string[];
  /** Called as the tool starts; what it returns is asked when all are dead. */
  attach(place: RunPlace, request: RunRequest, status: Socket): () => Promise<Ended>;
}

/** Descriptors of every run's tool, above those a request may ask for. */
export const toolFds = { status: 20, filter: 21, channel: 22 };
