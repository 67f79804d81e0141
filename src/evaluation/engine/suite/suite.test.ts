/** Suites as strangers write them: read whole, or refused with the file, the field and the mend. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { easyTask, evalYaml, scratch, suiteOf, write, type Files } from '../engine.fixture.ts';
import { readSuite } from './read-suite.ts';
import { InvalidSuite, inWords } from './task.ts';

async function faultsOf(folder: string): Promise<string[]> {
  try {
    await readSuite(folder);
  } catch (error) {
    if (error instanceof InvalidSuite) return error.faults.map(inWords);
    throw error;
  }
  return [];
}

const faultsIn = (t: TestContext, files: Files) => faultsOf(write(scratch(t), files));

test('reads tasks at any level, by name, each with its digest', async (t) => {
  const suite = await suiteOf(t, {
    ...easyTask('b-task'),
    'group/a-task/eval.yaml': evalYaml({ name: 'a-task' }),
    'README.md': 'not a task',
  });
  assert.deepEqual(
    suite.tasks.map(({ name, cluster, home }) => [name, cluster, home]),
    [
      ['a-task', 'a-task', '/work'],
      ['b-task', 'b-task', '/work'],
    ],
  );
  const changed = await suiteOf(t, { ...easyTask('b-task'), 'b-task/note': 'one file more' });
  const digest = suite.tasks.find(({ name }) => name === 'b-task')?.sha256;
  assert.match(digest ?? '', /^[0-9a-f]{64}$/);
  assert.notEqual(changed.tasks[0]?.sha256, digest);
});

test('splits commands at blanks and takes places below /work with or without it', async (t) => {
  const suite = await suiteOf(t, {
    'task/eval.yaml': evalYaml({
      build: ['make  -j2 all'],
      files: { '/work/a/b.c': 'b.c', 'c.c': 'b.c' },
    }),
    'task/b.c': '',
  });
  assert.deepEqual(suite.tasks[0]?.build, [['make', '-j2', 'all']]);
  assert.deepEqual(suite.tasks[0]?.files, { 'a/b.c': 'b.c', 'c.c': 'b.c' });
});

test('names every fault of every task, not only the first', async (t) => {
  const faults = await faultsIn(t, {
    'one/eval.yaml': evalYaml({ name: 'one', files: { a: 'missing.txt' }, setup: 'gone.sh' }),
    'two/eval.yaml': evalYaml({ name: 'two', more: { colour: 'red' } }),
    ...easyTask('three'),
    'three-again/eval.yaml': evalYaml({ name: 'three' }),
    'four/eval.yaml': evalYaml({ name: 'four', variants: { solution: { prompt: 'x' } } }),
    'five/eval.yaml': evalYaml({
      name: 'five',
      scorer: { kind: 'answer', check: 'check.exe' },
    }),
  });
  assert.equal(faults.length, 6, faults.join('\n'));
  for (const wanted of [
    /one\/eval.yaml#\/files\/a.*no file `missing.txt`/,
    /one\/eval.yaml#\/setup.*gone.sh/,
    /two\/eval.yaml#\/colour.*no such field/,
    /three.*#\/name.*another task is called `three` too/,
    /four\/eval.yaml#\/variants.*`default`/,
    /five\/eval.yaml#\/metadata\/scorer\/check/,
  ]) {
    assert.ok(
      faults.some((fault) => wanted.test(fault)),
      `${wanted} in\n${faults.join('\n')}`,
    );
  }
});

test('refuses paths that leave the task, in every field that takes one', async (t) => {
  for (const path of ['../secret', '/etc/passwd', 'a/../../b', './a', 'a\\b', 'a\u0000b']) {
    for (const parts of [
      { files: { x: path } },
      { files: { [path]: 'x.txt' } },
      { setup: path },
      { scorer: { kind: 'answer', check: `${path}.py` } },
      { hosts: { web: { files: { a: path }, serve: 'sh' } } },
      { variants: { default: { prompt: 'x', files: { a: path } } } },
    ]) {
      const faults = await faultsIn(t, { 'task/eval.yaml': evalYaml(parts), 'task/x.txt': '' });
      assert.notEqual(faults.length, 0, JSON.stringify(parts));
    }
  }
});

test('follows no link: neither a cycle of folders nor a file of the host', async (t) => {
  const cycle = write(scratch(t), { 'group/readme': '' });
  symlinkSync('..', join(cycle, 'group', 'again'));
  assert.match((await faultsOf(cycle)).join(), /group\/again.*links are not followed/);

  const leaking = write(scratch(t), easyTask());
  symlinkSync('/etc/passwd', join(leaking, 'task', 'passwd'));
  assert.match((await faultsOf(leaking)).join(), /task\/passwd.*a link or no plain file/);
});

test('refuses a suite that is none: a file, an empty folder, one too deep', async (t) => {
  const folder = scratch(t);
  assert.match((await faultsOf(folder)).join(), /holds no task/);
  assert.match((await faultsOf(join(folder, 'nowhere'))).join(), /is no folder/);
  mkdirSync(join(folder, 'a/b/c/d/e/f'), { recursive: true });
  assert.match((await faultsOf(folder)).join(), /too deep/);
});

test('refuses hostile YAML by what it is, and quickly', async (t) => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, at) => {
      const [name, before] = [String.fromCharCode(98 + at), String.fromCharCode(97 + at)];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
    }),
  ].join('\n');
  const cases: [string, string | Uint8Array, RegExp][] = [
    ['an alias bomb', bomb, /alias/],
    ['a cycle', 'a: &a\n  b: *a\n', /alias/],
    ['brackets', '['.repeat(200_000), /nests deeper/],
    ['dashes', `${'- '.repeat(50_000)}x`, /indented deeper/],
    ['a tag', 'a: !!js/function "x"', /tag/i],
    ['two documents', 'a: 1\n---\nb: 2\n', /one document/],
    ['a key twice', 'a: 1\na: 2\n', /unique/],
    ['no UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff]), /UTF-8/],
    ['too much', `a: "${'x'.repeat(300_000)}"`, /256 KiB/],
    ['not YAML', 'a: [1, 2', /./],
    ['a prototype', '{"__proto__": {"name": "x"}, "constructor": 1}', /./],
    ['nothing', '', /./],
  ];
  for (const [what, text, wanted] of cases) {
    const beganAt = performance.now();
    const faults = await faultsIn(t, { 'task/eval.yaml': text });
    assert.match(faults.join('\n'), wanted, what);
    assert.ok(performance.now() - beganAt < 2000, `${what} took too long`);
  }
});

test('refuses a task of too many files', async (t) => {
  const many = Object.fromEntries(
    Array.from({ length: 2001 }, (_, at) => [`task/f/${at}`, '']),
  ) as Files;
  const faults = await faultsIn(t, { ...many, 'task/eval.yaml': evalYaml() });
  assert.match(faults.join(), /more than 2000 files/);
});

const harbor: Files = {
  'task/task.toml': '[metadata]\ndifficulty = "medium"\n[verifier]\ntimeout_sec = 30\n',
  'task/instruction.md': 'Write 42 to answer.txt.',
  'task/tests/test.sh': 'echo 1 > /logs/verifier/reward.txt',
  'task/solution/solve.sh': 'echo 42 > answer.txt',
};

test('reads a Harbor task with a Dockerfile that only places files', async (t) => {
  const { tasks } = await suiteOf(t, {
    ...harbor,
    'task/environment/Dockerfile':
      '# a comment\nFROM debian\nWORKDIR /app/work\nENV MODE=fast\nENV FLAGS=-O2=x\nCOPY data data\nCOPY a.txt ./\n',
    'task/environment/data/x': 'x',
    'task/environment/a.txt': 'a',
  });
  const [task] = tasks;
  assert.equal(task?.home, '/app/work');
  assert.equal(task?.difficulty, 3);
  assert.deepEqual(task?.env, { MODE: 'fast', FLAGS: '-O2=x' });
  assert.deepEqual(task?.scorer, { kind: 'reward', timeoutMs: 30_000 });
  assert.deepEqual(task?.files, {
    'data/x': 'environment/data/x',
    'a.txt': 'environment/a.txt',
  });
  assert.deepEqual(Object.keys(task?.variants ?? {}), ['default', 'solution']);
});

test('refuses a Harbor task that needs a container, by the line', async (t) => {
  for (const line of [
    'RUN apt-get install x',
    'COPY --from=a b c',
    'COPY a.txt /etc/a',
    'ADD a b',
  ]) {
    const faults = await faultsIn(t, {
      ...harbor,
      'task/environment/Dockerfile': `FROM debian\n${line}\n`,
      'task/environment/a.txt': 'a',
    });
    assert.notEqual(faults.length, 0, line);
  }
  for (const more of [
    { 'task/task.toml': '[metadata\n' },
    { 'task/task.toml': '[environment]\nallow_internet = true\n' },
    { 'task/environment/docker-compose.yaml': 'services: {}\n' },
  ]) {
    assert.equal((await faultsIn(t, { ...harbor, ...more })).length, 1, JSON.stringify(more));
  }
});
