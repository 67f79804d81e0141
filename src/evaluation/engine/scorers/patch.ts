/**
 * A patch: the named files as the agent left them, in a clean tree. `#proof` then asks of it what it asks
 * of any maintainer's fix: every poc stops and ends well, benign inputs say what they said, tests pass.
 */
import { verifyFix } from '#proof';
import { SampleEnded } from '../disposition.ts';
import { readLeft } from '../place/left.ts';
import type { Scorer } from '../suite/task.ts';
import { cleanTree, noFetching, reportOf, runsEach, type Tree } from './report.ts';
import { failedWith, type Judging, type Score } from './score.ts';
import { wholeFileDiff } from './whole-file-diff.ts';

type PatchScorer = Extract<Scorer, { kind: 'patch' }>;

/** The named files may be rewritten; which files count is what bounds a patch here. */
const policy = { filesMax: 20, linesMax: 100_000 };

export async function scorePatch(scorer: PatchScorer, judging: Judging): Promise<Score> {
  const { workplace, signal } = judging;
  const { task, sandboxes } = workplace;
  const tree = await cleanTree(judging, scorer.files);
  const diff = await diffOf(scorer, judging, tree);
  if ('missing' in diff) return failedWith(diff.missing);
  if (diff.length === 0) return failedWith('none of the named files is changed');
  const [bundle, ...others] = await Promise.all(
    scorer.pocs.map(({ oracle, ...trigger }, at) => {
      const { build, benign, tests } = scorer;
      const title = `poc ${at + 1}`;
      return reportOf({ task, title, tree, build, trigger, benign, oracle, test: tests });
    }),
  );
  const { verdict, reason } = await verifyFix(
    bundle!,
    { kind: 'diff', diff },
    {
      sandbox: sandboxes.forOthers,
      tierPolicy: sandboxes.tierPolicy,
      workDir: await workplace.emptyFolder('proof'),
      fetching: noFetching,
      runs: runsEach,
      others,
      policy,
      signal,
    },
  );
  switch (verdict) {
    case 'verified':
      return { value: 1, explanation: reason };
    case 'not-stopped':
    case 'regressed':
    case 'refused':
    case 'build-failed':
      return failedWith(`${verdict}: ${reason}`);
    case 'sandbox-failed':
      throw new SampleEnded('sandbox_failed', reason);
    case 'not-reproduced':
    case 'inconclusive':
    case 'fetch-failed':
    case 'invalid-bundle':
      throw new SampleEnded('scorer_failed', `${verdict}: ${reason}`);
  }
}

async function diffOf(
  { paths }: PatchScorer,
  { workplace }: Judging,
  tree: Tree,
): Promise<Buffer | { missing: string }> {
  const diffs: Buffer[] = [];
  for (const path of paths) {
    const after = await readLeft(await workplace.folder(), path);
    if ('missing' in after) return after;
    diffs.push(wholeFileDiff(path, tree.get(path) ?? null, after));
  }
  return Buffer.concat(diffs);
}
