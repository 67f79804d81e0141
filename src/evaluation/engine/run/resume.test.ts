/**
 * kill -9 in the middle of a run, in a process of its own, again and again: what was said to be finished is
 * never run a second time, nothing is lost, and the end is as if nothing had happened.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import {
  easyScript,
  easyTask,
  entriesOf,
  modelOf,
  planFor,
  runOnce,
  sandboxesHere,
  scratch,
  suiteOf,
  write,
  type Files,
} from '../engine.fixture.ts';
import {
  evaluate,
  readSuite,
  resume,
  samplesOf,
  type Evaluation,
  type Sandboxes,
  type Stamped,
} from '../index.ts';

let sandboxes: Sandboxes | undefined;
before(async () => {
  sandboxes = await sandboxesHere();
});
after(() => sandboxes?.close());

const launcher = join(import.meta.dirname, '../../../../sallyport');
const tasks = Object.assign(
  {},
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => easyTask(name)),
) as Files;
const epochs = 3;
const kills = 3;

test('goes on after kill -9 without repeating a finished sample', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const folder = write(scratch(t), tasks);
  const { model, endpoint } = await modelOf(t, { script: easyScript, thinkMs: 20 });
  const journal = join(scratch(t), 'run.jsonl');
  const start = (...more: string[]) =>
    spawn(launcher, ['evaluate', folder, '--model', `${model.url}/v1`, '--out', journal, ...more], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const finished = new Map<string, string>();
  for (let round = 0; round < kills; round++) {
    const child =
      round === 0 ? start('--epochs', String(epochs), '--parallel', '3') : start('--resume');
    await until(child, (said) => (said.match(/ scored /g)?.length ?? 0) >= 2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (const line of endedIn(journal)) {
      assert.equal(finished.get(line.sample) ?? line.text, line.text, 'a finished line changed');
      finished.set(line.sample, line.text);
    }
    assert.ok(finished.size >= 2 * (round + 1), `${finished.size} after ${round + 1} kills`);
    assert.ok(finished.size < 6 * epochs, 'killed in its midst');
  }
  appendFileSync(journal, '{"hash":"torn');
  const suite = await readSuite(folder);
  const options = { suite, journalPath: journal, endpoint, sandboxes, parallel: 3 };
  const end = await resume(options);
  assert.equal(end.status, 'complete');
  assert.equal(end.scores.dispositions.scored, 6 * epochs);
  assert.equal(end.scores.all?.mean, 1);

  const entries = await entriesOf(journal);
  const ended = entries.filter((entry) => entry.kind === 'sample_ended');
  assert.equal(new Set(ended.map(({ sample }) => sample)).size, ended.length, 'none ended twice');
  const startedAfterEnd = startsAfterEnds(entries);
  assert.deepEqual(startedAfterEnd, []);
  const resumed = entries.filter((entry) => entry.kind === 'run_resumed');
  assert.deepEqual(
    [resumed.length, resumed.at(-1)?.kind === 'run_resumed' && resumed.at(-1)?.bytesDropped],
    [kills, 13],
  );
  assert.ok(
    end.samples.some(({ attempts }) => attempts > 1),
    'some were begun again, and say so',
  );
});

/** Samples begun although they had ended before. */
function startsAfterEnds(entries: Stamped[]): string[] {
  const ended = new Set<string>();
  return entries.flatMap((entry) => {
    if (entry.kind === 'sample_ended') ended.add(entry.sample);
    return entry.kind === 'sample_started' && ended.has(entry.sample) ? [entry.sample] : [];
  });
}

function endedIn(journal: string): { sample: string; text: string }[] {
  const lines = readFileSync(journal, 'utf8').split('\n').slice(0, -1);
  return lines
    .filter((text) => text.includes('"kind":"sample_ended"'))
    .map((text) => {
      const { entry } = JSON.parse(text) as { entry: { sample: string } };
      return { sample: entry.sample, text };
    });
}

async function until(
  child: ReturnType<typeof spawn>,
  isEnough: (said: string) => boolean,
): Promise<void> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += String(chunk);
    if (isEnough(said)) return;
  }
  assert.fail(`ended before it could be killed: ${said}`);
}

async function interrupted(t: TestContext): Promise<{
  end: Evaluation;
  options: Parameters<typeof resume>[0];
}> {
  const suite = await suiteOf(t, tasks);
  const { endpoint } = await modelOf(t, { script: easyScript, thinkMs: 50 });
  const journalPath = join(scratch(t), 'journal.jsonl');
  const cancelled = new AbortController();
  const options = { suite, journalPath, endpoint, sandboxes: sandboxes!, parallel: 1 };
  let ended = 0;
  const end = await evaluate(
    {
      ...options,
      signal: cancelled.signal,
      onProgress: ({ kind }) => {
        if (kind === 'ended' && ++ended === 2) cancelled.abort();
      },
    },
    planFor(suite, endpoint, sandboxes!.tier),
  );
  return { end, options };
}

test('goes on with what was cancelled, and keeps what had ended', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const { end, options } = await interrupted(t);
  assert.equal(end.end, 'cancelled');
  const before = end.samples.filter(({ disposition }) => disposition === 'scored');
  assert.equal(before.length, 2);
  const after = await resume(options);
  assert.equal(after.status, 'complete');
  for (const sample of before) {
    assert.deepEqual(
      after.samples.find(({ task }) => task === sample.task),
      sample,
    );
  }
  const again = await resume(options);
  assert.deepEqual(again.samples, after.samples, 'a whole run has nothing to go on with');
});

test('goes on only with the suite, the model and the tier it began with', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const { options } = await interrupted(t);
  const other = await suiteOf(t, { ...tasks, 'c/setup.sh': 'echo other > flag.txt' });
  await assert.rejects(resume({ ...options, suite: other }), /task `c` is not what this run began/);
  const { endpoint } = await modelOf(t, { models: ['larch-9'] });
  await assert.rejects(resume({ ...options, endpoint }), /began with `scripted-1`/);
  const gvisor = { ...sandboxes, tier: 'gvisor' as const };
  await assert.rejects(resume({ ...options, sandboxes: gvisor }), /began in `bubblewrap`/);
});

test('a resumed run’s window may end sooner, and never later', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const suite = await suiteOf(t, easyTask());
  const run = await runOnce(t, {
    suite,
    endpoint: null,
    sandboxes,
    plan: { mode: 'solution', tasks: [] },
  });
  assert.deepEqual(samplesOf({ tasks: run.plan.tasks, epochs: 1 }), []);
  const { options } = await interrupted(t);
  const late = await resume({ ...options, until: '2020-01-01T00:00:00.000Z' });
  assert.equal(late.end, 'window_closed');
  assert.equal(late.plan.until, '2020-01-01T00:00:00.000Z');
});
