/**
 * The trees a proof runs against: the reported target, the fixed one, the inert one. Each is
 * fetched, unpacked, patched and built the same way, so that they differ in nothing else.
 */
import { DiffError, parseDiff, type FilePatch } from './diff.ts';
import { fetchPackages, fetchTarget } from './fetch.ts';
import { makeInert } from './inert.ts';
import { targetFolder } from './layout.ts';
import { atVersion } from './registry-names.ts';
import type { PinnedPackage, Report } from './schema.ts';
import { StepFailed, type Stage, type Variant } from './step.ts';
import { applyDiff } from './debian.ts';
import { build, copyTree, unpack, type Fetched } from './unpack.ts';

/** Everything a target needs, downloaded and checked. Throws `StepFailed`. */
export async function fetchAll(
  stage: Stage,
  target: Report['target'],
  packages: readonly PinnedPackage[],
): Promise<Fetched> {
  const fetched = await fetchTarget(stage, target);
  const artefacts = await fetchPackages(stage, packages);
  return {
    target: fetched,
    packages: artefacts.map((artefact, index) => ({ artefact, path: packages[index]?.path })),
  };
}

/** Unpacked, patched if asked, built. Throws `StepFailed`. */
export async function builtTree(
  stage: Stage,
  target: Report['target'],
  fetched: Fetched,
  variant: Variant,
  patches?: readonly FilePatch[],
): Promise<string> {
  const tree = await unpack(stage, target, fetched);
  if (patches !== undefined) await applyDiff(tree, patches, 'the fix');
  await build(stage, tree, variant);
  return tree;
}

/** A fix as the bundle states one, or as `verify-fix` is given one. */
export type Fix =
  | { kind: 'diff'; patches: readonly FilePatch[] }
  | { kind: 'version'; target: Report['target']; packages: readonly PinnedPackage[] };

/** The bundle's own fix, if it names one. Throws `StepFailed` on a diff that is none. */
export function fixOf(stage: Stage): Fix | undefined {
  const { fix, target, environment } = stage.bundle.report;
  if (fix === undefined) return undefined;
  if (fix.diff !== undefined) {
    return {
      kind: 'diff',
      patches: readDiff(stage.bundle.files.get(fix.diff) as Uint8Array, '`/fix/diff`'),
    };
  }
  const { version = '', integrity, url, file } = fix;
  const purl = atVersion(target.purl as string, version);
  const fixed = { purl, integrity, url, file, omitPatches: [] };
  return { kind: 'version', target: fixed, packages: fix.packages ?? environment.packages };
}

/** Parses a diff, or says in whose name it is none. */
export function readDiff(bytes: Uint8Array, what: string): FilePatch[] {
  try {
    return parseDiff(bytes);
  } catch (error) {
    if (!(error instanceof DiffError)) throw error;
    throw new StepFailed('invalid-bundle', `${what}: ${error.message}`, { cause: error });
  }
}

/** The tree with the fix in. Throws `StepFailed`. */
export async function fixedTree(stage: Stage, fetched: Fetched, fix: Fix): Promise<string> {
  const { target } = stage.bundle.report;
  if (fix.kind === 'diff') return builtTree(stage, target, fetched, 'fixed', fix.patches);
  const fixed = await fetchAll(stage, fix.target, fix.packages);
  return builtTree(stage, fix.target, fixed, 'fixed');
}

/** A copy of the built tree with the target's behaviour taken out. */
export async function inertTree(stage: Stage, base: string): Promise<string> {
  const { target, environment } = stage.bundle.report;
  const tree = await copyTree(stage, base);
  await makeInert(tree, targetFolder(target, environment.kind), environment.kind);
  return tree;
}
