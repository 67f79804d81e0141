/**
 * What a crash trace says, in the three values the field groups crashes by: type, address and
 * crash state (the top frames that are the program's own). The convention is ClusterFuzz's, so
 * that a key made here and one made by an OSS-Fuzz project mean the same crash.
 */

/** The instrument or runtime that named the crash. */
export type CrashTool =
  | 'asan'
  | 'hwasan'
  | 'msan'
  | 'tsan'
  | 'lsan'
  | 'ubsan'
  | 'cfi'
  | 'sanitizer'
  | 'kernel'
  | 'android'
  | 'libfuzzer'
  | 'centipede'
  | 'jazzer'
  | 'jvm'
  | 'javascript'
  | 'python'
  | 'go'
  | 'rust'
  | 'swift'
  | 'dotnet'
  | 'v8'
  | 'chromium'
  | 'assert'
  | 'gdb'
  | 'cdb'
  | 'valgrind'
  | 'loader';

export interface Crash {
  /** `Heap-buffer-overflow`, with the access on a second line: `Heap-buffer-overflow\nREAD 8`. */
  type: string;
  /** Hexadecimal as printed, or `''` where the trace names none. */
  address: string;
  /** The top frames normalised, at most three; a check's own words may stand before them. */
  state: string[];
  /** True unless the kind of crash is known to be harmless; a presumption, never a severity. */
  securityRelevant: boolean;
  /** Every frame of the crashing stack that is the program's own, top first, bounded. */
  frames: string[];
  tool: CrashTool;
}

export interface ParseOptions {
  /** Report out-of-memory and timeouts too (default false: a trace of one is no crash). */
  oomsAndHangs?: boolean;
  /** Names the state of a timeout or out-of-memory, whose stack is chance. */
  fuzzTarget?: string;
  /** Whether frames carry names; by default judged from the frames themselves. */
  symbolized?: boolean;
  /** V8's `Runtime error` lines count as crashes (default false). */
  v8RuntimeErrors?: boolean;
  /** A failed CHECK is security relevant (default false). */
  checksAreSecurityRelevant?: boolean;
  /** A failed assertion is security relevant (default true). */
  assertsAreSecurityRelevant?: boolean;
}

/** A trace is hostile input: what lies beyond these is not read. */
export const limits = {
  textLengthMax: 16 * 1024 * 1024,
  lineLengthMax: 16 * 1024,
  linesMax: 200_000,
  framesMax: 64,
  /** Frames among which a recursion is looked for. */
  recursionFramesMax: 1024,
} as const;

/** Frames that make the state, and characters of each line of it. */
export const stateFramesMax = 3;
export const stateLineLengthMax = 80;
/** What the state is when the trace has no usable frame. */
export const noState = 'NULL';
