/**
 * Unpacking and building, both in the sandbox without a network: an archive is hostile to whoever
 * opens it, and a build runs the target's code. No install script of any package runs.
 */
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackDebian } from './debian.ts';
import { unpackAll, type Placed } from './unpack-archives.ts';
import type { Artefact } from './fetch.ts';
import {
  buildEnvironment,
  dependencyFolder,
  packageFolder,
  places,
  programPath,
  targetFolder,
} from './layout.ts';
import { nodeMount } from './runtime.ts';
import type { Report } from './schema.ts';
import {
  buildLimits,
  lastWords,
  runIn,
  StepFailed,
  unpackLimits,
  type Stage,
  type Variant,
} from './step.ts';
import { filesOf, readFileOf, replaceFile } from './tree.ts';
import { writeInto } from './workspace.ts';

export interface Fetched {
  target: Artefact;
  packages: { artefact: Artefact; path: string | undefined }[];
}

/** A new tree on the host, unpacked, scrubbed, and not yet built. Throws `StepFailed`. */
export async function unpack(
  stage: Stage,
  target: Report['target'],
  fetched: Fetched,
): Promise<string> {
  const tree = await stage.workspace.folder('target');
  const { kind } = stage.bundle.report.environment;
  const isDebian = target.source === undefined && target.purl?.startsWith('pkg:deb/') === true;
  if (isDebian) await unpackDebian(stage, tree, fetched.target, target.omitPatches);
  else await unpackAll(stage, tree, await placed(tree, targetFolder(target, kind), fetched.target));
  const archives = [];
  for (const { artefact, path } of fetched.packages) {
    const folder = path ?? (kind === 'node' ? packageFolder(artefact.name) : dependencyFolder);
    archives.push(...(await placed(tree, folder, artefact)));
  }
  await unpackAll(stage, tree, archives);
  if (kind === 'node' || kind === 'python') await scrub(tree);
  return tree;
}

/** Where an artefact's archives go; contents of the bundle are written at once. */
async function placed(tree: string, folder: string, artefact: Artefact): Promise<Placed[]> {
  for (const [path, bytes] of artefact.contents ?? []) {
    await writeInto(join(tree, folder), path, bytes);
    // Programs of a bundled folder are recognised as the kernel would: by their first two bytes.
    if (bytes[0] === 0x23 && bytes[1] === 0x21) await chmod(join(tree, folder, path), 0o755);
  }
  return artefact.files.map(({ path, format }) => ({ path, format, into: folder, strip: 1 }));
}

/** The version is hidden, so that a trigger cannot know by label which version it meets. */
async function scrub(tree: string): Promise<void> {
  for await (const { path, mode } of filesOf(tree)) {
    if (/(^|\/)(CHANGELOG|HISTORY|CHANGES|NEWS)(\.\w+)?$/i.test(path))
      await replaceFile(tree, path, '', mode);
    const isNode = path.endsWith('/package.json') || path === 'package.json';
    if (!isNode && !/(^|\/)(METADATA|PKG-INFO)$/.test(path)) continue;
    const text = Buffer.from((await readFileOf(tree, path))?.bytes ?? []).toString('utf8');
    const scrubbed = isNode
      ? text.replace(/^(\s*"version"\s*:\s*)"[^"]*"/m, '$1"0.0.0"')
      : text.replace(/^Version:.*$/m, 'Version: 0');
    if (scrubbed !== text) await replaceFile(tree, path, scrubbed, mode);
  }
}

/** Runs the bundle's build steps in the tree. Throws `StepFailed`. */
export async function build(stage: Stage, tree: string, variant: Variant): Promise<void> {
  const { kind, build: steps } = stage.bundle.report.environment;
  for (const [index, { argv, timeoutMs }] of steps.entries()) {
    const run = await runIn(stage, {
      argv: [programPath(argv[0] as string, places.target), ...argv.slice(1)],
      cwd: places.target,
      env: buildEnvironment(kind),
      mounts: [
        { host: tree, inside: places.target, access: 'write' },
        ...(kind === 'node' ? [nodeMount()] : []),
      ],
      limits: buildLimits(timeoutMs),
    });
    if (run.exitCode === 0 && run.stopped === null) continue;
    const why =
      run.stopped === null
        ? `${run.signal ?? `exit ${run.exitCode}`}\n${lastWords(run)}`
        : `stopped at the ${run.stopped} limit`;
    throw new StepFailed(
      'build-failed',
      `\`/environment/build/${index}\` (\`${argv.join(' ').slice(0, 200)}\`): ${why}`,
    );
  }
  if (steps.length > 0) await openToReaders(stage, tree);
  stage.onProgress({ kind: 'built', variant, steps: steps.length });
}

/** A second tree with the same contents; copied in the sandbox, since names and links are hostile. */
export async function copyTree(stage: Stage, tree: string): Promise<string> {
  const copy = await stage.workspace.folder('target');
  const run = await runIn(stage, {
    // Not `-a`: ownership means nothing here, and in gVisor it may not be set. `make` goes by the times.
    argv: [
      ...['/usr/bin/cp', '-R', '-P', '--preserve=mode,timestamps,links'],
      ...['/from/.', places.target],
    ],
    cwd: places.target,
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    mounts: [
      { host: tree, inside: '/from', access: 'read' },
      { host: copy, inside: places.target, access: 'write' },
    ],
    limits: unpackLimits,
  });
  if (run.exitCode === 0 && run.stopped === null) return copy;
  throw new StepFailed('build-failed', `the built target cannot be copied: ${lastWords(run)}`);
}

/** Runs come under a uid of their own each, and read what the build's uid wrote. */
async function openToReaders(stage: Stage, tree: string): Promise<void> {
  await runIn(stage, {
    argv: ['/usr/bin/chmod', '-R', 'a+rX', places.target],
    cwd: places.target,
    env: { PATH: '/usr/bin:/bin' },
    mounts: [{ host: tree, inside: places.target, access: 'write' }],
    limits: unpackLimits,
  });
}
