/**
 * A clean tree of a task as a report bundle, so that `#proof` judges it as it judges a stranger's report:
 * with a descriptor, an exit code and a folder drawn for each run, in a sandbox of its own.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  InvalidBundle,
  packBundle,
  readBundleBytes,
  type Bundle,
  type EnvironmentKind,
  type Fetching,
  type ReportInput,
} from '#proof';
import { SampleEnded } from '../disposition.ts';
import { furnish } from '../place/furnish.ts';
import { listFiles } from '../suite/folder.ts';
import type { Placed, Task, Trial, Words } from '../suite/task.ts';
import type { Judging } from './score.ts';

export type Tree = ReadonlyMap<string, Uint8Array>;

/** Each side is tried so often. */
export const runsEach = 3;

/** The task's own files with `files` over them, after `setup`; never from the agent's folder. */
export async function cleanTree({ workplace, signal }: Judging, files: Placed): Promise<Tree> {
  const { task, seed, sandboxes } = workplace;
  const folder = await workplace.emptyFolder('tree');
  const own = { task, folder, inside: task.home, setup: task.setup, build: [] };
  await furnish(sandboxes, { ...own, files: { ...task.files, ...files } }, seed, signal);
  return readAll(folder);
}

async function readAll(folder: string): Promise<Tree> {
  const tree = new Map<string, Uint8Array>();
  for (const path of (await listFiles(folder)).keys()) {
    tree.set(path, await readFile(join(folder, path)));
  }
  return tree;
}

export interface ReportParts {
  task: Task;
  title: string;
  tree: Tree;
  build: readonly Words[];
  trigger: Trial;
  benign: readonly Trial[];
  oracle: unknown;
  test?: Words | null;
  /** Contents that are no file of the task, such as what the agent left; by the path in the bundle. */
  inputs?: ReadonlyMap<string, Uint8Array>;
}

/** Throws `SampleEnded` with `scorer_failed` where the task's own words make no report. */
export async function reportOf(parts: ReportParts): Promise<Bundle> {
  const { task, title, tree, build, trigger, benign, oracle, test, inputs = new Map() } = parts;
  const files = new Map<string, Uint8Array>(inputs);
  for (const [path, bytes] of tree) files.set(`source/${path}`, bytes);
  for (const path of [trigger, ...benign].flatMap(pathsOf)) {
    if (!files.has(path)) files.set(path, await readFile(join(task.folder, path)));
  }
  const report = {
    format: 'sallyport-report/1',
    title,
    target: { source: { folder: 'source' }, revision: task.sha256 },
    environment: { kind: kindOf(task), build: build.map((argv) => ({ argv: [...argv] })) },
    trigger: inProofWords(trigger),
    benign: benign.map(inProofWords),
    oracle,
    runs: runsEach,
    ...(test == null ? {} : { test: { argv: [...test] } }),
    provenance,
  } as unknown as ReportInput;
  files.set('report.json', Buffer.from(JSON.stringify(report)));
  try {
    return readBundleBytes(packBundle(files));
  } catch (error) {
    if (!(error instanceof InvalidBundle)) throw error;
    throw new SampleEnded('scorer_failed', `the task makes no report: ${error.message}`);
  }
}

const pathsOf = ({ files, stdin }: Trial): string[] => [
  ...Object.values(files),
  ...(stdin === undefined ? [] : [stdin]),
];

const inProofWords = ({ command, calls, files, stdin, timeoutMs }: Trial) => ({
  ...(command === undefined ? {} : { command }),
  ...(calls === undefined ? {} : { calls }),
  files,
  ...(stdin === undefined ? {} : { stdin }),
  ...(timeoutMs === undefined ? {} : { timeoutMs }),
});

/** What a task needs says what its programs are. */
function kindOf({ needs }: Task): EnvironmentKind {
  if (needs.includes('cc')) return 'c-asan';
  if (needs.includes('node')) return 'node';
  return needs.includes('python') ? 'python' : 'shell';
}

const nobody = { name: 'an evaluation' };
const provenance = {
  finder: nobody,
  toolPrivacy: 'private',
  humanSigner: nobody,
  aiUse: 'autonomous',
};

/** A suite holds all it needs. */
export const noFetching: Fetching = {
  fetchBytes: (url) => Promise.reject(new Error(`a task fetches nothing, and not \`${url}\``)),
  locate: (purl) => Promise.reject(new Error(`a task looks nothing up, and not \`${purl}\``)),
  pin: () => Promise.resolve(undefined),
};
