/**
 * From the runs with and without a fix to a verdict on the fix. Pure. A fix is verified when every
 * reproducer that hit no longer does and ends well, the tests pass as before, and benign inputs say
 * what they said: so `return -1` at the top of the function, which stops every reproducer, is not
 * a fix.
 */
import type { Output } from './runner.ts';
import { benignEnds, countHits, type RunResult } from './verdict.ts';

export type FixVerdict =
  | 'verified'
  | 'not-stopped'
  | 'regressed'
  | 'inconclusive'
  | 'refused'
  | 'not-reproduced'
  | 'build-failed'
  | 'fetch-failed'
  | 'sandbox-failed'
  | 'invalid-bundle';

/** One reproducer, without the fix and with it. */
export interface Reproducer {
  bundleSha256: string;
  title: string;
  baseHits: number;
  fixedHits: number;
  runs: number;
  isStopped: boolean;
}

export interface Regression {
  bundleSha256: string;
  kind: 'benign-output' | 'benign-exit' | 'benign-hit' | 'test';
  /** `benign/0`, or `test`. */
  where: string;
  detail: string;
}

export interface NegativeControls {
  inputs: number;
  unchanged: number;
  /** Inputs that print and write nothing the same way twice: only their ending could be compared. */
  silent: number;
}

/** What was seen with one reproducer. */
export interface FixTrial {
  bundleSha256: string;
  title: string;
  hitsMin: number;
  base: { runs: readonly RunResult[]; benign: readonly Output[][]; test: TestRun };
  fixed: {
    runs: readonly RunResult[];
    benign: readonly Output[][];
    benignRuns: readonly RunResult[];
    test: TestRun;
  };
}

/** `absent`: the bundle names none. */
export type TestRun = { kind: 'passed' } | { kind: 'failed'; detail: string } | { kind: 'absent' };

export interface FixDecision {
  verdict: FixVerdict;
  reason: string;
  /** Titles of the reproducers the fix stops. */
  stopped: string[];
  reproducers: Reproducer[];
  regressions: Regression[];
  negativeControls: NegativeControls;
}

/** Decides over every reproducer: one that still hits, or one changed answer, is enough. */
export function decideFix(trials: readonly FixTrial[]): FixDecision {
  const reproducers = trials.map(reproducerIn);
  const regressions = trials.flatMap(regressionsIn);
  const negativeControls = controlsIn(trials, regressions);
  const stopped = reproducers.filter(({ isStopped }) => isStopped).map(({ title }) => title);
  const judged = judgeFix(trials, reproducers, regressions, negativeControls);
  return { ...judged, stopped, reproducers, regressions, negativeControls };
}

function judgeFix(
  trials: readonly FixTrial[],
  reproducers: readonly Reproducer[],
  regressions: readonly Regression[],
  controls: NegativeControls,
): { verdict: FixVerdict; reason: string } {
  const silentOnBase = trials.find(({ base, hitsMin }) => countHits(base.runs) < hitsMin);
  if (silentOnBase !== undefined) {
    return {
      verdict: 'not-reproduced',
      reason: `\`${silentOnBase.title}\` does not reproduce without the fix, so stopping it shows nothing`,
    };
  }
  const still = reproducers.find(({ isStopped }) => !isStopped);
  if (still !== undefined) {
    const ending = trials
      .flatMap(({ fixed }) => fixed.runs)
      .find((run) => !run.hit && !benignEnds(run))?.ended;
    const how =
      still.fixedHits > 0
        ? `hits in ${still.fixedHits} of ${still.runs} runs`
        : `ends with ${ending}`;
    return { verdict: 'not-stopped', reason: `with the fix, \`${still.title}\` still ${how}` };
  }
  const [first] = regressions;
  if (first !== undefined)
    return { verdict: 'regressed', reason: `${first.where}: ${first.detail}` };
  const untested = trials.find(({ base }) => base.test.kind === 'failed');
  if (untested !== undefined) {
    return {
      verdict: 'inconclusive',
      reason:
        'the tests fail without the fix already, so they show nothing; name a command that passes',
    };
  }
  if (controls.silent === controls.inputs) {
    return {
      verdict: 'inconclusive',
      reason: 'no benign input has output to compare; add one that shows the feature still works',
    };
  }
  return {
    verdict: 'verified',
    reason: `${reproducers.length} stopped, ${controls.unchanged} benign inputs unchanged${trials.some(({ fixed }) => fixed.test.kind === 'passed') ? ', tests pass' : ', no tests named'}`,
  };
}

function reproducerIn({ bundleSha256, title, base, fixed }: FixTrial): Reproducer {
  const fixedHits = countHits(fixed.runs);
  // A crash of another kind, or a hang, is the fault moved and not the fault mended.
  const isStopped = fixedHits === 0 && fixed.runs.length > 0 && fixed.runs.every(benignEnds);
  return {
    bundleSha256,
    title,
    baseHits: countHits(base.runs),
    fixedHits,
    runs: fixed.runs.length,
    isStopped,
  };
}

function regressionsIn({ bundleSha256, base, fixed }: FixTrial): Regression[] {
  const found: Regression[] = [];
  const add = (kind: Regression['kind'], where: string, detail: string) =>
    found.push({ bundleSha256, kind, where, detail });
  for (const [input, before] of base.benign.entries()) {
    const where = `benign/${input}`;
    const after = fixed.benign[input] ?? [];
    const hit = fixed.benignRuns.find(
      (run) => run.input === input && (run.hit || !benignEnds(run)),
    );
    if (hit !== undefined) add('benign-hit', where, `with the fix it ends with ${hit.ended}`);
    else if (!isSame(before, after, 'exit'))
      add(
        'benign-exit',
        where,
        `it ended with ${before[0]?.exit}, and with the fix with ${after[0]?.exit}`,
      );
    else if (!isSame(before, after, 'stdout') || !isSame(before, after, 'written')) {
      add(
        'benign-output',
        where,
        'its output is not what it was; the fix may reject what it should accept',
      );
    }
  }
  if (base.test.kind === 'passed' && fixed.test.kind === 'failed')
    add('test', 'test', `the tests passed, and fail with the fix: ${fixed.test.detail}`);
  return found;
}

/** Compared only where the runs without the fix agree among themselves: a clock is no regression. */
function isSame(before: readonly Output[], after: readonly Output[], part: keyof Output): boolean {
  if (!isSteady(before, part)) return true;
  return after.length > 0 && after.every((output) => output[part] === before[0]?.[part]);
}

function isSteady(outputs: readonly Output[], part: keyof Output): boolean {
  return outputs.every((output) => output[part] === outputs[0]?.[part]);
}

function controlsIn(
  trials: readonly FixTrial[],
  regressions: readonly Regression[],
): NegativeControls {
  const all = trials.flatMap(({ base }) => base.benign);
  const says = (outputs: readonly Output[]) =>
    (['stdout', 'written'] as const).some(
      (part) => isSteady(outputs, part) && (outputs[0]?.[part] ?? '') !== '',
    );
  const changed = new Set(
    regressions
      .filter(({ kind }) => kind !== 'test')
      .map(({ bundleSha256, where }) => `${bundleSha256} ${where}`),
  );
  return {
    inputs: all.length,
    unchanged: all.length - changed.size,
    silent: all.filter((outputs) => !says(outputs)).length,
  };
}
