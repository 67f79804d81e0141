/** Fixes tried on real trees: a good one, and the ways a fix can be less than one. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TierPolicy } from '#platform/sandbox';
import {
  packBundle,
  readBundle,
  readBundleBytes,
  verifyFix,
  type Bundle,
  type FixCheck,
  type GivenFix,
} from '#proof';
import {
  fixture,
  fixtureNames,
  noFetching,
  openTestSandbox,
  type TestSandbox,
} from '#test/bundles';

let host: TestSandbox | undefined;
before(async () => {
  host = await openTestSandbox();
});
after(async () => host?.close());

const load = (name: string) => readBundle({ kind: 'folder', path: fixture(name) });
const diffOf = (text: string): GivenFix => ({ kind: 'diff', diff: Buffer.from(text) });

async function check(
  bundle: Bundle,
  fix: GivenFix | undefined,
  others: Bundle[] = [],
  tierPolicy: TierPolicy = 'any',
): Promise<FixCheck> {
  assert.ok(host);
  const { sandbox, workDir } = host;
  return verifyFix(bundle, fix, {
    sandbox,
    workDir,
    tierPolicy,
    fetching: noFetching,
    runs: 3,
    others,
  });
}

/** A diff of one place of one file: lines before, lines out, lines in, lines after. */
const change = (
  path: string,
  at: number,
  out: string[],
  into: string[],
  around: [string[], string[]] = [[], []],
) => {
  const [above, below] = around;
  const old = above.length + out.length + below.length;
  const lines = [
    ...above.map((line) => ` ${line}`),
    ...out.map((line) => `-${line}`),
    ...into.map((line) => `+${line}`),
    ...below.map((line) => ` ${line}`),
  ];
  return `--- a/${path}\n+++ b/${path}\n@@ -${at},${old} +${at},${old - out.length + into.length} @@\n${lines.join('\n')}\n`;
};

const copyLine = '  memcpy(name, record + 1, length);';
const good = {
  'c-heap-overflow': change(
    'badge.c',
    10,
    [copyLine],
    ['  if (length > 15) length = 15;', copyLine],
  ),
  'node-prototype-pollution': change(
    'index.js',
    4,
    ['  for (const key of Object.keys(source)) {'],
    ['  for (const key of Object.keys(source)) {', "    if (key === '__proto__') continue;"],
  ),
  'python-path-traversal': change(
    'pages.py',
    9,
    ['    with open(os.path.join(ROOT, name.strip()), encoding="utf-8") as page:'],
    [
      '    path = os.path.realpath(os.path.join(ROOT, name.strip()))',
      '    if not path.startswith(ROOT + os.sep):',
      '        return ""',
      '    with open(path, encoding="utf-8") as page:',
    ],
  ),
  'shell-injection': change(
    'greet.sh',
    5,
    ['eval "echo welcome, $name"'],
    ['echo "welcome, $name"'],
  ),
};

describe('a fix', () => {
  for (const name of fixtureNames) {
    test(`that mends ${name} is verified`, async (t) => {
      if (host === undefined) return t.skip('no sandbox on this host');
      const bundle = await load(name);
      const result = await check(bundle, diffOf(good[name]));
      assert.equal(result.verdict, 'verified', result.reason);
      assert.deepEqual(result.stopped, [bundle.report.title]);
      assert.deepEqual(result.regressions, []);
      assert.equal(result.negativeControls.unchanged, bundle.report.benign.length);
      assert.match(result.reason, /tests pass/);
      assert.equal(result.size?.files, 1);
    });
  }

  test('is verified as well on a kernel of its own', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    if (!(await host.sandbox.tiers()).available.includes('gvisor'))
      return t.skip('no gVisor on this host');
    const fix = diffOf(good['c-heap-overflow']);
    const result = await check(await load('c-heap-overflow'), fix, [], 'not-shared-kernel');
    assert.equal(result.verdict, 'verified', result.reason);
  });

  test('that refuses everything is found out by the benign inputs', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const bundle = withoutTest(await load('c-heap-overflow'));
    const patch = change(
      'badge.c',
      15,
      ['int main(int argc, char **argv) {'],
      ['int main(int argc, char **argv) {', '  if (argc > 0) return -1;'],
    );
    const result = await check(bundle, diffOf(patch));
    assert.equal(result.verdict, 'regressed', result.reason);
    assert.deepEqual(result.stopped, [bundle.report.title]);
    assert.deepEqual(
      result.regressions.map(({ kind }) => kind),
      ['benign-exit', 'benign-exit'],
    );
    assert.deepEqual(result.negativeControls, { inputs: 2, unchanged: 0, silent: 0 });
  });

  test('that answers everything with nothing is found out by what the benign inputs say', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const bundle = withoutTest(await load('c-heap-overflow'));
    const patch = change(
      'badge.c',
      15,
      ['int main(int argc, char **argv) {'],
      ['int main(int argc, char **argv) {', '  if (argc > 0) return 0;'],
    );
    const result = await check(bundle, diffOf(patch));
    assert.equal(result.verdict, 'regressed', result.reason);
    assert.ok(result.regressions.length > 0);
    assert.ok(result.regressions.every(({ kind }) => kind === 'benign-output'));
  });

  test('that stops only this input stops another reproducer not', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const bundle = await load('c-heap-overflow');
    const other = changed(bundle, (files) =>
      files.set('trigger/record.bin', Buffer.concat([Buffer.from([60]), Buffer.alloc(60, 'B')])),
    );
    const patch = change('badge.c', 10, [copyLine], ['  if (length == 40) length = 15;', copyLine]);
    const both = await check(bundle, diffOf(patch), [other]);
    assert.equal(both.verdict, 'not-stopped', both.reason);
    assert.equal(both.reproducers.length, 2);
    assert.deepEqual(
      both.reproducers.map(({ isStopped }) => isStopped),
      [true, false],
    );
  });

  test('that moves the crash elsewhere is no fix', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const patch = change('badge.c', 10, [copyLine], ['  if (length > 15) abort();', copyLine]);
    const result = await check(await load('c-heap-overflow'), diffOf(patch));
    assert.equal(result.verdict, 'not-stopped');
    assert.match(result.reason, /SIGABRT/);
  });

  test('that breaks the project’s tests is a regression', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const patch = `${good['c-heap-overflow']}`
      .replace('+  if', '+  if (length == 3) length = 2;\n+  if')
      .replace('+10,2', '+10,3');
    const result = await check(await load('c-heap-overflow'), diffOf(patch));
    assert.equal(result.verdict, 'regressed', result.reason);
    assert.deepEqual(
      result.regressions.map(({ kind }) => kind),
      ['test'],
    );
  });

  test('cannot be judged by tests that failed before it', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const bundle = changed(await load('shell-injection'), (files) =>
      files.set('source/test.sh', Buffer.from('#!/bin/sh\nexit 1\n')),
    );
    const result = await check(bundle, diffOf(good['shell-injection']));
    assert.equal(result.verdict, 'inconclusive');
  });

  test('cannot be judged where nothing reproduces', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const bundle = changed(await load('shell-injection'), (files) =>
      files.set('trigger/stdin.txt', Buffer.from('Grace\n')),
    );
    const result = await check(bundle, diffOf(good['shell-injection']));
    assert.equal(result.verdict, 'not-reproduced');
  });

  const unfit: [what: string, diff: string, verdict: string, reason: RegExp][] = [
    [
      'deletes a test',
      '--- a/test.sh\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-#!/bin/sh\n-test "$(echo Ada | ./greet.sh)" = \'welcome, Ada\'\n',
      'refused',
      /deletes the test/,
    ],
    [
      'changes what a test expects',
      change('test.sh', 1, ['#!/bin/sh'], ['#!/bin/sh', 'exit 0']),
      'refused',
      /what the test/,
    ],
    [
      'deletes the program',
      '--- a/greet.sh\n+++ /dev/null\n@@ -1 +0,0 @@\n-#!/bin/sh\n',
      'refused',
      /deletes `greet.sh`/,
    ],
    [
      'changes how it is built',
      change('Makefile', 1, ['a'], ['b']),
      'refused',
      /how the target is built/,
    ],
    [
      'is longer than a fix',
      change(
        'greet.sh',
        5,
        ['x'],
        Array.from({ length: 500 }, () => 'y'),
      ),
      'refused',
      /501 lines/,
    ],
    [
      'leaves the source',
      change('../../etc/passwd', 1, ['x'], ['y']),
      'invalid-bundle',
      /outside the source/,
    ],
    [
      'makes a link',
      `diff --git a/x b/x\nnew file mode 120000\n${change('x', 0, [], ['/etc/passwd'])}`,
      'invalid-bundle',
      /link/,
    ],
    [
      'does not fit',
      change('greet.sh', 5, ['eval "echo goodbye, $name"'], ['true']),
      'build-failed',
      /does not fit/,
    ],
    ['is no diff', 'please upgrade', 'invalid-bundle', /unified diff/],
  ];
  for (const [what, diff, verdict, reason] of unfit) {
    test(`that ${what} is not tried`, async (t) => {
      if (host === undefined) return t.skip('no sandbox on this host');
      const result = await check(await load('shell-injection'), diffOf(diff));
      assert.equal(result.verdict, verdict, result.reason);
      assert.match(result.reason, reason);
      assert.deepEqual(result.stopped, []);
    });
  }

  test('that nobody gives is asked for', async (t) => {
    if (host === undefined) return t.skip('no sandbox on this host');
    const result = await check(await load('shell-injection'), undefined);
    assert.equal(result.verdict, 'refused');
    assert.match(result.reason, /--fix/);
  });
});

function changed(bundle: Bundle, edit: (files: Map<string, Uint8Array>) => void): Bundle {
  const files = new Map(bundle.files);
  edit(files);
  return readBundleBytes(packBundle(files));
}

function withoutTest(bundle: Bundle): Bundle {
  return changed(bundle, (files) => {
    const report = JSON.parse(
      Buffer.from(files.get('report.json') ?? '').toString('utf8'),
    ) as Record<string, unknown>;
    delete report['test'];
    files.set('report.json', Buffer.from(JSON.stringify(report)));
  });
}
