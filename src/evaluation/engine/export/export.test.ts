/** A journal as a log of Inspect: schemas judge it, and our reader gives the same samples back. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { importInspectLog, openInspectLog } from '#standards/inspect-log';
import { judges } from '../../../standards/inspect-log/schema.fixture.ts';
import {
  calling,
  easyTask,
  evalYaml,
  Reciting,
  runOnce,
  sandboxesHere,
  scratch,
  suiteOf,
} from '../engine.fixture.ts';
import { exportInspectLog, type Sandboxes } from '../index.ts';

let sandboxes: Sandboxes | undefined;
before(async () => {
  sandboxes = await sandboxesHere();
});
after(() => sandboxes?.close());

test('every sample is there, with its conversation, its tools and its score', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const suite = await suiteOf(t, {
    ...easyTask('a-good'),
    ...easyTask('b-broken'),
    'b-broken/setup.sh': 'exit 1',
    'c-hosts/eval.yaml': evalYaml({ name: 'c-hosts', hosts: { echo: { serve: 'cat' } } }),
  });
  const endpoint = new Reciting([
    calling(['bash', { command: 'cat flag.txt; echo x | connect echo' }], ['bash', 'not JSON']),
    {
      content: 'Thinking aloud, at some length, so that nobody takes it for an answer. '.repeat(5),
    },
    calling(['submit', { answer: 'flag{no}' }]),
  ]);
  const run = await runOnce(t, { suite, endpoint, sandboxes, plan: { epochs: 2 } });
  const folder = scratch(t);
  for (const format of ['json', 'eval'] as const) {
    const path = join(folder, `log.${format}`);
    await exportInspectLog(path, run, suite);
    const { log, findings } = await importInspectLog(path);
    assert.deepEqual(findings, [], format);
    assert.deepEqual(
      { ...log, file: '', scores: log.scores.map(({ name }) => name) },
      {
        file: '',
        task: suite.name,
        model: 'reciting-1',
        status: 'success',
        samples: 6,
        scores: ['sallyport'],
      },
    );
    assert.deepEqual(log.scores[0]?.metrics['mean'], run.scores.all?.mean);
    await looksInside(path, run.journal.head);
  }
  const document: unknown = JSON.parse(readFileSync(join(folder, 'log.json'), 'utf8'));
  const { samples, ...header } = document as { samples: unknown[] };
  assert.equal(samples.length, 6);
  for (const { name, absent, misfits } of judges)
    await t.test(`fits ${name}`, { skip: absent }, () => {
      for (const sample of samples) assert.deepEqual(misfits('EvalSample', sample), []);
      assert.deepEqual(misfits('EvalLog', header), []);
    });
});

async function looksInside(path: string, head: string): Promise<void> {
  const log = await openInspectLog(path);
  try {
    assert.equal(log.header?.eval.metadata?.['journal_head'], head);
    const seen: Record<string, unknown[]> = {};
    for await (const sample of log.samples()) {
      const { id, epoch, scores, error } = sample.fields;
      const events = (await Array.fromAsync(sample.events())).map(({ event }) => event);
      const roles = (await Array.fromAsync(sample.messages())).map(({ role }) => role);
      seen[`${id} ${epoch}`] = [scores?.['sallyport']?.value, error?.message ?? '', events, roles];
    }
    const talk = ['system', 'user', 'assistant', 'tool', 'tool', 'assistant', 'user', 'assistant'];
    const acted = ['model', 'tool', 'tool', 'model', 'model', 'score'];
    const connected = acted.toSpliced(1, 0, 'info');
    const broken = [0, 'task_failed: `setup.sh` ended with exit code 1: ', ['score'], []];
    assert.deepEqual(seen, {
      'a-good 1': [0, '', acted, talk],
      'a-good 2': [0, '', acted, talk],
      'b-broken 1': broken,
      'b-broken 2': broken,
      'c-hosts 1': [0, '', connected, talk],
      'c-hosts 2': [0, '', connected, talk],
    });
  } finally {
    await log.close();
  }
}
