/**
 * Logs that Inspect wrote over two years, against the numbers inside them, and, where its Python package
 * is installed, against Inspect's own reader: it must see in each log, and in our export of it, what we
 * see. `SALLYPORT_INSPECT_PYTHON` names a Python that has `inspect-ai`.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { readTarGz, withoutData } from '#test/real-data';
import {
  importInspectLog,
  inspectSample,
  openInspectLog,
  writeInspectLog,
  evalLog,
  type InspectMessage,
  type InspectSample,
} from './index.ts';
import { parseJsonText } from './json-value.ts';
import { all, header, scratch } from './log.fixture.ts';
import { inspectPython as python, inspectSchema } from './schema.fixture.ts';

const archive = 'inspect-logs/inspect-eval-logs.tar.gz';
const absentReader =
  spawnSync(python, ['-c', 'import inspect_ai.log'], { timeout: 60_000 }).status === 0
    ? false
    : 'Inspect’s own reader is absent: `pip install inspect-ai`, and name its Python in SALLYPORT_INSPECT_PYTHON';

let files: Map<string, Buffer>;
before(async () => {
  files = withoutData(archive) === false ? await readTarGz(archive) : new Map();
});

/** The logs as files, below a folder that goes with the test. */
function unpacked(folder: string): string[] {
  return [...files].map(([name, bytes]) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    return file;
  });
}

const contentOf = ({ content }: InspectMessage) =>
  Array.isArray(content)
    ? (content as Record<string, string>[]).map(({ text, image, type }) => text || image || type)
    : content;
const told = (messages: unknown) =>
  (messages as InspectMessage[]).map((message) => [message.role, contentOf(message)]);

/** As Python's `json.dumps` with sorted names. */
function digest(value: unknown): string {
  const sorted = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
  return createHash('sha256').update(sorted).digest('hex');
}

/** What own-reader.py says, said by us. */
async function seen(file: string) {
  const log = await openInspectLog(file);
  const { header: read } = log;
  assert.ok(read, file);
  const seenOf = async (sample: InspectSample) => {
    const resolver = await log.resolver(sample);
    const events = (await all(sample.events())).map((event) => resolver.event(event));
    const messages = (await all(sample.messages())).map((message) => resolver.value(message));
    resolver.close();
    const models = events.filter(({ event }) => event === 'model');
    const { id, epoch, scores } = sample.fields;
    return {
      id,
      epoch,
      startedAt: sample.fields.started_at ?? null,
      scores: Object.fromEntries(
        Object.entries(scores ?? {}).map(([name, { value }]) => [name, value]),
      ),
      messages: digest(told(messages)),
      events: events.map(({ event }) => event),
      inputs: digest(models.map(({ input }) => told(input))),
      calls: digest(
        models.map(({ call }) => (call as { request: unknown } | undefined)?.request ?? null),
      ),
      arguments: digest(
        events.filter(({ event }) => event === 'tool').map((event) => event['arguments']),
      ),
    };
  };
  const samples: Awaited<ReturnType<typeof seenOf>>[] = [];
  for await (const sample of log.samples()) samples.push(await seenOf(sample));
  const result = {
    status: read.status,
    created: read.eval.created,
    completedAt: read.stats.completed_at,
    evalId: read.eval.eval_id,
    task: read.eval.task,
    model: read.eval.model,
    tags: read.tags,
    messageLimit: read.eval.config.message_limit ?? null,
    sandbox: read.eval.sandbox?.type ?? null,
    scores: (read.results?.scores ?? []).map(({ name, metrics }) => [
      name,
      Object.fromEntries(Object.entries(metrics).map(([metric, { value }]) => [metric, value])),
    ]),
    reductions: (await log.reductions()).length,
    samples,
  };
  assert.deepEqual(log.findings(), [], file);
  await log.close();
  return result;
}

function seenByInspect(paths: string[]): unknown[] {
  const program = path.join(import.meta.dirname, 'own-reader.py');
  const output = execFileSync(python, [program, ...paths], {
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return output
    .trim()
    .split('\n')
    .map((line) => parseJsonText(line));
}

async function exported(file: string, to: string): Promise<void> {
  const log = await openInspectLog(file);
  assert.ok(log.header);
  await writeInspectLog(to, path.extname(to) === '.json' ? 'json' : 'eval', {
    header: log.header,
    samples: log.samples(),
    reductions: await log.reductions(),
  });
  await log.close();
}

describe('the logs of Inspect’s own tests', { skip: withoutData(archive) }, () => {
  test('are read without a finding, each sample to its end', async (t) => {
    const logs = unpacked(scratch(t, 'logs'));
    assert.ok(logs.length >= 10, `${logs.length} logs`);
    let samples = 0;
    for (const file of logs) {
      const { log, findings } = await importInspectLog(file);
      assert.deepEqual(findings, [], file);
      assert.ok(log.task !== null && log.model !== null, file);
      samples += log.samples;
    }
    assert.ok(samples >= 20, `${samples} samples`);
  });

  test('agree with themselves: the header’s accuracy is that of the samples’ scores', async (t) => {
    let compared = 0;
    for (const file of unpacked(scratch(t, 'logs'))) {
      const log = await openInspectLog(file);
      const [score] = log.header?.results?.scores ?? [];
      const claimed = score?.metrics['accuracy']?.value;
      const values = (await all(log.samples())).map(
        ({ fields }) => fields.scores?.[score?.name ?? '']?.value,
      );
      await log.close();
      if (
        claimed === undefined ||
        values.length === 0 ||
        !values.every((value) => value === 'C' || value === 'I')
      )
        continue;
      assert.equal(values.filter((value) => value === 'C').length / values.length, claimed, file);
      compared++;
    }
    assert.ok(compared >= 5, `${compared} logs`);
  });

  test(
    'their headers and summaries, brought to today’s shape, fit the schema in Inspect’s package',
    { skip: inspectSchema.absent },
    async (t) => {
      for (const file of unpacked(scratch(t, 'logs'))) {
        const log = await openInspectLog(file);
        assert.deepEqual(inspectSchema.misfits('EvalLog', log.header), [], file);
        for await (const summary of log.summaries())
          assert.deepEqual(inspectSchema.misfits('EvalSampleSummary', summary), [], file);
        for (const reduction of await log.reductions())
          assert.deepEqual(inspectSchema.misfits('EvalSampleReductions', reduction), [], file);
        await log.close();
      }
    },
  );

  test('are the same after export, in either format', async (t) => {
    const folder = scratch(t, 'logs');
    for (const file of unpacked(folder))
      for (const format of ['eval', 'json']) {
        const to = `${file}.again.${format}`;
        await exported(file, to);
        assert.deepEqual(await seen(to), await seen(file), to);
      }
  });

  test('Inspect’s own reader sees in them what we see', { skip: absentReader }, async (t) => {
    const logs = unpacked(scratch(t, 'logs'));
    const theirs = seenByInspect(logs) as Awaited<ReturnType<typeof seen>>[];
    for (const [at, file] of logs.entries()) {
      const ours = await seen(file);
      const [first] = ours.samples;
      // An interim form (`message_pool`), of which Inspect itself no longer finds the inputs.
      if (path.basename(file) === 'log_message_deduplication.eval' && first !== undefined) {
        assert.notEqual(first.inputs, theirs[at]?.samples[0]?.inputs);
        first.inputs = theirs[at]?.samples[0]?.inputs ?? '';
      }
      assert.deepEqual(ours, theirs[at], file);
    }
  });

  test(
    'Inspect’s own reader sees the same in our export of them',
    { skip: absentReader },
    async (t) => {
      const logs = unpacked(scratch(t, 'logs'));
      const pairs = logs.flatMap((file) =>
        ['eval', 'json'].map((format) => [file, `${file}.again.${format}`] as const),
      );
      for (const [file, to] of pairs) await exported(file, to);
      const theirs = seenByInspect(pairs.map(([, to]) => to));
      for (const [at, [file, to]] of pairs.entries())
        assert.deepEqual(theirs[at], await seen(file), to);
    },
  );
});

test(
  'Inspect’s own reader opens a log that is ours from the beginning',
  { skip: absentReader },
  async (t) => {
    const message = { role: 'user', content: 'Find it.' };
    const sample = inspectSample({
      fields: {
        id: 'naïve 1',
        epoch: 1,
        input: 'Find it.',
        target: 'flag',
        scores: { flag: { value: NaN } },
      },
      messages: [message, { role: 'assistant', content: 'flag' }],
      events: [
        {
          event: 'model',
          timestamp: '2026-11-20T10:00:00+00:00',
          working_start: 0,
          model: 'larch-9',
          input: [],
          input_refs: [[0, 1]],
          tools: [],
          tool_choice: 'auto',
          config: {},
          output: { model: 'larch-9', choices: [] },
        },
        {
          event: 'info',
          timestamp: '2026-11-20T10:00:01+00:00',
          working_start: 1,
          data: 'attachment://0a',
        },
      ],
      attachments: { '0a': 'a long text' },
      pooledMessages: [message],
    });
    const folder = scratch(t, 'own');
    mkdirSync(folder);
    for (const [format, status] of [
      ['eval', 'success'],
      ['json', 'error'],
      ['eval', 'started'],
    ] as const) {
      const file = path.join(folder, `${status}.${format}`);
      await writeInspectLog(file, format, {
        header: evalLog.parse({ ...header, status }),
        samples: [sample],
      });
      const [theirs] = seenByInspect([file].map(String)) as Record<string, unknown>[];
      assert.equal(theirs?.['status'], status);
      const [first] = theirs?.['samples'] as Record<string, unknown>[];
      assert.deepEqual(first?.['events'], ['model', 'info']);
      assert.equal(first?.['inputs'], digest([[['user', 'Find it.']]]));
    }
  },
);
