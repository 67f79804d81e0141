/** What `npm run demo` says of itself; what is misspelt tells no story and removes nothing. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../scripts/demo.ts', import.meta.url));
const demo = (...args: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
  });

test('help is printed, and nothing else is done', () => {
  const { status, stdout, stderr } = demo('--help');
  assert.deepEqual([status, stderr], [0, '']);
  assert.match(stdout, /^usage: npm run demo -- \[--fast-clock\] \[--once\] \[--port N\]\n/);
  assert.doesNotMatch(stdout, /Start database/);
});

test('an unknown option and what is no port are refused before anything begins', () => {
  for (const [args, words] of [
    [['--hepl'], /--hepl/],
    [['--port', 'http'], /is not a port/],
  ] as const) {
    const { status, stdout, stderr } = demo(...args);
    assert.deepEqual([status, stdout], [3, ''], args.join(' '));
    assert.match(stderr, words);
    assert.match(stderr, /^usage: npm run demo/m);
  }
});
