/** `sallyport version` as a person and as a pipeline use it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { linesOf } from './lines.ts';

function version(args: string[], input = '') {
  const main = path.join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'version', ...args], {
    encoding: 'utf8',
    input,
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

test('compares two versions, and sorts many', () => {
  assert.deepEqual(version(['compare', 'Debian', '1.0~rc1', '1.0']), {
    status: 0,
    stdout: '<\n',
    stderr: '',
  });
  assert.equal(version(['sort', 'PyPI'], '1.0\r\n\n1.0.dev1\n0.9').stdout, '0.9\n1.0.dev1\n1.0\n');
  assert.deepEqual(JSON.parse(version(['sort', 'npm', '2.0.0', '1.0.0', '--json']).stdout), [
    '1.0.0',
    '2.0.0',
  ]);
});

test('answers each line of standard input with one line, in order', () => {
  const lines = [
    'npm\t1.0.0\t1.0',
    'PyPI\t1!0\t2',
    'Maven\t1\t2',
    'no tabs',
    '',
    `npm\t1\t${'9'.repeat(5_000)}`,
  ];
  const { status, stdout, stderr } = version(['compare', '--stdin'], lines.join('\n'));
  assert.equal(stdout, '=\n>\n?\n?\n?\n?\n');
  assert.equal(status, 3);
  assert.match(stderr, /line 3: no version order for ecosystem `Maven`; give one of .*`npm`/);
  assert.match(stderr, /line 4: is no comparison; write `ECOSYSTEM<tab>A<tab>B`/);
  const json = version(['compare', '--stdin', '--json'], 'npm\t1.0.0\t2.0.0');
  assert.deepEqual(JSON.parse(json.stdout), { line: 1, order: '<' });
});

test('answers more lines than fit in one buffer', () => {
  const count = 50_000;
  const { status, stdout } = version(
    ['compare', '--stdin'],
    'Debian\t1.10-1\t1.9-1\n'.repeat(count),
  );
  assert.equal(status, 0);
  assert.equal(stdout, '>\n'.repeat(count));
});

test('refuses an ecosystem without an order, and says how it is used', () => {
  const refused = version(['compare', 'Maven', '1', '2']);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /give one of/);
  const misused = version(['compare', 'npm', '1']);
  assert.equal(misused.status, 3);
  assert.match(misused.stderr, /usage: sallyport version compare/);
});

test('cuts a line that never ends', async () => {
  async function* endless() {
    for (let chunk = 0; chunk < 1_000; chunk++) yield Buffer.alloc(10_000, 0x61);
    yield Buffer.from('\nnext');
  }
  const lines = [];
  for await (const line of linesOf(endless(), 8)) lines.push(line);
  assert.deepEqual(lines, [
    { number: 1, text: 'aaaaaaaa', isCut: true },
    { number: 2, text: 'next', isCut: false },
  ]);
});
