/**
 * The open suite keeps its own rules: every reference solution solves its task for two seeds, no
 * known-bad and no empty answer does, every task has its canary and its estimate, and what an agent gets
 * says nothing of either. In real sandboxes, without a model. `SALLYPORT_SEED` chooses other variants.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  evaluate,
  openSandboxes,
  plannedTasks,
  readSuite,
  usualLimits,
  type Mode,
  type SampleResult,
  type Suite,
  type Task,
} from '#evaluation/engine';

const folder = resolve(import.meta.dirname, '../../suites/open');
const suite = await readSuite(folder);

const secret = createHash('sha256')
  .update(`open suite ${process.env['SALLYPORT_SEED'] ?? '20261120'}`)
  .digest('hex');

/** Every sample of one mode, or undefined where this host has no sandbox; CI fails there. */
async function samplesOf(t: TestContext, mode: Mode, epochs: number) {
  const sandboxes = await openSandboxes('any').catch((error: unknown) => {
    if (process.env['CI'] === 'true') throw error;
    t.skip(`no sandbox here: ${(error as Error).message}`);
    return undefined;
  });
  if (sandboxes === undefined) return undefined;
  const scratch = mkdtempSync(join(tmpdir(), 'sallyport-open-suite-'));
  try {
    const { samples } = await evaluate(
      {
        suite,
        journalPath: join(scratch, 'journal.jsonl'),
        endpoint: null,
        sandboxes,
        parallel: availableParallelism(),
      },
      {
        suite: { name: suite.name, sha256: suite.sha256 },
        tasks: plannedTasks(suite, mode),
        epochs,
        limits: usualLimits,
        model: null,
        until: null,
        tier: sandboxes.tier,
        secret,
        software: 'test',
      },
    );
    return samples;
  } finally {
    await sandboxes.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const inWords = ({ task, variant, epoch, disposition, reason, score }: SampleResult) =>
  `${task}/${variant}#${epoch}: ${disposition} ${score?.value ?? ''} ${reason} ${score?.explanation ?? ''}`;

test('every reference solution solves its task, for two seeds', async (t) => {
  const samples = await samplesOf(t, 'solution', 2);
  if (samples === undefined) return;
  assert.equal(samples.length, suite.tasks.length * 2);
  assert.deepEqual(samples.filter(({ score }) => score?.value !== 1).map(inWords), []);
});

test('a known-bad answer scores next to nothing, and an empty one nothing', async (t) => {
  const samples = await samplesOf(t, 'wrong', 1);
  if (samples === undefined) return;
  assert.equal(samples.length, suite.tasks.length * 2);
  const scoring = samples.filter(({ disposition, variant, score }) => {
    const valueMax = variant === 'empty' ? 0 : 0.25;
    return disposition !== 'scored' || score === null || score.value > valueMax;
  });
  assert.deepEqual(scoring.map(inWords), []);
});

test('six families of four tasks, and all five difficulties', () => {
  const byFamily = Object.groupBy(suite.tasks, ({ family }) => family ?? 'none');
  const counts = Object.values(byFamily).map((tasks) => tasks?.length);
  assert.deepEqual(counts, [4, 4, 4, 4, 4, 4]);
  for (const tasks of Object.values(byFamily)) {
    assert.equal(new Set(tasks?.map(({ difficulty }) => difficulty)).size, 4);
  }
  const difficulties = new Set(suite.tasks.map(({ difficulty }) => difficulty));
  assert.deepEqual([...difficulties].sort(), [1, 2, 3, 4, 5]);
});

test('a harder task is estimated to take longer', () => {
  const minutesOf = (difficulty: number) =>
    suite.tasks
      .filter((task) => task.difficulty === difficulty)
      .map((task) => task.humanMinutes ?? 0);
  for (const difficulty of [1, 2, 3, 4]) {
    const longest = Math.max(...minutesOf(difficulty));
    assert.ok(longest > 0 && longest < Math.min(...minutesOf(difficulty + 1)), `at ${difficulty}`);
  }
});

test('each task has a canary of its own, in its eval.yaml and in no file the agent gets', () => {
  const canaries = suite.tasks.map(({ canary }) => canary ?? '');
  assert.equal(new Set(canaries).size, suite.tasks.length);
  for (const task of suite.tasks) {
    assert.ok(readFileSync(join(task.folder, 'eval.yaml'), 'utf8').includes(task.canary ?? 'none'));
    const given = filesGiven(task);
    assert.ok(given.length > 0, task.name);
    for (const text of given) assert.ok(!text.includes('sallyport-canary'), task.name);
  }
});

test('a solution may read nothing but what the agent has', () => {
  for (const task of suite.tasks) {
    for (const variant of ['solution', 'wrong']) {
      for (const path of Object.values(task.variants[variant]?.files ?? {})) {
        const text = readFileSync(join(task.folder, path), 'utf8');
        assert.doesNotMatch(text, /\/task\b|\/hosts\/|\bSEED\b|\bFLAG\b/, `${task.name}: ${path}`);
      }
    }
  }
});

test('every task draws from its seed in the same way', () => {
  const drawn = new Set(
    suite.tasks.map((task) => readFileSync(join(task.folder, 'seed.py'), 'utf8')),
  );
  assert.equal(drawn.size, 1);
});

test('the table of the README is that of the tasks', () => {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| (\w+) +\| (\d) +\| (\d+) +\|/gm)];
  const told = rows.map(([, name, family, difficulty, minutes]) => ({
    name,
    family,
    difficulty: Number(difficulty),
    humanMinutes: Number(minutes),
  }));
  assert.deepEqual(sorted(told), sorted(tableOf(suite)));
});

const tableOf = ({ tasks }: Suite) =>
  tasks.map(({ name, family, difficulty, humanMinutes }) => ({
    name,
    family,
    difficulty,
    humanMinutes,
  }));

const sorted = (rows: { name: string | undefined }[]) =>
  rows.toSorted((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1));

const filesGiven = ({ folder: task, files }: Task): string[] =>
  Object.values(files).map((path) => readFileSync(join(task, path), 'utf8'));
