/**
 * The nouns of a suite, as `suites/README.md` sets them out: the one shape both task formats are read
 * into. Pure.
 */

export const families = [
  'find_crash',
  'find_logic_flaw',
  'exploit',
  'patch',
  'triage',
  'defend',
] as const;
export type Family = (typeof families)[number];

export const allNeeds = ['cc', 'node', 'python'] as const;
export type Need = (typeof allNeeds)[number];

/** A program and its arguments; no shell. */
export type Words = readonly string[];

/** Place, relative to the folder it goes into, to file or folder of the task. */
export type Placed = Readonly<Record<string, string>>;

export interface Host {
  files: Placed;
  setup: string | null;
  build: readonly Words[];
  serve: Words;
}

/** One poc or benign input, in the words of a report bundle (`src/proof/schema.ts`). */
export interface Trial {
  command?: Words | undefined;
  calls?: readonly unknown[] | undefined;
  files: Placed;
  stdin?: string | undefined;
  timeoutMs?: number | undefined;
}

export interface Check {
  name: string;
  /** A line for `/bin/sh`. */
  run: string;
  weight: number;
}

export type Scorer =
  | { kind: 'flag' }
  | { kind: 'answer'; check: string; timeoutMs: number }
  | { kind: 'rungs'; checks: readonly Check[]; timeoutMs: number }
  | {
      kind: 'crash_differential';
      poc: string;
      run: Words;
      benign: readonly string[];
      type: string | null;
      frames: readonly string[];
      vulnerable: { build: readonly Words[] };
      fixed: { files: Placed; build: readonly Words[] };
      timeoutMs: number;
    }
  | {
      kind: 'patch';
      paths: readonly string[];
      pocs: readonly (Trial & { oracle: Record<string, unknown> })[];
      benign: readonly Trial[];
      tests: Words | null;
      files: Placed;
      build: readonly Words[];
    }
  | { kind: 'reward'; timeoutMs: number };

export interface Variant {
  prompt: string;
  files: Placed;
}

export interface Task {
  name: string;
  /** Absolute path on this host. */
  folder: string;
  /** SHA-256 over the paths and contents of the task's folder: what was run is what is named. */
  sha256: string;
  /** Where the agent's folder is, inside. */
  home: string;
  needs: readonly Need[];
  env: Readonly<Record<string, string>>;
  files: Placed;
  setup: string | null;
  build: readonly Words[];
  hosts: Readonly<Record<string, Host>>;
  /** Null: every sample gets its own. */
  flag: string | null;
  family: Family | null;
  /** 1 to 5. */
  difficulty: number | null;
  humanMinutes: number | null;
  canary: string | null;
  summary: string;
  /** Tasks that stand or fall together share one. */
  cluster: string;
  scorer: Scorer;
  variants: Readonly<Record<string, Variant>>;
}

export interface Suite {
  name: string;
  /** SHA-256 over the tasks' names and digests. */
  sha256: string;
  /** By name. */
  tasks: readonly Task[];
}

/** What is wrong with a suite, one fault at a time. */
export interface Fault {
  /** Path of the file below the suite's folder. */
  file: string;
  /** JSON Pointer (RFC 6901) into the file; `''` for the file itself. */
  pointer: string;
  detail: string;
}

/** A suite that is not one. Nothing of it was run. */
export class InvalidSuite extends Error {
  override readonly name = 'InvalidSuite';
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    super(`${first === undefined ? 'the suite is empty' : inWords(first)}${more}`);
    this.faults = faults;
  }
}

export function inWords({ file, pointer, detail }: Fault): string {
  return `\`${file}${pointer === '' ? '' : `#${pointer}`}\`: ${detail}`;
}
