/**
 * Debian source packages (dpkg-source(1)), unpacked without dpkg: the archives in the sandbox, the
 * patch series one by one, so that a bundle can leave one out and the fix be the distribution's own.
 */
import { DiffError, parseDiff, type FilePatch } from './diff.ts';
import type { Artefact } from './fetch.ts';
import { StepFailed, type Stage } from './step.ts';
import { applyToTree, readFileOf } from './tree.ts';
import { unpackAll, type Placed } from './unpack-archives.ts';

/** Format 3.0 (quilt), 3.0 (native) and 1.0 of dpkg-source(1), patches applied one by one. */
export async function unpackDebian(
  stage: Stage,
  tree: string,
  artefact: Artefact,
  omit: readonly string[],
): Promise<void> {
  const named = (pattern: RegExp) =>
    artefact.files.filter(({ fileName }) => pattern.test(fileName));
  const whole = named(/(\.orig\.tar\.\w+|^[^_]+_[^-]+\.tar\.\w+)$/)[0] ?? named(/\.tar\.\w+$/)[0];
  const old = named(/\.diff\.gz$/)[0];
  if (whole === undefined || old !== undefined) {
    throw new StepFailed(
      'fetch-failed',
      `\`${artefact.name}\` is not in Debian source format 3.0; give its source as an archive`,
    );
  }
  const archives: Placed[] = [{ ...whole, into: '', strip: 1 }];
  for (const { path, fileName } of named(/\.orig-[A-Za-z0-9-]+\.tar\.\w+$/)) {
    archives.push({
      path,
      format: 'tar',
      into: /\.orig-([A-Za-z0-9-]+)\./.exec(fileName)?.[1] ?? '',
      strip: 1,
    });
  }
  for (const part of named(/\.debian\.tar\.\w+$/)) archives.push({ ...part, into: '', strip: 0 });
  await unpackAll(stage, tree, archives);
  const series = Buffer.from(
    (await readFileOf(tree, 'debian/patches/series'))?.bytes ?? [],
  ).toString('utf8');
  const names = series
    .split('\n')
    .map(
      (row) =>
        row
          .replace(/(^|\s)#.*/, '')
          .trim()
          .split(/\s/)[0] ?? '',
    )
    .filter((name) => name !== '');
  const unknown = omit.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new StepFailed(
      'invalid-bundle',
      `\`/target/omitPatches\`: the package has no patch \`${unknown}\``,
    );
  for (const name of names.filter((one) => !omit.includes(one))) {
    const bytes = (await readFileOf(tree, `debian/patches/${name}`))?.bytes ?? Buffer.alloc(0);
    await applyDiff(tree, bytes, `the distribution’s patch \`${name}\``);
  }
}

/** Applies a diff, or says in whose name it does not fit. */
export async function applyDiff(
  tree: string,
  diff: Uint8Array | readonly FilePatch[],
  what: string,
): Promise<void> {
  try {
    await applyToTree(tree, diff instanceof Uint8Array ? parseDiff(diff) : diff);
  } catch (error) {
    if (!(error instanceof DiffError)) throw error;
    throw new StepFailed('build-failed', `${what}: ${error.message}`, { cause: error });
  }
}
