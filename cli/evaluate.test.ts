/** `evaluate` as a person or a script meets it: its answers, its exit codes and what it leaves behind. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { startModel, type ModelOptions } from '#test/model';
import {
  easyScript,
  easyTask,
  evalYaml,
  sandboxesHere,
  write,
  type Files,
} from '../src/evaluation/engine/engine.fixture.ts';
import { exitCodes } from './command.ts';

const launcher = join(import.meta.dirname, '../sallyport');
let hasSandbox = false;
before(async () => {
  const sandboxes = await sandboxesHere();
  hasSandbox = sandboxes !== undefined;
  await sandboxes?.close();
});

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-cli-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(launcher, ['evaluate', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (text.out += String(chunk)));
  child.stderr.on('data', (chunk) => (text.err += String(chunk)));
  const code = await new Promise<number>((done) => {
    child.once('close', (status) => done(status ?? -1));
  });
  return { code, ...text };
}

async function model(t: TestContext, options: ModelOptions = {}): Promise<string> {
  const running = await startModel({ script: easyScript, ...options });
  t.after(() => running.close());
  return `${running.url}/v1`;
}

/** As `easyTask`, with a solution. */
const solvable: Files = {
  'task/eval.yaml': evalYaml({
    setup: 'setup.sh',
    variants: { default: { prompt: 'x' }, solution: { prompt: 'cat flag.txt' } },
  }),
  'task/setup.sh': 'printf %s "$FLAG" > flag.txt',
};

const suiteAt = (t: TestContext, files: Files = easyTask()) => write(scratch(t), files);

interface Result {
  verdict: string;
  status: string;
  scores: { all: { mean: number; lower: number; upper: number }; dispositions: object };
  samples: { disposition: string }[];
  journal: { path: string; head: string };
  plan: object;
}

test('runs a suite against a model, and leaves a journal and a log that can be imported', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const [suite, folder] = [suiteAt(t), scratch(t)];
  const key = join(folder, 'key');
  writeFileSync(key, 'sk-test-1\n');
  const url = await model(t, { apiKey: 'sk-test-1' });
  const log = join(folder, 'log.eval');
  const ran = await cli(
    suite,
    ...['--model', url, '--api-key-file', key, '--out', log, '--epochs', '2', '--json'],
  );
  assert.equal(ran.code, exitCodes.done, ran.err);
  const result = JSON.parse(ran.out) as Result;
  assert.equal(result.verdict, 'complete');
  assert.equal(result.scores.all.mean, 1);
  assert.ok(result.scores.all.lower < 0.2, 'one task shows little');
  assert.doesNotMatch(ran.out, /secret|sk-test/);
  assert.equal(result.journal.path, `${log}.journal.jsonl`);
  const last = readFileSync(result.journal.path, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  assert.ok(last.includes(result.journal.head));
  assert.doesNotMatch(readFileSync(result.journal.path, 'utf8'), /sk-test/);

  const imported = await cli('import', log, '--json');
  assert.equal(imported.code, exitCodes.done, imported.err);
  const [read] = JSON.parse(imported.out) as Record<string, unknown>[];
  assert.deepEqual(
    [read?.['status'], read?.['samples'], read?.['model'], read?.['findings']],
    ['success', 2, 'scripted-1', []],
  );
});

test('says in a table what came of it, each sample as it ends', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const [suite, folder] = [suiteAt(t), scratch(t)];
  const ran = await cli(suite, '--model', await model(t), '--out', join(folder, 'run.jsonl'));
  assert.equal(ran.code, exitCodes.done, ran.err);
  assert.match(ran.err, /^1\/1 task\/default#1 scored 1\.00, /m);
  assert.match(ran.out, /^verdict {4}complete$/m);
  assert.match(ran.out, /^all .*100\.0 % {2}\d+\.\d % to 100\.0 %$/m);
  assert.match(ran.out, /^family exploit /m);
});

test('ends with 1 where a sample ended through no doing of the model’s', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const url = await model(t, { fault: { kind: 'status', status: 403 } });
  const out = join(scratch(t), 'run.jsonl');
  const ran = await cli(
    suiteAt(t),
    '--model',
    url,
    '--model-name',
    'scripted-1',
    '--out',
    out,
    '--json',
  );
  assert.equal(ran.code, exitCodes.failed, ran.err);
  const { status, samples } = JSON.parse(ran.out) as Result;
  assert.deepEqual([status, samples[0]?.disposition], ['incomplete', 'model_error']);
});

test('judges a suite by its own solutions', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const variants = (solution: string, wrong: string) => ({
    default: { prompt: 'x' },
    solution: { prompt: solution },
    wrong: { prompt: wrong },
  });
  const files = (solution: string, wrong: string): Files => ({
    'task/eval.yaml': evalYaml({ setup: 'setup.sh', variants: variants(solution, wrong) }),
    'task/setup.sh': 'printf %s "$FLAG" > flag.txt',
  });
  const good = suiteAt(t, files('cat flag.txt', 'echo flag{0}'));
  assert.equal((await cli(good, '--solution')).code, exitCodes.done);
  const wrong = await cli(good, '--wrong', '--json');
  assert.equal(wrong.code, exitCodes.done, wrong.out);
  assert.equal((JSON.parse(wrong.out) as Result).samples.length, 2, 'and the empty answer');

  const bad = suiteAt(t, files('echo nothing', 'cat flag.txt'));
  const unsolved = await cli(bad, '--solution', '--out', join(scratch(t), 'journal.jsonl'));
  assert.equal(unsolved.code, exitCodes.failed);
  assert.match(unsolved.out, /scored +task\/solution#1: 0, the answer does not hold the flag/);
  const out = join(scratch(t), 'journal.jsonl');
  assert.equal((await cli(bad, '--wrong', '--out', out)).code, exitCodes.failed);
  assert.ok(existsSync(out));
});

test('refuses what it cannot do, each with its exit code and what to do instead', async (t) => {
  const [suite, folder] = [suiteAt(t), scratch(t)];
  const url = await model(t, { models: ['larch-9', 'elm-1'] });
  const taken = join(folder, 'taken.jsonl');
  writeFileSync(taken, 'somebody else’s\n');
  const out = join(folder, 'out.jsonl');
  const hostile = suiteAt(t, { 'task/eval.yaml': evalYaml({ more: { '\u001b[2J': 1 } }) });
  const dead = 'http://127.0.0.1:9/v1';
  const cases: [string[], number, RegExp][] = [
    [[], exitCodes.invalidInput, /usage: sallyport evaluate/],
    [[suite], exitCodes.invalidInput, /give `--model URL` and `--out LOG`/],
    [[folder, '--solution'], exitCodes.invalidInput, /holds no task/],
    [[join(folder, 'none'), '--solution'], exitCodes.invalidInput, /is no folder/],
    [[hostile, '--solution'], exitCodes.invalidInput, /u\{1b\}\[2J`: no such field/],
    [[suite, '--solution', '--wrong'], exitCodes.invalidInput, /give one of/],
    [[suite, '--solution', '--task', 'none'], exitCodes.invalidInput, /no task `none`/],
    [[suite, '--solution', '--epochs', '0'], exitCodes.invalidInput, /`--epochs` takes/],
    [[suite, '--solution', '--until', 'soon'], exitCodes.invalidInput, /an instant in UTC/],
    [[suite, '--solution'], exitCodes.invalidInput, /task `task` has no variant `solution`/],
    ...[
      ['--task', 'none', 'no task `none`'],
      ['--family', 'hack', 'of family `hack`'],
    ].map(([option = '', name = '', words = '']): [string[], number, RegExp] => [
      [suite, '--model', dead, '--out', out, option, name],
      exitCodes.invalidInput,
      new RegExp(words),
    ]),
    [[suite, '--solution', '--tier', 'best'], exitCodes.invalidInput, /`--tier` takes/],
    [[suite, '--model', 'file:///x', '--out', out], exitCodes.invalidInput, /address of an API/],
    [[suite, '--model', url, '--out', out], exitCodes.invalidInput, /`larch-9`, `elm-1`/],
    [
      [suite, '--model', url, '--out', out, '--cost', '1'],
      exitCodes.invalidInput,
      /needs `--price-in`/,
    ],
    [[suite, '--model', dead, '--out', out], exitCodes.unreachable, /cannot be reached/],
    [
      [suite, '--model', url, '--model-name', 'elm-1', '--out', taken],
      exitCodes.invalidInput,
      /there already/,
    ],
    [
      [suite, '--model', url, '--model-name', 'elm-1', '--out', taken, '--resume'],
      exitCodes.refused,
      /is no journal of an evaluation/,
    ],
    [
      [suite, '--model', url, '--model-name', 'elm-1', '--out', out, '--resume'],
      exitCodes.invalidInput,
      /does not exist/,
    ],
    [
      [
        ...[suite, '--model', url, '--model-name', 'elm-1'],
        ...['--out', join(folder, 'no', 'such', 'folder.jsonl')],
      ],
      exitCodes.invalidInput,
      /cannot be written: ENOENT/,
    ],
    [
      [suite, '--model', url, '--out', out, '--resume', '--epochs', '2'],
      exitCodes.invalidInput,
      /leave `--epochs` out/,
    ],
    [
      [suiteAt(t, solvable), '--solution', '--until', '2020-01-01T00:00Z'],
      exitCodes.refused,
      /70 minutes: not begun; give less time/,
    ],
    [['import'], exitCodes.invalidInput, /evaluate import FILE/],
  ];
  for (const [args, code, words] of cases) {
    const ran = await cli(...args);
    if (!hasSandbox && ran.code === exitCodes.refused) continue;
    assert.equal(ran.code, code, `${args.join(' ')}: ${ran.err}`);
    assert.match(ran.err, words, args.join(' '));
    assert.doesNotMatch(ran.err, /\n {4}at /, 'no stack trace');
    assert.ok(!ran.err.includes('\u001b'), 'nothing that a terminal obeys');
  }
  assert.equal(readFileSync(taken, 'utf8'), 'somebody else’s\n');
  assert.ok(!existsSync(`${out}.lock`) && !existsSync(`${taken}.lock`));
});

test('writes no log over what is there already, and says so before the run', async (t) => {
  const [suite, folder] = [suiteAt(t), scratch(t)];
  const endpoint = ['--model', await model(t)];
  const at = (name: string) => join(folder, name);
  writeFileSync(at('precious.eval'), 'somebody else’s\n');
  mkdirSync(at('folder.json'));
  symlinkSync('nowhere', at('link.eval'));
  for (const name of ['precious.eval', 'folder.json', 'link.eval']) {
    const ran = await cli(suite, ...endpoint, '--out', at(name));
    assert.equal(ran.code, exitCodes.invalidInput, `${name}: ${ran.err}`);
    assert.match(ran.err, new RegExp(`${name}. is there already`));
    assert.ok(!existsSync(at(`${name}.journal.jsonl`)), 'nothing was begun');
  }
  assert.equal(readFileSync(at('precious.eval'), 'utf8'), 'somebody else’s\n');
  writeFileSync(at('folder.json.journal.jsonl'), '');
  const resumed = await cli(suite, ...endpoint, '--out', at('folder.json'), '--resume');
  assert.equal(resumed.code, exitCodes.invalidInput);
  assert.match(resumed.err, /is no plain file/);
});

test('a resumed run writes its own log anew', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const [suite, folder] = [suiteAt(t), scratch(t)];
  const log = join(folder, 'log.eval');
  const args = [suite, '--model', await model(t), '--out', log];
  assert.equal((await cli(...args)).code, exitCodes.done);
  writeFileSync(log, 'an earlier part\n');
  const again = await cli(...args, '--resume');
  assert.equal(again.code, exitCodes.done, again.err);
  assert.notEqual(readFileSync(log, 'utf8'), 'an earlier part\n');
});

test('leaves no folder behind of a call that was refused, nor of solutions that score as they should', async (t) => {
  const [suite, temporary] = [suiteAt(t, solvable), scratch(t)];
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  t.after(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  });
  const left = () => readdirSync(temporary).filter((name) => name.includes('solutions'));
  for (const more of [
    ['--epochs', '0'],
    ['--task', 'none'],
    ['--until', '2020-01-01T00:00Z'],
    ['--tier', 'best'],
  ]) {
    assert.notEqual((await cli(suite, '--solution', ...more)).code, exitCodes.done);
    assert.deepEqual(left(), [], more.join(' '));
  }
  if (!hasSandbox) return;
  assert.equal((await cli(suite, '--solution')).code, exitCodes.done);
  assert.deepEqual(left(), []);
  const unsolved = suiteAt(t, { ...solvable, 'task/setup.sh': 'echo none > flag.txt' });
  assert.equal((await cli(unsolved, '--solution')).code, exitCodes.failed);
  assert.equal(left().length, 1, 'what did not score is there to look into');
});
