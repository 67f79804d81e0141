/** What a log says, in every shape its writers gave it, and in shapes that nobody meant. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { describe, test, type TestContext } from 'node:test';
import { evalOf, zipOf } from './archive.fixture.ts';
import { importInspectLog, openInspectLog, type InspectEvent } from './index.ts';
import { inspectLogLimits } from './limits.ts';
import {
  all,
  codesOf,
  finished,
  header,
  opened,
  sample,
  scratch,
  spec,
  summary,
} from './log.fixture.ts';

const evalLogOf = (t: TestContext, entries: Record<string, unknown>, limits = inspectLogLimits) =>
  opened(t, zipOf(evalOf(entries)), limits);
const jsonLogOf = (t: TestContext, log: unknown, limits = inspectLogLimits) =>
  opened(t, typeof log === 'string' ? log : JSON.stringify(log), limits);
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(finished).filter(([name]) => !names.includes(name)));

describe('an unfinished log', () => {
  test('speaks through its journal, with the later summary of each sample', async (t) => {
    const log = await evalLogOf(t, {
      ...without('header.json', 'summaries.json'),
      '_journal/summaries/10.json': [summary(1, 'P')],
      '_journal/summaries/2.json': [summary(1, 'N'), summary(3)],
      '_journal/config_updates/1.json': { author: 'a', changes: [] },
    });
    assert.equal(log.header?.status, 'started');
    assert.equal(log.header?.eval.task, 'flags');
    assert.equal(log.header?.config_updates?.length, 1);
    assert.equal(log.isFinished, false);
    const summaries = await all(log.summaries());
    assert.deepEqual(
      summaries.map(({ id, scores }) => [id, scores?.['flag']?.value]),
      [
        [2, 'I'],
        [3, 'C'],
        [1, 'P'],
      ],
    );
    assert.deepEqual(codesOf(log), ['unfinished _journal/start.json']);
  });

  test('that has no journal either still gives its samples', async (t) => {
    const log = await evalLogOf(t, without('header.json', '_journal/start.json'));
    assert.equal(log.header, undefined);
    assert.equal((await all(log.samples())).length, 2);
    assert.deepEqual(codesOf(log), ['no_header']);
  });
});

describe('numbers that JSON does not have', () => {
  const nan = (text: string) => text.replaceAll('"#"', 'NaN').replaceAll('"+#"', '-Infinity');

  test('are read in a header, a sample, a summary and a reduction', async (t) => {
    const scored = {
      ...header.results.scores[0],
      metrics: { stderr: { name: 'stderr', value: '#', params: {} } },
    };
    const text = nan(
      JSON.stringify({ ...header, results: { ...header.results, scores: [scored] } }),
    );
    const log = await evalLogOf(t, {
      ...finished,
      'header.json': text,
      'samples/1_epoch_1.json': nan(JSON.stringify(sample(1, '+#'))),
      'summaries.json': nan(JSON.stringify([summary(1, '#'), summary(2)])),
      'reductions.json': nan(
        JSON.stringify([{ scorer: 'flag', samples: [{ value: '#', sample_id: 1 }] }]),
      ),
    });
    assert.ok(Number.isNaN(log.header?.results?.scores[0]?.metrics['stderr']?.value));
    assert.equal((await log.sample(1, 1))?.fields.scores?.['flag']?.value, -Infinity);
    assert.ok(Number.isNaN((await all(log.summaries()))[0]?.scores?.['flag']?.value));
    assert.ok(Number.isNaN((await log.reductions())[0]?.samples[0]?.value));
    assert.deepEqual(log.findings(), []);
  });
});

describe('a chunked sample', () => {
  const prefix = 'samples/long task_epoch_2';
  const {
    messages: _m,
    events: _e,
    attachments: _a,
    metadata: _d,
    ...shell
  } = sample('long task', 'C', 2);
  const event = (at: number): InspectEvent => ({ event: 'info', data: at });
  const chunked = {
    ...without('samples/1_epoch_1.json', 'samples/2_epoch_1.json'),
    [`${prefix}/sample.json`]: {
      ...shell,
      message_refs: [
        [2, 3],
        [0, 1],
      ],
    },
    [`${prefix}/metadata.json`]: { level: 'hard' },
    [`${prefix}/skeleton.json`]: {},
    [`${prefix}/messages/0.json`]: [
      { role: 'user', content: 'attachment://1' },
      { role: 'user', content: 'b' },
    ],
    [`${prefix}/messages/2.json`]: [{ role: 'assistant', content: 'c' }],
    [`${prefix}/events/0.json`]: [0, 1, 2].map(event),
    [`${prefix}/events/10.json`]: [10].map(event),
    [`${prefix}/events/3.json`]: [
      ...[3, 4, 5, 6, 7, 8].map(event),
      {
        event: 'model',
        model: 'm',
        input: [],
        input_refs: [[0, 1]],
        call: { request: { model: 'm' }, call_refs: [[1, 2]], call_key: 'input' },
      },
    ],
    [`${prefix}/events/stats.json`]: {},
    [`${prefix}/events/uuids.json`]: [],
    [`${prefix}/calls/0.json`]: [{ a: 1 }, { b: 'attachment://0' }],
    [`${prefix}/attachments/0.json`]: ['first'],
    [`${prefix}/attachments/1.json`]: ['second'],
  };

  test('is one sample again: fields, conversation, events and what they refer to', async (t) => {
    const log = await evalLogOf(t, chunked);
    const [read] = await all(log.samples());
    assert.ok(read);
    assert.equal(read.fields.id, 'long task');
    assert.deepEqual(read.fields.metadata, { level: 'hard' });
    assert.deepEqual(read.counts, { messages: 2, events: 11, attachments: 2 });
    assert.deepEqual(
      (await all(read.messages())).map(({ content }) => content),
      ['c', 'attachment://1'],
    );
    const resolver = await log.resolver(read);
    t.after(() => resolver.close());
    const events = (await all(read.events())).map((each) => resolver.event(each));
    assert.deepEqual(
      events.map(({ data }) => data ?? 'model'),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 'model', 10],
    );
    assert.deepEqual(events[9], {
      event: 'model',
      model: 'm',
      input: [{ role: 'user', content: 'second' }],
      call: { request: { model: 'm', input: [{ b: 'first' }] } },
    });
    assert.deepEqual(log.findings(), []);
  });

  test('with a chunk missing is reported, and reads on', async (t) => {
    const { [`${prefix}/events/3.json`]: _gone, ...rest } = chunked;
    const log = await evalLogOf(t, rest);
    const [read] = await all(log.samples());
    assert.equal((await all(read!.events())).length, 4);
    assert.deepEqual(codesOf(log), [`count_mismatch ${prefix}/events/0.json`]);
  });

  test('is none without its shell; in both shapes the single document counts', async (t) => {
    const { [`${prefix}/sample.json`]: _gone, ...rest } = chunked;
    assert.deepEqual(codesOf(await evalLogOf(t, rest)), [`sample_missing ${prefix}`]);
    const log = await evalLogOf(t, { ...chunked, [`${prefix}.json`]: sample('long task', 'I', 2) });
    assert.equal((await log.sample('long task', 2))?.fields.scores?.['flag']?.value, 'I');
    assert.deepEqual(codesOf(log), [`duplicate ${prefix}.json`]);
  });
});

describe('older logs', () => {
  test('are brought to today’s shape', async (t) => {
    const { eval_id: _, ...unnamed } = spec;
    const old = {
      version: 2,
      status: 'success',
      eval: {
        ...unnamed,
        sandbox: ['docker', 'compose.yaml'],
        task_args: { level: 1 },
        config: { max_messages: 30 },
        tags: ['a', 'b'],
      },
      plan: {
        steps: [{ solver: 'generate', params: { n: 1 } }],
        config: { reasoning_history: false },
      },
      results: {
        scorer: { name: 'match', params: {} },
        metrics: { accuracy: { name: 'accuracy', value: 1 } },
        sample_reductions: [{ scorer: 'match', samples: [{ value: 1 }] }],
      },
      log_updates: [
        {
          edits: [
            { type: 'tags', tags_add: ['c'], tags_remove: ['a'] },
            { metadata_set: { x: 1 } },
          ],
        },
      ],
      samples: [
        {
          id: 1,
          epoch: 1,
          input: 'q',
          target: 'a',
          sandbox: ['local', null],
          messages: [{ role: 'tool', content: '', tool_error: 'no such file' }],
          output: { model: 'm', choices: [{ stop_reason: 'length' }] },
          score: { value: 'C', metadata: { unscored_reason: 'x' } },
          transcript: {
            events: [
              { event: 'info', data: 'tc://k' },
              { event: 'branch', from_span: 's', from_message: 'm1' },
            ],
            content: { k: 'long text' },
          },
        },
      ],
    };
    const log = await jsonLogOf(t, old);
    const { header: read } = log;
    assert.ok(read);
    // The value Inspect 0.3.285 gives for this run, task and time.
    assert.equal(read.eval.eval_id, 'd6nrbR9iXbpysHJjYaRbkF');
    assert.deepEqual(read.eval.sandbox, { type: 'docker', config: 'compose.yaml' });
    assert.deepEqual(read.eval.task_args_passed, { level: 1 });
    assert.equal(read.eval.config.message_limit, 30);
    assert.deepEqual(read.plan.steps[0]?.params_passed, { n: 1 });
    assert.equal(read.plan.config['reasoning_history'], 'none');
    assert.deepEqual(read.tags, ['b', 'c']);
    assert.deepEqual(read.metadata, { x: 1 });
    assert.equal(read.results?.scores[0]?.scorer, 'match');
    assert.equal(read.results?.scores[0]?.metrics['accuracy']?.value, 1);
    assert.equal((await log.reductions())[0]?.scorer, 'match');
    const [first] = await all(log.samples());
    assert.ok(first);
    assert.deepEqual(first.fields.sandbox, { type: 'local' });
    assert.deepEqual(first.fields.scores?.['match']?.['reason'], 'x');
    assert.equal(first.fields.output.choices[0]?.['stop_reason'], 'max_tokens');
    assert.deepEqual((await all(first.messages()))[0]?.['error'], {
      type: 'unknown',
      message: 'no such file',
    });
    const resolver = await log.resolver(first);
    t.after(() => resolver.close());
    const [info, branch] = (await all(first.events())).map((event) => resolver.event(event));
    assert.equal(info?.['data'], 'long text');
    assert.deepEqual(branch, { event: 'branch', from_anchor: 'm1' });
    assert.deepEqual(log.findings(), []);
  });

  for (const [written, read] of [
    ['2024-10-22T08:07:14+01:00', '2024-10-22T07:07:14+00:00'],
    ['2026-11-20T00:30:00.5-0500', '2026-11-20T05:30:00.500000+00:00'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00+00:00'],
    ['2026-11-20 10:00:00.000', '2026-11-20T10:00:00+00:00'],
    ['2026-02-31T99:00:00', '2026-02-31T99:00:00'],
    ['yesterday', 'yesterday'],
  ] as const)
    test(`the instant ${written} is read as ${read}`, async (t) => {
      const log = await jsonLogOf(t, { eval: { ...spec, created: written } });
      assert.equal(log.header?.eval.created, read);
    });

  test('any version is read, and absent fields have Inspect’s defaults', async (t) => {
    const log = await jsonLogOf(t, { version: 3, eval: { task: 't', model: 'm' } });
    assert.equal(log.header?.version, 3);
    assert.equal(log.header?.status, 'started');
    assert.equal(log.header?.plan.name, 'plan');
    assert.deepEqual(log.header?.stats.model_usage, {});
    assert.deepEqual(log.findings(), []);
    for (const version of [-1, 0, 1, 2.5, 99]) {
      const odd = await jsonLogOf(t, { version, eval: { task: 't', model: 'm' } });
      assert.equal(odd.header?.version, version);
      assert.deepEqual(codesOf(odd), ['version_unknown']);
    }
  });
});

describe('a log against all expectation', () => {
  test('what does not fit is left out and named; the rest stands', async (t) => {
    const log = await jsonLogOf(t, {
      ...header,
      status: 'splendid',
      eval: { ...spec, model: 7, packages: { inspect_ai: '1', other: 2 }, config: [] },
      results: { ...header.results, scores: [{ scorer: 'x' }, ...header.results.scores] },
      stats: 'none',
      samples: [5, { ...sample(1), scores: { flag: {} }, epoch: 1, model_usage: 3 }, { epoch: 1 }],
    });
    assert.equal(log.header?.status, 'started');
    assert.equal(log.header?.results?.scores.length, 1);
    assert.deepEqual(log.header?.eval.packages, { inspect_ai: '1' });
    const samples = await all(log.samples());
    assert.deepEqual(
      samples.map(({ fields }) => [fields.id, fields.scores]),
      [[1, {}]],
    );
    const found = log.findings().map(({ instancePath }) => instancePath);
    for (const path of [
      '/status',
      '/eval/model',
      '/eval/packages/other',
      '/results/scores/0/name',
      '/stats',
      '/scores/flag/value',
      '/model_usage',
      '/id',
    ])
      assert.ok(found.includes(path), `${path} in ${found.join(' ')}`);
  });

  test('a name given twice is reported, since readers differ in which they show', async (t) => {
    const text = JSON.stringify({ ...header, samples: [sample(1)] });
    const twice = text
      .replace('"status"', '"status":"error","status"')
      .replace('"events":[', '"events":[],"events":[')
      .replace('"target"', '"target":"x","target"');
    const log = await jsonLogOf(t, twice);
    await all(log.samples());
    assert.deepEqual(
      log.findings().map(({ code, instancePath }) => `${code} ${instancePath}`),
      ['duplicate /status', 'duplicate /target', 'duplicate /events'],
    );
  });

  test('prototypes cannot be reached through names', async (t) => {
    const text = JSON.stringify({ ...header, samples: [sample(1)] }).replaceAll(
      '"metadata":{}',
      '"metadata":{"__proto__":{"polluted":1}},"__proto__":{"polluted":1}',
    );
    const log = await jsonLogOf(t, text);
    await all(log.samples());
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal((log.header as Record<string, unknown>)['polluted'], undefined);
  });

  test('references that lead nowhere, or to far too much, are left and named', async (t) => {
    const big = 'x'.repeat(1_000_000);
    const model = (refs: unknown) => ({ event: 'model', input: [], input_refs: refs });
    const log = await jsonLogOf(
      t,
      {
        ...header,
        samples: [
          {
            ...sample(1),
            events: [
              { event: 'info', data: 'attachment://00000000000000000000000000000000' },
              { event: 'info', data: Array.from({ length: 500 }, () => 'attachment://aa') },
              model([[0, 1e12]]),
              model(Array.from({ length: 1_000 }, () => [0, 1_000])),
              model([[-1, 2], ['a']]),
              { event: 'info', data: 'attachment://aa' },
            ],
            attachments: { aa: big },
            events_data: {
              messages: Array.from({ length: 1_000 }, () => ({ role: 'user', content: 'c' })),
              calls: [],
            },
          },
        ],
      },
      { ...inspectLogLimits, resolvedBytesMax: 10_000_000, resolvedItemsMax: 5_000 },
    );
    const [first] = await all(log.samples());
    assert.ok(first);
    const resolver = await log.resolver(first);
    t.after(() => resolver.close());
    const events = (await all(first.events())).map((event) => resolver.event(event));
    assert.equal(events[0]?.['data'], 'attachment://00000000000000000000000000000000');
    assert.equal((events[1]?.['data'] as string[]).filter((text) => text === big).length, 9);
    assert.equal((events[2]?.['input'] as unknown[]).length, 1_000);
    assert.ok(Array.isArray(events[3]?.['input_refs']) && Array.isArray(events[4]?.['input_refs']));
    assert.equal(events[5]?.['data'], big);
    assert.deepEqual(
      new Set(codesOf(log)),
      new Set(['reference_missing samples/0', 'too_large samples/0']),
    );
  });

  test('events and messages that are none are left out', async (t) => {
    const log = await jsonLogOf(t, {
      ...header,
      samples: [
        {
          ...sample(1),
          events: [1, null, {}, { event: 'info' }],
          messages: ['x', { role: 'user' }],
        },
      ],
    });
    const [first] = await all(log.samples());
    assert.equal((await all(first!.events())).length, 1);
    assert.equal((await all(first!.messages())).length, 1);
    assert.equal(log.findings().filter(({ code }) => code === 'field_invalid').length, 4);
  });

  test('findings are counted beyond their limit, not kept', async (t) => {
    const samples = Array.from({ length: 50 }, () => 5);
    const log = await jsonLogOf(
      t,
      { ...header, samples },
      { ...inspectLogLimits, findingsMax: 10 },
    );
    await all(log.samples());
    assert.equal(log.findings().length, 11);
    assert.equal(log.findings().at(-1)?.message, '40 more findings are not listed');
  });

  for (const [what, content, code] of [
    ['nothing', '', 'format_unknown'],
    ['text', 'hello', 'format_unknown'],
    ['a list', '[{"version":2}]', 'format_unknown'],
    ['an object of another kind', '{"bomFormat":"CycloneDX"}', 'no_header'],
    ['a broken object', '{"version":2,"eval":{"task"', 'truncated'],
    ['bytes', Buffer.from([0, 1, 2, 255]), 'format_unknown'],
    ['the beginning of an archive', 'PK\x03\x04', 'truncated'],
  ] as const)
    test(`${what} is no log, and says so`, async (t) => {
      const log = await opened(t, content);
      assert.equal(log.header, undefined);
      assert.equal(log.isFinished, false);
      assert.ok(codesOf(log).includes(code), String(codesOf(log)));
    });

  test('a file that is not there, or is a folder, is a finding', async () => {
    for (const path of ['/nonexistent/log.eval', import.meta.dirname]) {
      const log = await openInspectLog(path);
      assert.deepEqual(codesOf(log), ['unreadable']);
      await log.close();
    }
  });

  test('a .json log cut anywhere gives the samples before the cut', async (t) => {
    const text = JSON.stringify({ ...header, samples: [sample(1), sample(2), sample(3)] });
    const ends = [1, 2, 3]
      .map((id) => text.indexOf(`{"id":${id + 1},`) - 1)
      .map((end) => (end < 0 ? text.length - 2 : end));
    for (let length = 2; length < text.length; length += 61) {
      const log = await jsonLogOf(t, text.slice(0, length));
      assert.equal((await all(log.samples())).length, ends.filter((end) => end <= length).length);
      assert.ok(codesOf(log).includes('truncated'));
      assert.equal(log.isFinished, false);
    }
  });
});

describe('import', () => {
  const imported = async (t: TestContext, content: Buffer | string) => {
    const file = scratch(t, 'log');
    writeFileSync(file, content);
    const { log, findings } = await importInspectLog(file);
    const { status, samples, scores } = log;
    return { status, samples, scores: scores.length, codes: findings.map(({ code }) => code) };
  };
  const jsonText = (...samples: unknown[]) => JSON.stringify({ ...header, samples });

  test('of a .json log that breaks off is no success, wherever it does', async (t) => {
    const text = jsonText(sample(1), sample(2));
    assert.deepEqual(await imported(t, text), {
      ...{ status: 'success', samples: 2, scores: 1, codes: [] },
    });
    for (const end of [text.length - 1, text.indexOf('"id":2'), text.indexOf(',"samples":[')]) {
      const { status, codes } = await imported(t, text.slice(0, end));
      assert.deepEqual([status, codes[0]], ['started', 'truncated']);
    }
    const trailed = await imported(t, `${text}x`);
    assert.deepEqual([trailed.status, trailed.codes], ['started', ['not_json']]);
  });

  test('of an archive whose header fails its checksum rests on the journal, and no score', async (t) => {
    const damaged = evalOf(finished).map((entry) =>
      entry.name === 'header.json' ? { ...entry, crc: 7 } : entry,
    );
    assert.deepEqual(await imported(t, zipOf(damaged)), {
      ...{ status: 'started', samples: 2, scores: 0, codes: ['damaged', 'unfinished'] },
    });
    const everywhere = evalOf(finished).map((entry) => ({ ...entry, crc: 7 }));
    const { status, samples, scores, codes } = await imported(t, zipOf(everywhere));
    assert.deepEqual([status, samples, scores, codes[0]], ['started', 0, 0, 'damaged']);
  });

  test('names a sample that is there twice in a .json log, and counts it once', async (t) => {
    assert.deepEqual(await imported(t, jsonText(sample(1), sample(2), sample(1))), {
      ...{ status: 'success', samples: 2, scores: 1, codes: ['duplicate'] },
    });
    assert.deepEqual(await imported(t, jsonText(sample(1), sample(1))), {
      ...{ status: 'success', samples: 1, scores: 1, codes: ['duplicate', 'count_mismatch'] },
    });
  });

  test('says so of a sample that is not counted, since something in it could not be read', async (t) => {
    const odd = { ...sample(2), events: [{ event: 'info' }, 5] };
    assert.deepEqual(await imported(t, jsonText(sample(1), odd)), {
      ...{
        status: 'success',
        samples: 1,
        scores: 1,
        codes: ['field_invalid', 'sample_incomplete'],
      },
    });
  });

  test('of a pipe without a writer ends, and says that it is no file', async (t) => {
    const pipe = scratch(t, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const { log, findings } = await importInspectLog(pipe);
    assert.equal(log.status, 'unreadable');
    assert.match(findings[0]?.message ?? '', /is no regular file/);
  });

  test('gives the row of the command, the log having been held against itself', async (t) => {
    const file = scratch(t, 'x.eval');
    writeFileSync(
      file,
      zipOf(evalOf({ ...without('samples/2_epoch_1.json'), 'samples/3_epoch_1.json': sample(3) })),
    );
    const { log, findings } = await importInspectLog(file);
    assert.deepEqual(log, {
      file,
      task: 'flags',
      model: 'larch/larch-9',
      status: 'success',
      samples: 2,
      scores: [{ name: 'flag', reducer: null, metrics: { accuracy: 0.5 } }],
    });
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['sample_missing', 'summary_missing'],
    );
  });

  test('of what is no log gives a row too', async () => {
    const { log, findings } = await importInspectLog('/nonexistent');
    assert.deepEqual(log, {
      file: '/nonexistent',
      task: null,
      model: null,
      status: 'unreadable',
      samples: 0,
      scores: [],
    });
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['unreadable'],
    );
  });
});
