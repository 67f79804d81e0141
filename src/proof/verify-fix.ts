/**
 * Whether a fix is one: every reproducer run without it and with it, every benign input, and the
 * project's tests, on trees that differ in the fix alone (DESIGN, How a thing flows 4).
 */
import type { Bundle } from './bundle.ts';
import { reviewDiff, type FixPolicy } from './fix-policy.ts';
import {
  decideFix,
  type FixDecision,
  type FixTrial,
  type FixVerdict,
  type TestRun,
} from './fix-verdict.ts';
import type { DiffSize } from './diff.ts';
import { buildEnvironment, places, programPath } from './layout.ts';
import { inStage, reportLibraryFor } from './reproduce.ts';
import type { ProofOptions } from './result.ts';
import { hitsMinOf } from './rules.ts';
import { atVersion, problemInPurl } from './registry-names.ts';
import { nodeMount } from './runtime.ts';
import { buildLimits, lastWords, runIn, StepFailed, type Stage } from './step.ts';
import { builtTree, fetchAll, fixedTree, fixOf, readDiff, type Fix } from './trees.ts';
import { Trials } from './trials.ts';
import { copyTree } from './unpack.ts';

export interface FixOptions extends Omit<ProofOptions, 'key'> {
  policy?: FixPolicy;
  /** More reproducers of the same target, at most 15; the fix must stop them all. */
  others?: readonly Bundle[];
}

/** A fix from outside the bundle: a unified diff, or a version of the target's package. */
export type GivenFix =
  { kind: 'diff'; diff: Uint8Array } | { kind: 'version'; version: string; integrity?: string };

export interface FixCheck extends FixDecision {
  /** Of a diff; a fixed version has none. */
  size: DiffSize | null;
}

const othersMax = 15;

/**
 * Checks a fix against every reproducer; without `given`, the fix the bundle names. Resolves to a
 * verdict whatever bundle and fix do; throws only when cancelled.
 */
export async function verifyFix(
  bundle: Bundle,
  given: GivenFix | undefined,
  options: FixOptions,
): Promise<FixCheck> {
  const { others = [] } = options;
  if (others.length > othersMax) throw new RangeError(`give at most ${othersMax} other bundles`);
  const trials: FixTrial[] = [];
  let size: DiffSize | null = null;
  for (const one of [bundle, ...others]) {
    const tried = await inStage(
      one,
      options,
      async (stage) => tryFix(stage, options, await resolveFix({ ...stage, bundle }, given)),
      (error) => ended(error.verdict, error.message),
    );
    if ('verdict' in tried) return tried;
    size = tried.size;
    trials.push(tried.trial);
  }
  return { ...decideFix(trials), size };
}

async function tryFix(
  stage: Stage,
  options: FixOptions,
  fix: Fix | undefined,
): Promise<{ trial: FixTrial; size: DiffSize | null } | FixCheck> {
  if (fix === undefined) return ended('refused', 'the bundle names no fix; give one with `--fix`');
  const review = fix.kind === 'diff' ? reviewDiff(fix.patches, options.policy) : undefined;
  const size = review?.size ?? null;
  const [refusal] = review?.refusals ?? [];
  if (refusal !== undefined) return { ...ended('refused', `the fix ${refusal}`), size };

  const { bundle } = stage;
  const { report } = bundle;
  const runs = options.runs ?? report.runs;
  const hitsMin = hitsMinOf(report, runs);
  const trials = new Trials(stage, await reportLibraryFor(stage));
  const fetched = await fetchAll(stage, report.target, report.environment.packages);
  const baseTree = await builtTree(stage, report.target, fetched, 'base');
  const base = {
    runs: await trials.trigger(baseTree, runs),
    benign: (await trials.benign(baseTree)).outputs,
    test: await runTest(stage, baseTree),
  };
  const tree = await fixedTree(stage, fetched, fix);
  const fixedRuns = await trials.trigger(tree, runs, 'control');
  const { results: benignRuns, outputs: benign } = await trials.benign(tree);
  const fixed = { runs: fixedRuns, benign, benignRuns, test: await runTest(stage, tree) };
  return {
    trial: { bundleSha256: bundle.sha256, title: report.title, hitsMin, base, fixed },
    size,
  };
}

/** What was given, made ready; a version is pinned by the bundle, by the caller or by the registry. */
async function resolveFix(stage: Stage, given: GivenFix | undefined): Promise<Fix | undefined> {
  const { target, fix, environment } = stage.bundle.report;
  if (given === undefined) return fixOf(stage);
  if (given.kind === 'diff') return { kind: 'diff', patches: readDiff(given.diff, 'the fix') };
  const { version } = given;
  if (target.purl === undefined || target.source !== undefined) {
    throw new StepFailed(
      'invalid-bundle',
      'the target is a source archive, which has no versions; give a diff',
    );
  }
  if (fix?.version === version && given.integrity === undefined) return fixOf(stage);
  const purl = atVersion(target.purl, version);
  const problem = problemInPurl(purl);
  if (problem !== undefined)
    throw new StepFailed('invalid-bundle', `the fixed version: ${problem}`);
  const integrity = given.integrity ?? (await pinOf(stage, purl));
  if (integrity === undefined) {
    throw new StepFailed(
      'fetch-failed',
      `nothing pins \`${purl}\`; name it with its digest in the bundle’s \`fix\``,
    );
  }
  return {
    kind: 'version',
    target: { purl, integrity, omitPatches: [] },
    packages: fix?.packages ?? environment.packages,
  };
}

async function pinOf(stage: Stage, purl: string): Promise<string | undefined> {
  try {
    return await stage.fetching.pin(purl);
  } catch (error) {
    throw new StepFailed('fetch-failed', `\`${purl}\`: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** The project's own tests, on a copy: what they write must not reach the runs that follow. */
async function runTest(stage: Stage, tree: string): Promise<TestRun> {
  const { test, environment } = stage.bundle.report;
  if (test === undefined) return { kind: 'absent' };
  const copy = await copyTree(stage, tree);
  const run = await runIn(stage, {
    argv: [programPath(test.argv[0] as string, places.target), ...test.argv.slice(1)],
    cwd: places.target,
    env: buildEnvironment(environment.kind),
    mounts: [
      { host: copy, inside: places.target, access: 'write' },
      ...(environment.kind === 'node' ? [nodeMount()] : []),
    ],
    limits: buildLimits(test.timeoutMs),
  });
  if (run.exitCode === 0 && run.stopped === null) return { kind: 'passed' };
  return {
    kind: 'failed',
    detail:
      run.stopped === null
        ? `${run.signal ?? `exit ${run.exitCode}`} ${lastWords(run)}`
        : `stopped at the ${run.stopped} limit`,
  };
}

function ended(verdict: FixVerdict, reason: string): FixCheck {
  return {
    verdict,
    reason,
    stopped: [],
    reproducers: [],
    regressions: [],
    negativeControls: { inputs: 0, unchanged: 0, silent: 0 },
    size: null,
  };
}
