/**
 * The engine before endpoints that misbehave: each fault is tried as often as its class allows, every try is
 * seen, and the sample ends in one disposition that says why.
 */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import type { ModelOptions } from '#test/model';
import {
  calling,
  canary,
  easyScript,
  easyTask,
  modelOf,
  Reciting,
  runOnce,
  sandboxesHere,
  suiteOf,
} from '../engine.fixture.ts';
import type { SampleLimits, Sandboxes } from '../index.ts';
import { sha256 } from '../place/hosts.ts';
import { requestOf } from './conversation.ts';
import type { Message } from './wire.ts';

let sandboxes: Sandboxes | undefined;
before(async () => {
  sandboxes = await sandboxesHere();
});
after(() => sandboxes?.close());

interface Seen {
  disposition: string;
  reason: string;
  tries: { status: number | null; fault: { class: string } | null }[];
  findings: string[];
  requests: number;
  journal: string;
  end: string;
  value: number | null;
}

async function meet(
  t: TestContext,
  dials: ModelOptions,
  limits: Partial<SampleLimits> = {},
): Promise<Seen | undefined> {
  if (sandboxes === undefined) return void t.skip('no sandbox');
  const suite = await suiteOf(t, easyTask());
  const { model, endpoint } = await modelOf(t, { script: easyScript, ...dials });
  // Faults are counted in requests: let them meet the conversation alone.
  endpoint.describe = () => Promise.resolve(null);
  const run = await runOnce(t, { suite, endpoint, sandboxes, limits });
  const [sample] = run.samples;
  const calls = run.entries.filter((entry) => entry.kind === 'call');
  return {
    disposition: sample?.disposition ?? '',
    reason: sample?.reason ?? '',
    tries: calls.flatMap(({ tries }) => tries),
    findings: run.findings.map(({ finding }) => finding.kind),
    requests: model.requests.filter(({ method }) => method === 'POST').length,
    journal: JSON.stringify(run.entries),
    end: run.end,
    value: sample?.score?.value ?? null,
  };
}

test('tries again where it may help, and scores what then comes', async (t) => {
  for (const [status, wanted] of [
    [429, 'rate_limit'],
    [500, 'server'],
    [503, 'server'],
    [529, 'server'],
  ] as const) {
    const seen = await meet(t, { fault: { kind: 'status', status, times: 2 } });
    if (seen === undefined) return;
    assert.equal(seen.disposition, 'scored', String(status));
    assert.equal(seen.value, 1);
    assert.deepEqual(
      seen.tries.slice(0, 3).map(({ fault }) => fault?.class ?? null),
      [wanted, wanted, null],
    );
    assert.equal(seen.requests, seen.tries.length, 'no try is hidden');
  }
});

test('gives up after as many tries as the class allows', async (t) => {
  const cases: [ModelOptions, string, number][] = [
    [{ fault: { kind: 'status', status: 429 } }, 'rate_limit', 7],
    [{ fault: { kind: 'status', status: 500 } }, 'server', 5],
    [{ fault: { kind: 'status', status: 400 } }, 'rejected', 1],
    [{ fault: { kind: 'status', status: 404 } }, 'rejected', 1],
    [{ fault: { kind: 'redirect', to: 'http://127.0.0.1:9/' } }, 'rejected', 1],
    [{ fault: { kind: 'disconnect', afterBytes: 0 } }, 'network', 5],
    [{ fault: { kind: 'disconnect', afterBytes: 40 } }, 'network', 5],
    [{ fault: { kind: 'malformed' } }, 'malformed', 2],
    [{ apiKey: undefined, models: ['scripted-1'], encoding: 'gzip' }, 'malformed', 2],
  ];
  for (const [dials, fault, tries] of cases) {
    const seen = await meet(t, dials);
    if (seen === undefined) return;
    const what = JSON.stringify(dials);
    assert.equal(seen.disposition, 'model_error', what);
    assert.match(seen.reason, new RegExp(`^${fault}: `), what);
    assert.equal(seen.tries.length, tries, what);
    assert.ok(
      seen.tries.every((one) => one.fault?.class === fault),
      what,
    );
    assert.equal(seen.requests, tries, what);
  }
});

test('waits for a silent model, or an endless answer, no longer than a call may take', async (t) => {
  for (const fault of [
    { kind: 'silent' },
    { kind: 'stall', afterPieces: 1 },
    { kind: 'endless' },
  ] as const) {
    const seen = await meet(t, { fault }, { callMs: 300 });
    if (seen === undefined) return;
    assert.equal(seen.disposition, 'model_error', fault.kind);
    assert.match(seen.reason, /^(timeout|too_large): /, fault.kind);
    assert.ok(seen.tries.length <= 2);
  }
});

test('ends a sample at its time, whatever the model does meanwhile', async (t) => {
  const seen = await meet(t, { fault: { kind: 'silent' } }, { timeMs: 400 });
  if (seen === undefined) return;
  assert.equal(seen.disposition, 'limit');
  assert.match(seen.reason, /^time: 400 ms/);
});

test('does not count another model’s answers, from the start or from the middle', async (t) => {
  for (const fromRequest of [1, 2]) {
    const seen = await meet(t, { identity: { model: 'larch-9', fromRequest } });
    if (seen === undefined) return;
    assert.equal(seen.disposition, 'model_error');
    assert.match(seen.reason, /^identity: `scripted-1` was asked, and `larch-9` answered/);
    assert.deepEqual(seen.findings, ['model_name']);
    assert.equal(seen.value, null);
  }
});

test('takes a dated form of the name, and then no other', async (t) => {
  const dated = await meet(t, { identity: { model: 'scripted-1-2026-11-01' } });
  if (dated === undefined) return;
  assert.equal(dated.disposition, 'scored');
  const changed = await meet(t, { identity: { model: 'scripted-1-2026-11-01', fromRequest: 2 } });
  assert.equal(changed?.disposition, 'model_error');
  assert.deepEqual(changed?.findings, ['model_name']);
});

test('tells a refusal from an answer, by the API’s own word', async (t) => {
  const seen = await meet(t, { refuses: true });
  if (seen === undefined) return;
  assert.equal(seen.disposition, 'refused');
  assert.equal(seen.tries.length, 1);
});

test('counts tokens itself where the endpoint does not say them, or not credibly', async (t) => {
  for (const usage of ['absent', 'negative', 'text', 'small'] as const) {
    const seen = await meet(t, { usage }, { tokensMax: 100 });
    if (seen === undefined) return;
    assert.equal(seen.disposition, 'limit', usage);
    assert.match(seen.reason, /^tokens: \d{3,} of 100$/, usage);
    assert.deepEqual(seen.findings, ['usage_not_reported'], usage);
  }
});

test('stops a model that never stops', async (t) => {
  const forever = [
    { answers: [{ calls: [{ name: 'edit', arguments: { action: 'view', path: 'x' } }] }] },
  ];
  const messages = await meet(t, { script: forever }, { messagesMax: 20 });
  if (messages === undefined) return;
  assert.equal(messages.disposition, 'limit');
  assert.equal(messages.reason, 'messages: 20');
  const cost = await meet(
    t,
    { script: forever },
    { costMax: 0.01, prices: { input: 1, output: 10 } },
  );
  assert.match(cost?.reason ?? '', /^cost: 0\.01\d+ of 0\.01$/);
});

test('takes a reply without a tool as the answer only when reminders are spent', async (t) => {
  const seen = await meet(t, { script: [{ answers: [{ text: 'It is flag{guess}.' }] }] });
  if (seen === undefined) return;
  assert.equal(seen.disposition, 'scored');
  assert.equal(seen.value, 0);
  assert.equal(seen.tries.length, 3);
  assert.match(seen.journal, /You called no tool/);
});

test('tells the model what was wrong with a call, and lets it try again', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const endpoint = new Reciting([
    calling(
      ['bash', { cmd: 'ls' }],
      ['toString', {}],
      ['connect', { host: 'web', data: '' }],
      ['submit', { answer: 7 }],
      ['bash', '{"command": '],
      ['bash', '[]'],
      ['edit', { action: 'view', path: '../../etc/passwd' }],
      ['python', { code: 'x'.repeat(200_000) }],
      ['bash\u001b[2J', {}],
    ),
    calling(['submit', { answer: 'done' }]),
  ]);
  const suite = await suiteOf(t, easyTask());
  const run = await runOnce(t, { suite, endpoint, sandboxes });
  assert.equal(run.samples[0]?.disposition, 'scored');
  const asked = JSON.parse(endpoint.requests.at(-1) ?? '') as { messages: Message[] };
  const told = asked.messages.flatMap(({ role, content }) => (role === 'tool' ? [content] : []));
  for (const [at, wanted] of [
    /`command`: .*call the tool again/,
    /there is no tool `toString`; there are: bash, python, edit, submit/,
    /there is no tool `connect`/,
    /`answer`: /,
    /not JSON/,
    /call the tool again/,
    /is not below the working folder/,
    /at most 100000 bytes/,
    /there is no tool `bash\\u\{1b\}\[2J`/,
  ].entries()) {
    assert.match(told[at] ?? '', wanted);
  }
});

test('finds the task’s canary in what the model says', async (t) => {
  const seen = await meet(t, {
    script: [
      { answers: [{ calls: [{ name: 'submit', arguments: { answer: `I know ${canary}` } }] }] },
    ],
  });
  if (seen === undefined) return;
  assert.match(seen.journal, /"kind":"canary"/);
});

test('keeps no key, not even one that the endpoint quotes', async (t) => {
  const seen = await meet(t, {
    apiKey: 'sk-secret-1234567890',
    script: [
      {
        answers: [{ calls: [{ name: 'submit', arguments: { answer: 'sk-secret-1234567890' } }] }],
      },
    ],
  });
  if (seen === undefined) return;
  assert.equal(seen.disposition, 'scored');
  assert.doesNotMatch(seen.journal, /sk-secret/);
  assert.match(seen.journal, /\[key\]/);
});

test('gives an endpoint up that fails ten samples in a row, and says which were not run', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const tasks = Object.assign({}, ...Array.from({ length: 14 }, (_, at) => easyTask(`t${at}`)));
  const suite = await suiteOf(t, tasks);
  const { endpoint } = await modelOf(t, { fault: { kind: 'status', status: 400 } });
  const run = await runOnce(t, { suite, endpoint, sandboxes, options: { parallel: 1 } });
  assert.equal(run.end, 'model_unavailable');
  assert.equal(run.status, 'incomplete');
  assert.equal(run.scores.dispositions.model_error, 10);
  assert.equal(run.scores.dispositions.cancelled, 4);
  assert.equal(run.samples.length, 14);
  assert.equal(run.scores.all?.samples, 14, 'all stay in the denominator');
});

test('holds every request and every answer, byte for byte', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const endpoint = new Reciting([
    calling(['bash', { command: 'printf "ünd \\377\\033[2J"' }]),
    { content: 'ünd 🙂' },
    calling(['submit', { answer: '' }]),
  ]);
  const suite = await suiteOf(t, easyTask());
  const { entries } = await runOnce(t, { suite, endpoint, sandboxes });
  const start = entries.find((entry) => entry.kind === 'run_started') ?? assert.fail();
  const frame = start.frames['plain'] ?? assert.fail();
  const said: Message[] = [];
  const requests = entries.flatMap((entry) => {
    if (entry.kind !== 'call') return [];
    said.push(...entry.messages);
    const request = requestOf(frame, said);
    assert.equal(sha256(request), entry.requestSha256);
    assert.deepEqual(entry.answer, { text: endpoint.answers.shift()?.toString('utf8') });
    return [request];
  });
  assert.equal(requests.length, 3);
  assert.deepEqual(requests, endpoint.requests);
});

test('finds that what the endpoint says of the model, or its fingerprint, has changed', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const endpoint = new Reciting([{ content: 'a' }, { content: 'b' }, { content: 'c' }]);
  let described = 0;
  endpoint.describe = () => Promise.resolve(`{"created":${described++}}`);
  endpoint.fingerprintOf = (call) => (call < 2 ? 'fp_1' : 'fp_2');
  const suite = await suiteOf(t, easyTask());
  const run = await runOnce(t, { suite, endpoint, sandboxes });
  assert.equal(run.samples[0]?.disposition, 'scored');
  assert.deepEqual(
    run.findings.map(({ finding }) => finding.kind),
    ['system_fingerprint', 'model_description'],
  );
  assert.deepEqual(run.identity, { model: 'reciting-1', fingerprints: ['fp_1', 'fp_2'] });
});
