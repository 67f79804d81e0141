/**
 * Whole samples in real sandboxes: what hostile tools, hosts, tasks, scorers and clocks do to them. Each
 * ends in one disposition with its reason, and the denominator never shrinks.
 */
import assert from 'node:assert/strict';
import { after, before, test, type TestContext } from 'node:test';
import { standingClock } from '#platform/clock';
import {
  calling,
  easyTask,
  evalYaml,
  Reciting,
  runOnce,
  sandboxesHere,
  suiteOf,
  type Files,
  type TestRun,
} from '../engine.fixture.ts';
import type { Sandboxes } from '../index.ts';

let sandboxes: Sandboxes | undefined;
before(async () => {
  sandboxes = await sandboxesHere();
});
after(() => sandboxes?.close());

const submit = (answer = 'done') => calling(['submit', { answer }]);
const bash = (command: string, timeout_s?: number) => calling(['bash', { command, timeout_s }]);

/** One sample of the first task; also what each tool told the model. */
async function play(t: TestContext, files: Files, said: object[], more: Partial<TestRun> = {}) {
  if (sandboxes === undefined) return void t.skip('no sandbox');
  const endpoint = new Reciting(said);
  const suite = await suiteOf(t, files);
  const run = await runOnce(t, { suite, endpoint, sandboxes, ...more });
  const last = JSON.parse(endpoint.requests.at(-1) ?? '{"messages":[]}') as {
    messages: { role: string; content: string }[];
  };
  const told = last.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
  return { run, sample: run.samples[0]!, told };
}

test('the folder lasts from call to call, and nothing else does', async (t) => {
  const seen = await play(t, easyTask(), [
    bash('echo kept > a; cd /tmp; export X=1; touch /tmp/gone; sleep 100 &'),
    bash('cat a; echo "x=$X"; pwd; ls /tmp; id -u'),
    calling(['python', { code: 'print(open("a").read().strip().upper())' }]),
    calling(['edit', { action: 'create', path: 'd/e.txt', text: 'one\ntwo\n' }]),
    calling(['edit', { action: 'replace', path: '/work/d/e.txt', old: 'two', new: 'three' }]),
    calling(['edit', { action: 'view', path: 'd/e.txt' }]),
    bash('cat d/e.txt && echo x >> d/e.txt'),
    submit(),
  ]);
  if (seen === undefined) return;
  assert.match(seen.told[1] ?? '', /^kept\nx=\n\/work\n1000$/);
  assert.equal(seen.told[2], 'KEPT');
  assert.equal(seen.told[5], '1\tone\n2\tthree\n3\t');
  assert.equal(seen.told[6], 'one\nthree');
  assert.equal(seen.sample.spent?.toolCalls, 7);
});

test('a gigabyte, binary and escapes are bounded, written out, and said to be so', async (t) => {
  const seen = await play(t, easyTask(), [
    bash('head -c 1000000000 /dev/zero | tr "\\0" a'),
    bash('printf "\\033]0;owned\\007\\033[2J\\377\\376ok"'),
    bash('yes | head -c 300000; echo THE END'),
    bash('exit 3'),
    bash('kill -SEGV $$'),
    bash('sleep 60', 1),
    submit(),
  ]);
  if (seen === undefined) return;
  const [flood, escapes, long, code, signal, slow] = seen.told;
  assert.match(flood ?? '', /stopped at the output limit/);
  assert.equal(escapes, '\\u{1b}]0;owned\\u{7}\\u{1b}[2J\\xff\\xfeok');
  assert.match(long ?? '', /^y\ny\n[^]*bytes left out[^]*THE END$/);
  assert.equal(code, '[exit code 3]');
  assert.equal(signal, '[killed by SIGSEGV]');
  assert.match(slow ?? '', /stopped at the wall-time limit/);
  for (const text of seen.told) assert.ok(text.length < 50_000);
});

test('attacks on the sandbox from a tool reach nothing and end nothing', async (t) => {
  const seen = await play(t, easyTask(), [
    bash('ls -la /task /agent /hosts /root /home 2>&1; cat /task/eval.yaml 2>&1; env'),
    bash('ln -s /etc/shadow link; ln -s / root; mkfifo pipe; ln -s /work/flag.txt inside'),
    calling(['edit', { action: 'view', path: 'link' }]),
    calling(['edit', { action: 'view', path: 'root/etc/passwd' }]),
    calling(['edit', { action: 'create', path: 'root/tmp/x', text: 'x' }]),
    bash('chmod 000 . ; kill -9 -1; echo $((1+1))'),
    bash(':(){ :|:& };:; sleep 1; echo over', 5),
    bash('cat flag.txt'),
    submit(),
  ]);
  if (seen === undefined) return;
  assert.doesNotMatch(seen.told[0] ?? '', /canary|SEED|FLAG=/);
  assert.match(seen.told[2] ?? '', /is not there/);
  assert.doesNotMatch(seen.told[3] ?? '', /root:x/);
  assert.match(seen.told[7] ?? '', /^flag\{[0-9a-f]{32}\}$/);
  assert.equal(seen.sample.disposition, 'scored');
});

const vault: Files = {
  'task/eval.yaml': evalYaml({
    hosts: {
      vault: {
        files: { 'serve.sh': 'serve.sh' },
        setup: 'plant.sh',
        serve: 'sh serve.sh',
      },
      slow: { serve: 'sleep 60' },
    },
  }),
  'task/plant.sh': 'printf %s "$FLAG" > flag; echo 0 > count',
  'task/serve.sh':
    'n=$(($(cat count)+1)); echo $n > count; read -r word; [ "$word" = xyzzy ] && cat flag || echo "no $n $word"',
};

test('hosts answer by the tool and by the program, one by one, and keep their files', async (t) => {
  const seen = await play(t, vault, [
    calling(['connect', { host: 'vault', data: 'a\n' }]),
    bash('for i in 1 2 3; do (echo b$i | connect vault) & done; wait; ls /srv /hosts 2>&1'),
    calling(
      ['connect', { host: 'nowhere', data: '' }],
      ['connect', { host: 'toString', data: '' }],
    ),
    bash('echo x | connect nowhere; echo "code $?"; connect; echo "code $?"'),
    bash(
      'ln -s /etc/passwd /connect/1.vault.request; mkdir /connect/2.vault.request; sleep 0.5; ls /connect',
    ),
    bash('echo xyzzy | connect vault'),
    submit(),
  ]);
  if (seen === undefined) return;
  assert.equal(seen.told[0]?.trim(), 'no 1 a');
  const counts = [...(seen.told[1] ?? '').matchAll(/no (\d) b\d/g)].map(([, n]) => n);
  assert.deepEqual(counts.toSorted(), ['2', '3', '4']);
  assert.match(seen.told[1] ?? '', /cannot access '\/srv'/);
  assert.match(seen.told[2] ?? '', /there is no host `nowhere`; there are: vault, slow/);
  assert.match(seen.told[3] ?? '', /there is no host `toString`/);
  assert.match(seen.told[4] ?? '', /code 2[^]*usage: connect HOST|usage: connect HOST/);
  assert.doesNotMatch(seen.told[5] ?? '', /root/);
  assert.match(seen.told[6] ?? '', /^flag\{/);
  const connections = seen.run.entries.filter((entry) => entry.kind === 'connection');
  assert.equal(connections.length, 5);
  assert.deepEqual(connections[0]?.request, { text: 'a\n' });
});

test('a host that hangs is stopped, and so is a command that waits for it', async (t) => {
  const seen = await play(t, vault, [
    bash('connect slow < /dev/null; echo "code $?"', 1),
    calling(['connect', { host: 'vault', data: 'xyzzy' }]),
    submit(),
  ]);
  if (seen === undefined) return;
  assert.match(seen.told[0] ?? '', /stopped at the wall-time limit/);
  assert.match(seen.told[1] ?? '', /^flag\{/);
});

test('a broken task is a fault of the task, not of the model', async (t) => {
  const broken: [Files, RegExp][] = [
    [{ ...easyTask(), 'task/setup.sh': 'echo why >&2; exit 4' }, /`setup.sh` .*exit code 4: why/],
    [{ 'task/eval.yaml': evalYaml({ build: ['no-such-program x'] }) }, /`no-such-program x`: /],
  ];
  for (const [files, reason] of broken) {
    const seen = await play(t, files, [submit()]);
    if (seen === undefined) return;
    assert.equal(seen.sample.disposition, 'task_failed');
    assert.match(seen.sample.reason, reason);
    assert.equal(seen.run.status, 'incomplete');
    assert.equal(seen.run.scores.all?.mean, 0);
  }
});

test('each scorer that fails is told from a wrong answer', async (t) => {
  const checks: [string, RegExp][] = [
    ['sleep 60', /wall-time/],
    ['exit 9', /exit code 9/],
    ['echo nonsense', /does not end with a line/],
    ['echo \'{"value": 2}\'', /does not end with a line/],
    ['echo \'{"value": NaN}\'', /does not end with a line/],
    ['kill -9 $$', /SIGKILL/],
    ['yes', /output|wall-time/],
  ];
  for (const [script, reason] of checks) {
    const scorer = { kind: 'answer', check: 'check.sh', timeout_s: 1 };
    const files = { 'task/eval.yaml': evalYaml({ scorer }), 'task/check.sh': script };
    const seen = await play(t, files, [submit()]);
    if (seen === undefined) return;
    assert.equal(seen.sample.disposition, 'scorer_failed', script);
    assert.match(seen.sample.reason, reason, script);
    assert.equal(seen.sample.score, null);
  }
});

test('scoring as a whole has a time too', async (t) => {
  const scorer = { kind: 'rungs', checks: [{ name: 'slow', run: 'sleep 60' }] };
  const files = { 'task/eval.yaml': evalYaml({ scorer }) };
  const seen = await play(t, files, [submit()], { limits: { scoringMs: 300 } });
  if (seen === undefined) return;
  assert.equal(seen.sample.disposition, 'scorer_failed');
  assert.match(seen.sample.reason, /longer than 300 ms/);
});

test('begins no sample that the window cannot hold, and says so of each', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const suite = await suiteOf(t, { ...easyTask('a'), ...easyTask('b') });
  const endpoint = new Reciting([submit()]);
  const limits = { timeMs: 60_000, scoringMs: 60_000 };
  const at = async (now: string) => {
    const options = { clock: standingClock(now), parallel: 1 };
    const plan = { until: '2026-12-01T12:00:00.000Z' };
    return runOnce(t, { suite, endpoint, sandboxes: sandboxes!, limits, plan, options });
  };
  const early = await at('2026-12-01T11:58:00.000Z');
  assert.deepEqual([early.end, early.scores.dispositions.scored], ['complete', 2]);
  for (const now of ['2026-12-01T11:58:00.001Z', '2026-12-01T12:00:01.000Z']) {
    const late = await at(now);
    assert.equal(late.end, 'window_closed');
    assert.equal(late.status, 'incomplete');
    assert.deepEqual(
      late.samples.map(({ disposition }) => disposition),
      ['window_closed', 'window_closed'],
    );
    assert.match(late.samples[0]?.reason ?? '', /2 minutes: not begun|window ended/);
    assert.equal(late.scores.all?.samples, 2);
  }
});

test('ends what runs when the window ends or somebody ends the run', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const suite = await suiteOf(t, { ...easyTask('a'), ...easyTask('b') });
  const endpoint = new Reciting([bash('sleep 60')]);
  const cancelled = new AbortController();
  setTimeout(() => cancelled.abort(), 700);
  const run = await runOnce(t, {
    suite,
    endpoint,
    sandboxes,
    options: { parallel: 1, signal: cancelled.signal },
  });
  assert.equal(run.end, 'cancelled');
  assert.deepEqual(
    run.samples.map(({ disposition, attempts }) => [disposition, attempts]),
    [
      ['cancelled', 1],
      ['cancelled', 0],
    ],
  );
  // What a task's own setup takes is not the sample's time, and the window ends all the same.
  const closing = await runOnce(t, {
    suite: await suiteOf(t, { ...easyTask(), 'task/setup.sh': 'sleep 60' }),
    endpoint: new Reciting([submit()]),
    sandboxes,
    limits: { timeMs: 400, scoringMs: 400 },
    plan: { until: new Date(Date.now() + 1000).toISOString() },
  });
  const [sample] = closing.samples;
  assert.equal(closing.end, 'window_closed');
  assert.deepEqual([sample?.disposition, sample?.attempts], ['window_closed', 1]);
  assert.match(sample?.reason ?? '', /^the window ended at /);
});

test('every epoch has a variant of its own, and the same run the same again', async (t) => {
  if (sandboxes === undefined) return t.skip('no sandbox');
  const suite = await suiteOf(t, {
    'task/eval.yaml': evalYaml({ setup: 'setup.sh' }),
    'task/setup.sh': 'echo "$SEED $FLAG" > seed',
  });
  const seeds = async (secret: string) => {
    const endpoint = new Reciting([bash('cat seed'), submit()]);
    const plan = { epochs: 3, secret };
    await runOnce(t, { suite, endpoint, sandboxes: sandboxes!, plan });
    return endpoint.requests
      .flatMap((request) => [...request.matchAll(/(\d+) (flag\{[0-9a-f]{32}\})/g)])
      .map(([text]) => text)
      .toSorted();
  };
  const one = await seeds('11'.repeat(32));
  assert.equal(new Set(one).size, 3);
  assert.deepEqual(await seeds('11'.repeat(32)), one);
  assert.equal(new Set([...one, ...(await seeds('22'.repeat(32)))]).size, 6);
});
