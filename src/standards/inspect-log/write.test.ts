/** What we write: schemas judge it, our reader gives it back, and accidents leave no half. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { openPromise } from 'yauzl';
import {
  evalLog,
  inspectSample,
  openInspectLog,
  writeInspectLog,
  type EvalLog,
  type InspectLogExport,
  type InspectSample,
  type SampleParts,
} from './index.ts';
import { exportDefinitions, type Schema } from './export-schema.fixture.ts';
import { all, header, scratch } from './log.fixture.ts';
import {
  inspectDefinitions,
  inspectSchema,
  judges,
  ownSchema,
  type Judge,
} from './schema.fixture.ts';
import { ZipWriter } from './zip-writer.ts';

const formats = ['eval', 'json'] as const;
const ownHeader: EvalLog = evalLog.parse(header);

async function wholeOf(sample: InspectSample) {
  return {
    fields: sample.fields,
    counts: sample.counts,
    messages: await all(sample.messages()),
    events: await all(sample.events()),
    pooled: (await all(sample.pooled())).toSorted((a, b) =>
      a.pool < b.pool ? -1 : a.pool > b.pool ? 1 : 0,
    ),
  };
}

async function written(t: TestContext, format: 'eval' | 'json', log: InspectLogExport) {
  const file = scratch(t, `log.${format}`);
  await writeInspectLog(file, format, log);
  const read = await openInspectLog(file);
  t.after(() => read.close());
  return { file, read };
}

/** Every entry of an archive, parsed, in its order. */
async function entriesOf(file: string): Promise<[string, unknown][]> {
  const zip = await openPromise(file, { lazyEntries: true });
  const entries: [string, unknown][] = [];
  for await (const entry of zip.eachEntry()) {
    const chunks = (await all(await zip.openReadStreamPromise(entry))) as Buffer[];
    entries.push([entry.fileName, JSON.parse(Buffer.concat(chunks).toString('utf8'))]);
  }
  return entries;
}

const parts: SampleParts = {
  fields: {
    id: 'easy/1',
    epoch: 2,
    input: 'x'.repeat(6_000),
    target: ['a', 'b'],
    scores: { flag: { value: 'C', explanation: 'found it '.repeat(300) } },
    metadata: { level: 1, long: 'y'.repeat(3_000), wide: Array.from({ length: 2_000 }, () => 0) },
    model_usage: { 'larch/larch-9': { input_tokens: 5, output_tokens: 6, total_tokens: 11 } },
    started_at: '2026-11-20T10:00:00+00:00',
    completed_at: '2026-11-20T10:01:00+00:00',
    error: { message: 'stopped', traceback: '', traceback_ansi: '' },
    limit: { type: 'token', limit: 100 },
  },
  messages: [
    { role: 'user', content: 'Find it.', id: 'm1' },
    { role: 'assistant', content: [{ type: 'text', text: 'flag{1}' }], id: 'm2' },
  ],
  events: [
    {
      event: 'model',
      timestamp: '2026-11-20T10:00:00+00:00',
      working_start: 0.5,
      model: 'larch/larch-9',
      input: [],
      input_refs: [[0, 1]],
      tools: [],
      tool_choice: 'auto',
      config: {},
      output: { model: 'larch-9', choices: [], completion: '' },
    },
    {
      event: 'info',
      timestamp: '2026-11-20T10:00:01+00:00',
      working_start: 1,
      data: 'attachment://0a',
    },
  ],
  attachments: { '0a': 'a long text' },
  pooledMessages: [{ role: 'user', content: 'Find it.', id: 'm1' }],
};

function entriesFit({ misfits }: Judge, content: Record<string, unknown>): void {
  const head = content['header.json'] as object;
  const sample = content['samples/easy/1_epoch_2.json'] as object;
  const [summary] = content['summaries.json'] as unknown[];
  const [reduction] = content['reductions.json'] as unknown[];
  assert.deepEqual(misfits('EvalLog', head), []);
  assert.deepEqual(
    misfits('EvalLog', { ...head, ...(content['_journal/start.json'] as object) }),
    [],
  );
  assert.deepEqual(misfits('EvalSample', sample), []);
  assert.deepEqual(misfits('EvalSampleSummary', summary), []);
  assert.deepEqual(misfits('EvalSampleReductions', reduction), []);
  // And the judge does refuse.
  assert.notDeepEqual(misfits('EvalSample', { ...sample, events: [{ event: 'model' }] }), []);
  assert.notDeepEqual(misfits('EvalLog', { ...head, status: 'splendid' }), []);
  assert.notDeepEqual(misfits('EvalSampleSummary', { ...(summary as object), epoch: 'one' }), []);
}

describe('the export', () => {
  for (const format of formats)
    test(`has its parts in Inspect’s order as .${format}, and fits the format`, async (t) => {
      const reductions = [
        { scorer: 'flag', samples: [{ value: 1, sample_id: 'easy/1', history: [] }] },
      ];
      const log = { header: ownHeader, samples: [inspectSample(parts)], reductions };
      const { file, read } = await written(t, format, log);
      assert.deepEqual(read.findings(), []);
      if (format === 'json') {
        const json = JSON.parse(readFileSync(file, 'utf8')) as object;
        assert.deepEqual(Object.keys(json).slice(-2), ['samples', 'reductions']);
        for (const { name, absent, misfits } of judges)
          await t.test(`fits ${name}`, { skip: absent }, () =>
            assert.deepEqual(misfits('EvalLog', json), []),
          );
        return;
      }
      const entries = await entriesOf(file);
      assert.deepEqual(
        entries.map(([name]) => name),
        [
          '_journal/start.json',
          'samples/easy/1_epoch_2.json',
          '_journal/summaries/1.json',
          'summaries.json',
          'reductions.json',
          'header.json',
        ],
      );
      for (const judge of judges)
        await t.test(`fits ${judge.name}`, { skip: judge.absent }, () => {
          entriesFit(judge, Object.fromEntries(entries));
        });
    });

  test('our schema refuses a field that the format does not have, and the lack of one it asks for', () => {
    const summary = { id: 1, epoch: 1, input: '', target: '', metadata: {}, completed: true };
    const whole = { ...summary, model_usage: {}, role_usage: {} };
    const { misfits } = ownSchema;
    assert.deepEqual(misfits('EvalSampleSummary', whole), []);
    assert.equal(misfits('EvalSampleSummary', { ...whole, complete: true }).length, 1);
    assert.equal(misfits('EvalSampleSummary', summary).length, 2);
    const scores = { flag: { value: 1, history: [], explained: '' } };
    assert.equal(misfits('EvalSampleSummary', { ...whole, scores }).length, 1);
  });

  test(
    'our schema names no field that Inspect’s lacks, and asks for all that it asks for',
    { skip: inspectSchema.absent },
    () => {
      const namesIn = (schema: Schema) => Object.keys((schema['properties'] ?? {}) as object);
      let compared = 0;
      for (const [type, ours] of Object.entries(exportDefinitions)) {
        const theirs = inspectDefinitions?.[type];
        if (theirs === undefined) continue;
        const names = namesIn(theirs);
        assert.deepEqual(
          namesIn(ours).filter((name) => !names.includes(name)),
          [],
          type,
        );
        const asked = ours['required'] as string[];
        assert.deepEqual(
          (theirs.required ?? []).filter((name) => !asked.includes(name)),
          [],
          type,
        );
        compared += 1;
      }
      assert.ok(compared >= 15, `${compared} types`);
    },
  );

  test('summaries are short, as Inspect cuts them', async (t) => {
    const { read } = await written(t, 'eval', {
      header: ownHeader,
      samples: [inspectSample(parts)],
    });
    const [summary] = await all(read.summaries());
    assert.ok(summary);
    assert.equal(summary.input, `${'x'.repeat(5_120)}...\n(content truncated)`);
    assert.deepEqual(Object.keys(summary.metadata), ['level', 'long']);
    const { explanation } = summary.scores?.['flag'] ?? {};
    assert.equal(explanation, `${'found it '.repeat(113).trim()}...`);
    assert.deepEqual(
      [summary.error, summary.limit, summary.message_count, summary.completed],
      ['stopped', 'token', 2, false],
    );
  });

  test('of a run that is not over has no header, and reads as started', async (t) => {
    const started = { ...ownHeader, status: 'started' as const };
    const { file, read } = await written(t, 'eval', {
      header: started,
      samples: [inspectSample(parts)],
    });
    assert.ok(!(await entriesOf(file)).some(([name]) => name === 'header.json'));
    assert.equal(read.header?.status, 'started');
    assert.equal((await all(read.summaries())).length, 1);
  });

  test('of one log is the same bytes each time', async (t) => {
    const log = { header: ownHeader, samples: [inspectSample(parts)] };
    const [first, second] = [await written(t, 'eval', log), await written(t, 'eval', log)];
    assert.deepEqual(readFileSync(first.file), readFileSync(second.file));
  });

  test('that breaks off leaves what was there before, and nothing else', async (t) => {
    const file = scratch(t, 'log.eval');
    writeFileSync(file, 'before');
    const samples = function* () {
      yield inspectSample(parts);
      throw new Error('power cut');
    };
    for (const format of formats)
      await assert.rejects(
        writeInspectLog(file, format, { header: ownHeader, samples: samples() }),
        /power cut/,
      );
    assert.equal(readFileSync(file, 'utf8'), 'before');
    assert.deepEqual(readdirSync(path.dirname(file)), ['log.eval']);
  });

  test('refuses a header without the time that Inspect asks for', async (t) => {
    const file = scratch(t, 'log.eval');
    const spec = { ...ownHeader.eval, created: 'yesterday' };
    await assert.rejects(
      writeInspectLog(file, 'eval', { header: { ...ownHeader, eval: spec }, samples: [] }),
      /give an ISO 8601 instant/,
    );
  });

  test('refuses two samples of one identity, and an id that no entry can bear', async (t) => {
    const file = scratch(t, 'log.eval');
    const one = inspectSample(parts);
    await assert.rejects(
      writeInspectLog(file, 'eval', { header: ownHeader, samples: [one, one] }),
      /sample `easy\/1` has epoch 2 twice/,
    );
    for (const id of ['../x', 'a\\b', '/../x', 'a\u0000'])
      await assert.rejects(
        writeInspectLog(file, 'eval', {
          header: ownHeader,
          samples: [inspectSample({ ...parts, fields: { ...parts.fields, id } })],
        }),
        /cannot be the name of an entry/,
      );
  });
});

const float = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0)),
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    float,
    fc.string({ unit: 'binary' }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { noNullPrototype: true, maxKeys: 4 },
    ),
  ),
}));
const event = fc.record(
  { event: fc.constantFrom('info', 'tool', 'sandbox', 'x'), data: anyValue },
  { noNullPrototype: true },
);
const anySample = fc
  .record({
    id: fc.oneof(fc.nat(), fc.stringMatching(/^[a-z0-9 _-]{1,12}$/)),
    epoch: fc.integer({ min: 1, max: 9 }),
    value: fc.oneof(float, fc.constantFrom('C', 'I'), fc.boolean()),
    store: fc.dictionary(fc.constantFrom('a', 'b', '"'), anyValue, { noNullPrototype: true }),
    events: fc.array(event, { maxLength: 8 }),
    attachments: fc.dictionary(fc.stringMatching(/^[a-f]{1,8}$/), fc.string({ unit: 'binary' }), {
      noNullPrototype: true,
    }),
    pooled: fc.array(anyValue, { maxLength: 4 }),
  })
  .map(({ id, epoch, value, store, events, attachments, pooled }) =>
    inspectSample({
      fields: { id, epoch, store, scores: { flag: { value } } },
      messages: [{ role: 'user', content: String(id) }],
      events,
      attachments,
      pooledMessages: pooled,
      pooledCalls: pooled.slice(1),
    }),
  );

describe('what is written and read again', () => {
  for (const format of formats)
    test(`is the same, sample by sample, as .${format}`, async (t) => {
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(anySample, {
            maxLength: 4,
            selector: ({ fields }) => `${fields.epoch} ${fields.id}`,
          }),
          async (samples) => {
            const { read } = await written(t, format, { header: ownHeader, samples });
            assert.deepEqual(read.header, ownHeader);
            assert.equal(read.isFinished, true);
            for (const sample of samples) {
              const again = await read.sample(sample.fields.id, sample.fields.epoch);
              assert.ok(again);
              assert.deepEqual(await wholeOf(again), await wholeOf(sample));
            }
            assert.equal((await all(read.samples())).length, samples.length);
            assert.deepEqual(read.findings(), []);
          },
        ),
        { numRuns: 40 },
      );
    });
});

test('an archive of more entries than 16 bits count is read by others, too', async (t) => {
  const parts: Buffer[] = [];
  const zip = new ZipWriter({ write: async (bytes) => void parts.push(bytes) });
  for (let at = 0; at < 65_600; at++) await zip.entry(`e${at}`, []);
  await zip.finish();
  const file = scratch(t, 'wide.zip');
  writeFileSync(file, Buffer.concat(parts));
  const other = await openPromise(file, { lazyEntries: true });
  assert.equal(other.entryCount, 65_600);
  other.close();
});
