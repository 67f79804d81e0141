/**
 * A bundle to a verdict: fetch, build, run the trigger n times, run the benign input, and where the
 * trigger is a program of its own, run it against a stand-in as well (DESIGN, Proof). Steps are
 * sequential: a worker's parallelism is between proofs, and its own to bound.
 */
import { chooseTier, type Sandbox, type SandboxTiers, type Tier } from '#platform/sandbox';
import { ceilingOf } from './assurance.ts';
import type { Bundle } from './bundle.ts';
import { sealEvidence } from './evidence.ts';
import { concluded, failed, type Proof, type ProofOptions } from './result.ts';
import { hitsMinOf } from './rules.ts';
import { reportLibrary } from './runtime.ts';
import { requireSpace, StepFailed, type Stage } from './step.ts';
import { toolchainOf } from './toolchain.ts';
import { builtTree, fetchAll, fixedTree, fixOf, inertTree } from './trees.ts';
import { Trials } from './trials.ts';
import type { Fetched } from './unpack.ts';
import { countHits, decide, type Tally } from './verdict.ts';
import { Workspace } from './workspace.ts';

/** Everything together; a proof beyond this holds a worker that others wait for. */
const totalMsDefault = 60 * 60_000;

/** Proves one bundle. Resolves to a verdict whatever the bundle does; throws only when cancelled. */
export async function reproduce(bundle: Bundle, options: ProofOptions): Promise<Proof> {
  return inStage(
    bundle,
    options,
    (stage) => prove(stage, options),
    (error) => failed(bundle, error),
  );
}

async function prove(stage: Stage, options: ProofOptions): Promise<Proof> {
  const { bundle } = stage;
  const { target, environment } = bundle.report;
  const fetched = await fetchAll(stage, target, environment.packages);
  const trials = new Trials(stage, await reportLibraryFor(stage));
  const base = await builtTree(stage, target, fetched, 'base');
  let tally = await firstTally(stage, options, trials, base);
  if (countHits(tally.runs) > 0) tally = { ...tally, benign: (await trials.benign(base)).results };
  // Only what stands otherwise, and could stand higher than *claimed*, is worth a stand-in.
  const isOpen = tally.ceiling.level === 'differential' && decide(tally).verdict === 'claimed-only';
  if (isOpen) tally = await withControl(stage, trials, tally, base, fetched);
  const decision = decide(tally);
  const evidence = sealEvidence(
    {
      bundle,
      tier: stage.tier,
      target: fetched.target,
      packages: fetched.packages.map(({ artefact }) => artefact),
      toolchain: await toolchainOf(stage),
      tally,
      decision,
    },
    trials.wallMs,
    options.key,
  );
  return concluded(bundle, stage.tier, tally, decision, evidence);
}

async function firstTally(
  stage: Stage,
  options: ProofOptions,
  trials: Trials,
  base: string,
): Promise<Tally> {
  const { report } = stage.bundle;
  const runs = options.runs ?? report.runs;
  return {
    runs: await trials.trigger(base, runs),
    benign: [],
    control: [],
    controlKind: 'none',
    hitsMin: hitsMinOf(report, runs),
    ceiling: ceilingOf(report),
  };
}

async function withControl(
  stage: Stage,
  trials: Trials,
  tally: Tally,
  base: string,
  fetched: Fetched,
): Promise<Tally> {
  const fix = fixOf(stage);
  const tree =
    fix === undefined ? await inertTree(stage, base) : await fixedTree(stage, fetched, fix);
  const control = await trials.trigger(tree, tally.runs.length, 'control');
  return { ...tally, control, controlKind: fix === undefined ? 'inert' : 'fixed' };
}

/** `report-fd.so` for the kind that needs it. */
export async function reportLibraryFor(stage: Stage): Promise<string | undefined> {
  return stage.bundle.report.environment.kind === 'c-asan' ? reportLibrary(stage) : undefined;
}

/**
 * Opens a workspace, chooses the tier, sets the one clock over everything, and turns a failed step
 * into what the caller makes of it. The workspace goes whatever happens.
 */
export async function inStage<T>(
  bundle: Bundle,
  options: Omit<ProofOptions, 'runs' | 'key'>,
  work: (stage: Stage) => Promise<T>,
  onFailed: (error: StepFailed) => T,
): Promise<T> {
  const deadline = AbortSignal.timeout(options.totalMs ?? totalMsDefault);
  const signal =
    options.signal === undefined ? deadline : AbortSignal.any([options.signal, deadline]);
  let workspace: Workspace | undefined;
  try {
    workspace = await Workspace.create(options.workDir);
    await requireSpace(workspace);
    const tier = await tierFor(options);
    const { sandbox, fetching, onProgress = () => {} } = options;
    return await work({
      bundle,
      sandbox,
      tier,
      workspace,
      archives: await workspace.folder('archives'),
      archived: new Set(),
      artefacts: new Map(),
      fetching,
      onProgress,
      signal,
    });
  } catch (error) {
    const failure = failureOf(error, deadline.aborted && options.signal?.aborted !== true);
    if (failure === undefined) throw error;
    return onFailed(failure);
  } finally {
    await workspace?.remove();
  }
}

/** What says nothing about the bundle, in words for this host's operator; a defect of ours is none. */
function failureOf(error: unknown, isTooLate: boolean): StepFailed | undefined {
  if (error instanceof StepFailed) return error;
  if (isTooLate) {
    return new StepFailed(
      'sandbox-failed',
      'everything together took longer than it may; try again on a quieter host',
    );
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  const reason = `the work folder failed with \`${code}\`; free some space, or give another folder`;
  return new StepFailed('sandbox-failed', reason, { cause: error });
}

/** A live check takes about a second; what passed it once a sandbox is believed, and no failure is. */
const checked = new WeakMap<Sandbox, Promise<SandboxTiers>>();

/** No sandbox, no run: and that says nothing about the bundle. */
async function tierFor({
  sandbox,
  tierPolicy,
}: Pick<ProofOptions, 'sandbox' | 'tierPolicy'>): Promise<Tier> {
  const tiers = checked.get(sandbox) ?? sandbox.tiers();
  checked.set(sandbox, tiers);
  try {
    return chooseTier(tierPolicy, await tiers);
  } catch (error) {
    checked.delete(sandbox);
    throw new StepFailed('sandbox-failed', (error as Error).message, { cause: error });
  }
}
