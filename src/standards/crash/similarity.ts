/**
 * Whether two crashes look like one. ClusterFuzz's published measure: two or more common frames
 * in order, or the lines of both states alike by more than 0.8 on average. It proposes; only the
 * fix and the reproducers decide (see the clearinghouse's fix matrix).
 */
import { noState, type Crash } from './crash.ts';
import { kindOf } from './kinds.ts';

export interface Likeness {
  same: boolean;
  /** 0 to 1: 1 for equal states. */
  similarity: number;
  /** The reason, for whoever reviews the proposal. */
  because: string;
}

const sameFramesMin = 2;
const similarityMin = 0.8;

/** Compares two crashes; symmetric, and true of a crash and itself where it has a frame. */
export function sameCrash(a: Crash, b: Crash): Likeness {
  if (kindOf(a) !== kindOf(b)) {
    return { same: false, similarity: 0, because: `\`${headline(a)}\` is not \`${headline(b)}\`` };
  }
  return sameLines(comparable(a), comparable(b));
}

function headline(crash: Crash): string {
  return crash.type.replaceAll('\n', ' ');
}

/** As `sameCrash`, of two states already made comparable. */
export function sameLines(a: readonly string[], b: readonly string[]): Likeness {
  if (a.length === 0 || b.length === 0) {
    return { same: false, similarity: 0, because: 'a trace without frames is like no other' };
  }
  if (a.length === b.length && a.every((line, index) => line === b[index])) {
    return { same: true, similarity: 1, because: 'the crash states are equal' };
  }
  const common = commonInOrder(a, b);
  const similarity = meanSimilarity(a, b);
  if (common >= sameFramesMin) {
    return { same: true, similarity, because: `${common} frames in the same order` };
  }
  const same = similarity > similarityMin;
  return { same, similarity, because: `the states are alike by ${similarity.toFixed(2)}` };
}

/** The lines two crashes are compared by; empty where there is nothing to compare. */
export function comparable(crash: Crash): string[] {
  if (crash.state.length === 1 && crash.state[0] === noState) return [];
  if (!crash.state.every((line) => isModulePath(line))) return crash.state.map(withoutHash);
  // without names the state is one module thrice; its offsets tell crashes of one build apart
  return crash.frames
    .slice(0, crash.state.length)
    .map((frame) => frame.slice(frame.lastIndexOf('/') + 1));
}

function isModulePath(line: string): boolean {
  return line.startsWith('/') || /^[A-Za-z]:[\\/]/.test(line);
}

/** Rust ends each symbol in a hash of the build. */
function withoutHash(line: string): string {
  return line.replace(/::h[0-9a-f]{10,16}$/, '');
}

/** Length of the longest common subsequence. */
function commonInOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    b.forEach((other, index) => {
      const best = Math.max(row[index + 1] as number, next[index] as number);
      next.push(line === other ? (row[index] as number) + 1 : best);
    });
    row = next;
  }
  return row.at(-1) as number;
}

function meanSimilarity(a: readonly string[], b: readonly string[]): number {
  const compared = Math.min(a.length, b.length);
  let sum = 0;
  for (let at = 0; at < compared; at++) sum += lineSimilarity(a[at] as string, b[at] as string);
  return sum / compared;
}

/** Lines are capped before they are compared: a bad cast's is not cut by the state's own rule. */
const comparedLengthMax = 256;

function lineSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  const a = one.slice(0, comparedLengthMax);
  const b = other.slice(0, comparedLengthMax);
  const length = a.length + b.length;
  return length === 0 ? 1 : (length - editDistance(a, b)) / length;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] as number) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
