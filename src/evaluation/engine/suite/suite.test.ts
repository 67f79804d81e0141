/** Suites as strangers write them: read whole, or refused with the file, the field and the mend. */
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  canary,
  easyTask,
  evalYaml,
  scratch,
  suiteOf,
  write,
  type Files,
} from '../engine.fixture.ts';
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
    ['a tag', 'a: !!js/function "x"', /uses a tag at line 1/],
    ['a tag of YAML itself', 'a: 1\nb: !!str x', /uses a tag at line 2/],
    ['an anchor nobody uses', 'a:\n  - 1\n  - &b x', /uses an anchor at line 3/],
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

test('takes signs of YAML for text where they are text', async (t) => {
  const text = evalYaml().replace('"Solve it."', `"&a *b !c"`);
  const block = `${text.slice(0, -1)}\n, "flag": '!x &y'}`.replace('"flag":"flag{fixed}",', '');
  assert.deepEqual(await faultsIn(t, { 'task/eval.yaml': block }), []);
  const plain = 'summary: a task & its *end*!\nscorer: |\n  &not *an !anchor\n';
  assert.doesNotMatch((await faultsIn(t, { 'task/eval.yaml': plain })).join(), /anchor|alias|tag/);
});

test('finds at reading what could only fail in a run', async (t) => {
  const files = { a: 'x.txt' };
  const patch = (parts: object) => ({
    kind: 'patch',
    paths: ['a'],
    pocs: [{ command: 'sh', files: {}, oracle: { kind: 'exit' }, ...parts }],
    benign: [{ files: {} }],
  });
  const fixed = {
    ...{ kind: 'crash_differential', poc: 'poc', run: 'a', benign: ['x.txt'] },
    ...{ vulnerable: { build: [] }, fixed: { files: { 'a/b': 'x.txt' }, build: [] } },
  };
  const ownFlag = { flag: null };
  const cases: [string, Parameters<typeof evalYaml>[0], RegExp][] = [
    [
      'a place in a file',
      { files: { ...files, 'a/b': 'x.txt' } },
      /#\/files\/a~1b`: .*which is a file/,
    ],
    ['a folder over a file', { files: { 'a/y': 'x.txt', a: 'folder' } }, /^$/],
    [
      'a file of a folder over a file',
      { files: { 'a/y.txt/z': 'x.txt', a: 'folder' } },
      /`a\/y.txt\/z` would lie in `a\/y.txt`/,
    ],
    [
      'a variant over the task',
      { files, variants: { default: { prompt: 'x', files: { 'a/b': 'x.txt' } } } },
      /#\/variants\/default\/files\/a~1b/,
    ],
    [
      'a host',
      { hosts: { web: { serve: 'sh', files: { ...files, 'a/b': 'x.txt' } } } },
      /#\/sandbox\/config\/hosts\/web\/files\/a~1b/,
    ],
    ['a fixed tree', { files, scorer: fixed }, /#\/metadata\/scorer\/fixed\/files\/a~1b/],
    [
      'a folder for a poc',
      { files, scorer: patch({ files: { p: 'folder' } }) },
      /pocs\/0\/files\/p`.*a folder/,
    ],
    [
      'a folder for stdin',
      { files, scorer: patch({ stdin: 'folder' }) },
      /pocs\/0\/stdin`.*a folder/,
    ],
    ['a place twice', { files: { a: 'x.txt', '/work/a': 'x.txt' } }, /a second time/],
    ['a place with a last /', { files: { 'a/': 'x.txt' } }, /leave out the place's last/],
    ['a long name', { files: { ['a'.repeat(256)]: 'x.txt' } }, /longer than 255 bytes/],
    [
      'a long name in a path',
      { files: { [`b/${'é'.repeat(128)}`]: 'x.txt' } },
      /longer than 255 bytes/,
    ],
    ['a folder for setup', { setup: 'folder' }, /#\/setup`: `folder` is a folder/],
    [
      'a folder for a check',
      { scorer: { kind: 'answer', check: 'check.sh' } },
      /check.sh` is a folder/,
    ],
    ['a flag nobody plants', { files, more: ownFlag }, /#\/setup`: nothing plants the flag/],
    [
      'the canary in a file',
      { files: { e: 'eval.yaml' } },
      /#\/files\/e`: `eval.yaml` shows the canary/,
    ],
    [
      'the canary in a folder',
      { files: { e: 'told' } },
      /#\/files\/e`: `told\/to` shows the canary/,
    ],
    [
      'the canary in a prompt',
      { prompt: `Say ${canary}.` },
      /#\/variants\/default\/prompt`: shows/,
    ],
    [
      'two checks of one name',
      { scorer: { kind: 'rungs', checks: [1, 2].map(() => ({ name: 'a', run: 'true' })) } },
      /a name of its own/,
    ],
  ];
  for (const [what, parts, wanted] of cases) {
    const faults = await faultsIn(t, {
      'task/eval.yaml': evalYaml(parts),
      'task/x.txt': '',
      'task/folder/y.txt': '',
      'task/check.sh/x': '',
      'task/told/to': `# ${canary}`,
    });
    assert.match(faults.join('\n'), wanted, what);
    assert.ok(faults.length <= 1, `${what}: ${faults.join('\n')}`);
  }
});

test('lets a solution and a fixed flag be', async (t) => {
  const solution = { prompt: 'sh s', files: { s: 'solve.sh' } };
  const files = {
    'task/eval.yaml': evalYaml({ variants: { default: { prompt: 'x' }, solution } }),
    'task/solve.sh': `# ${canary}`,
    'host/eval.yaml': evalYaml({
      name: 'host',
      hosts: { web: { serve: 'sh', setup: 'plant.sh' } },
      more: { flag: null },
    }),
    'host/plant.sh': '',
  };
  assert.deepEqual(await faultsIn(t, files), []);
});

test('refuses a task in a task, two in one folder, and a task file that is none', async (t) => {
  const nested = await faultsIn(t, { ...easyTask(), 'task/in/eval.yaml': evalYaml() });
  assert.match(nested.join(), /task\/eval.yaml`: `in\/eval.yaml` would be a task in a task/);
  const both = await faultsIn(t, { ...easyTask(), 'task/task.toml': '' });
  assert.match(both.join(), /`task.toml` would make two tasks of one folder/);
  assert.match((await faultsIn(t, { 'task/eval.yaml/x': '' })).join(), /eval.yaml`: is no file/);
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
  const cases: [line: string, wanted: RegExp][] = [
    ['RUN apt-get install x', /`RUN` as written needs a container/],
    ['COPY --from=a b c', /`COPY` as written/],
    ['COPY a.txt /etc/a', /leads out of `\/app`/],
    ['ADD a b', /`ADD` as written/],
    ['FROM debian AS again', /a second `FROM`/],
    ['COPY ../tests /app/leaked', /`..\/tests` is not below `environment`/],
    ['COPY ../solution/solve.sh /app/s.sh', /is not below `environment`/],
    ['COPY x/../../tests /app/leaked', /is not below `environment`/],
    ['COPY ../../etc /app', /is not below `environment`/],
    ['COPY /etc/passwd /app/', /`\/etc\/passwd` is not below/],
    ['COPY / /app/', /`\/` is not below/],
    ['COPY nothere /app/', /there is no `environment\/nothere`/],
    ['COPY *.txt /app/', /as written/],
    ['COPY a.txt $HOME/a.txt', /as written/],
    ['COPY ["a.txt", "b"]', /as written/],
    ['ENV A=b \\', /`ENV` as written/],
    ['WORKDIR /tests', /`\/tests` is not the task's own/],
    ['WORKDIR /logs/verifier', /is not the task's own/],
    ['WORKDIR /usr/src/app', /is not the task's own/],
    ['WORKDIR /', /`WORKDIR` as written/],
    [`COPY a.txt ${'a'.repeat(300)}`, /leads out|longer/],
  ];
  for (const [line, wanted] of cases) {
    const faults = await faultsIn(t, {
      ...harbor,
      'task/environment/Dockerfile': `FROM debian\n${line}\n`,
      'task/environment/a.txt': 'a',
      'task/environment/x/y': 'y',
    });
    assert.equal(faults.length, 1, `${line}: ${faults.join('\n')}`);
    assert.match(faults.join(), /environment\/Dockerfile line 2: /, line);
    assert.match(faults.join(), wanted, line);
  }
});

test('places a COPY by the folder that holds at its line', async (t) => {
  const environment = { 'task/environment/a.txt': 'a', 'task/environment/x/a.txt': 'x' };
  const placed = async (lines: string) => {
    const dockerfile = { 'task/environment/Dockerfile': `FROM debian\n${lines}\n` };
    return (await suiteOf(t, { ...harbor, ...environment, ...dockerfile })).tasks[0]?.files;
  };
  const into = { 'a.txt': 'environment/a.txt' };
  assert.deepEqual(await placed('COPY a.txt /app'), into);
  assert.deepEqual(await placed('COPY a.txt .'), into);
  assert.deepEqual(await placed('COPY a.txt /app/b/'), { 'b/a.txt': 'environment/a.txt' });
  assert.deepEqual(await placed('COPY . .'), { ...into, 'x/a.txt': 'environment/x/a.txt' });
  assert.deepEqual(await placed('WORKDIR /srv/a\nCOPY a.txt ./'), into);
  const early = 'FROM debian\nWORKDIR /srv\nCOPY a.txt a.txt\nWORKDIR /srv/in\n';
  const faults = { ...harbor, ...environment, 'task/environment/Dockerfile': early };
  assert.match((await faultsIn(t, faults)).join(), /line 3: .*leads out of `\/srv\/in`/);
});

test('refuses a Harbor task whose files or settings mean what is not understood', async (t) => {
  const toml = (text: string) => ({ 'task/task.toml': text });
  const cases: [more: Files, wanted: RegExp][] = [
    [toml('a = 1\n[metadata\n'), /task.toml`: .* at line 2, column \d+/],
    [toml('[task]\n[task]\n'), /at line 2/],
    [toml(''), /is empty; give/],
    [toml('# nothing\n'), /is empty; give/],
    [toml('version = "2.0"'), /#\/version`.*below 2/],
    [toml('[environment]\nallow_internet = true\n'), /no sandbox has the internet/],
    [toml('[environment]\ngpus = 1\n'), /no sandbox has a GPU/],
    [
      toml('[environment]\ndocker_image = "x"\n'),
      /#\/environment\/docker_image`: is not understood/,
    ],
    [toml('[environment.env]\nA = "${HOME}"\n'), /#\/environment\/env\/A`: is not understood/],
    [toml('[verifier.env]\nA = "b"\n'), /#\/verifier\/env\/A`/],
    [toml('[solution.env]\nA = "b"\n'), /#\/solution\/env\/A`/],
    [toml('[[steps]]\nname = "a"\n'), /#\/steps`: is not understood/],
    [toml('[verifier]\ntimeout = 3\n'), /#\/verifier\/timeout`: is not understood/],
    ...['-1', '0', 'nan', 'inf', '"60"'].map((value): [Files, RegExp] => [
      toml(`[agent]\ntimeout_sec = ${value}\n`),
      /#\/agent\/timeout_sec`/,
    ]),
    [{ 'task/environment/docker-compose.yaml': 'services: {}\n' }, /several containers/],
    [{ 'task/environment/.dockerignore': 'secret\n' }, /is not understood/],
    [{ 'task/instruction.md': ' \n' }, /`instruction.md` must hold/],
    [{ 'task/instruction.md': 'x'.repeat(100_001) }, /`instruction.md` must hold/],
    [
      {
        ...toml(`[metadata]\ncanary = "${canary}"\n`),
        'task/environment/Dockerfile': 'COPY told .\n',
        'task/environment/told': canary,
      },
      /`environment\/told` shows the canary/,
    ],
    [
      {
        'task/environment/Dockerfile': 'COPY told a\nCOPY told a/b\n',
        'task/environment/told': '',
      },
      /`a\/b` would lie in `a`/,
    ],
  ];
  for (const [more, wanted] of cases) {
    const faults = await faultsIn(t, { ...harbor, ...more });
    assert.equal(faults.length, 1, `${JSON.stringify(more)}: ${faults.join('\n')}`);
    assert.match(faults.join(), wanted, JSON.stringify(more));
  }
});

test('reads what Harbor writes into every task.toml, and settings that are left empty', async (t) => {
  const text = `
schema_version = "1.1"
artifacts = []
[task]
name = "org/x"
authors = [{ name = "a" }]
[metadata]
difficulty = "easy"
tags = ["a"]
[agent]
timeout_sec = 900.0
[verifier]
timeout_sec = 30
[verifier.env]
[solution.env]
[environment]
build_timeout_sec = 600.0
cpus = 1
memory = "2G"
storage_mb = 10240
gpus = 0
allow_internet = false
mcp_servers = []
[environment.env]
`;
  assert.deepEqual(await faultsIn(t, { ...harbor, 'task/task.toml': text }), []);
});
