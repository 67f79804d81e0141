/**
 * What a fix may look like before it is tried (cvd protocol 10.3). Pure. The matrix rests on tests
 * and benign inputs staying what they were, so a fix that edits its own judges is refused, however
 * well it would then score.
 */
import { sizeOf, type DiffSize, type FilePatch } from './diff.ts';

export interface FixPolicy {
  filesMax: number;
  /** Lines added and removed together. */
  linesMax: number;
}

export const fixPolicy: FixPolicy = { filesMax: 20, linesMax: 400 };

export interface PolicyReview {
  size: DiffSize;
  /** Why the fix is not tried; empty when it may be. */
  refusals: string[];
}

/** Reviews a parsed diff. */
export function reviewDiff(
  patches: readonly FilePatch[],
  policy: FixPolicy = fixPolicy,
): PolicyReview {
  const size = sizeOf(patches);
  const refusals: string[] = [];
  if (size.files > policy.filesMax)
    refusals.push(
      `changes ${size.files} files; a fix may change ${policy.filesMax}: send the fix alone`,
    );
  if (size.added + size.removed > policy.linesMax) {
    refusals.push(
      `changes ${size.added + size.removed} lines; a fix may change ${policy.linesMax}: send the fix alone`,
    );
  }
  for (const patch of patches) {
    const path = patch.oldPath ?? patch.newPath ?? '';
    if (patch.newPath === null && isTest(path))
      refusals.push(`deletes the test \`${path}\`; keep it`);
    else if (patch.oldPath !== null && isTest(path) && removesLines(patch)) {
      refusals.push(
        `changes what the test \`${path}\` expects; add tests, and leave those there are`,
      );
    } else if (patch.newPath === null)
      refusals.push(`deletes \`${path}\`; a fix mends a feature, and does not remove it`);
    if (isRecipe(path))
      refusals.push(
        `changes \`${path}\`, which says how the target is built; mend the program itself`,
      );
  }
  return { size, refusals };
}

/** By the names projects give their tests. */
function isTest(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return (
    /(^|\/)(tests?|__tests__|spec|testsuite|t)\//i.test(path) ||
    /(^|[._-])(test|tests|spec)([._-]|$)/i.test(name)
  );
}

/** Flags there could switch the sanitizer off, or the feature out. */
function isRecipe(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return /^(GNU)?[Mm]akefile(\.(in|am))?$|^configure(\.ac|\.in)?$|^CMakeLists\.txt$|\.cmake$|^meson\.build$/.test(
    name,
  );
}

function removesLines(patch: FilePatch): boolean {
  return patch.hunks.some(({ lines }) => lines.some(({ sign }) => sign === '-'));
}
