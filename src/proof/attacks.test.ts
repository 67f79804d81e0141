/**
 * Finders who attack their judge. Each bundle here wants `confirmed` for a target that does nothing
 * wrong; the best any may reach is a verdict that confirms nothing.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { packBundle, reproduce, type Bundle, type ReportInput } from '#proof';
import { sha256Hex } from './digest.ts';
import { bundleOf, noFetching, openTestSandbox, type TestSandbox } from '#test/bundles';

let host: TestSandbox | undefined;
before(async () => {
  host = await openTestSandbox();
});
after(async () => host?.close());

const asanReport = `==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018
WRITE of size 50 at 0x602000000018 thread T0
    #0 0x55a30664b218 in parse /target/parse.c:4
    #1 0x55a30664b219 in main /target/main.c:4

SUMMARY: AddressSanitizer: heap-buffer-overflow /target/parse.c:4 in parse
`;

/** Prints its input back, correctly: `echo` as a C program, with the sanitizer in. */
const echo = `#include <stdio.h>
int main(int argc, char **argv) {
  FILE *to = argc > 1 ? fopen(argv[1], "w") : stderr;
  if (to == NULL) return 2;
  for (int c; (c = getchar()) != EOF;) fputc(c, to);
  return fclose(to) == 0 ? 0 : 1;
}
`;

const harmlessModule = {
  'source/package.json': '{ "name": "harmless", "main": "index.js" }',
  'source/index.js':
    'exports.parse = (text) => JSON.parse(text);\nexports.each = (run) => run();\nexports.fs = require("fs");',
};

/** A dependency that gives the canary away, as `npm pack` would write it. */
const helper = packBundle(
  new Map([
    ['package/package.json', Buffer.from('{ "name": "helper", "version": "1.0.0" }')],
    [
      'package/run.js',
      Buffer.from(
        "const fs = require('fs'); if (fs.readFileSync(0, 'utf8') === '') console.log(fs.readFileSync('/secret/canary', 'utf8'));",
      ),
    ],
  ]),
);

const sanitizer = { kind: 'sanitizer', type: 'heap-buffer-overflow' } as const;
const build = [{ argv: ['gcc', '-g', '-fsanitize=address', '-o', 'echo', 'echo.c'] }];

const calls = (
  bad: ReportInput['trigger']['calls'],
  good: ReportInput['trigger']['calls'] = [{ export: 'parse', args: ['1'] }],
) =>
  bundleOf(
    {
      environment: { kind: 'node' },
      trigger: { calls: bad },
      oracle: { kind: 'canary-read' },
      benign: [{ calls: good }],
      runs: 3,
    },
    harmlessModule,
  );

type Attack = [
  title: string,
  expected: { verdict: string; assurance?: string },
  bundle: () => Bundle,
];

const c = (
  trigger: ReportInput['trigger'],
  files: Record<string, string>,
  oracle: ReportInput['oracle'] = sanitizer,
  more: object = {},
) =>
  bundleOf(
    {
      environment: { kind: 'c-asan', build },
      trigger,
      oracle,
      benign: [{ stdin: 'good' }],
      runs: 3,
      ...more,
    },
    { 'source/echo.c': echo, good: 'good', report: asanReport, ...files },
  );

const node = (script: string, oracle: ReportInput['oracle'], more: object = {}) =>
  bundleOf(
    {
      environment: { kind: 'node' },
      trigger: { command: ['node', '/input/run.js'], files: { 'run.js': 'bad.js' } },
      oracle,
      benign: [{ files: { 'run.js': 'good.js' } }],
      runs: 3,
      ...more,
    },
    {
      ...harmlessModule,
      'helper.tgz': helper,
      'bad.js': script,
      'good.js': "require('/target').parse('{}')",
    },
  );

const attacks: Attack[] = [
  [
    'a report of the sanitizer printed by an innocent program',
    { verdict: 'not-reproduced' },
    () => c({ command: ['/target/echo'], stdin: 'report' }, {}),
  ],
  [
    'a report written into every descriptor by a script',
    { verdict: 'not-reproduced' },
    () =>
      c(
        {
          command: ['sh', '/input/run.sh'],
          files: { 'run.sh': 'run', report: 'report' },
          stdin: 'report',
        },
        {
          run: 'for fd in 3 4 5 6 7 8 9; do eval "cat /input/report >&$fd" 2>/dev/null; done; exit 147',
        },
      ),
  ],
  [
    'a report written to the private descriptor through the target’s own output file',
    { verdict: 'not-reproduced' },
    () => c({ command: ['/target/echo', '/proc/self/fd/7'], stdin: 'report' }, {}),
  ],
  [
    'the exit number read from the environment, with the report beside it',
    { verdict: 'claimed-only' },
    () =>
      c(
        {
          command: ['sh', '/input/run.sh'],
          files: { 'run.sh': 'run', report: 'report' },
          stdin: 'report',
        },
        {
          run: 'read -r word; test "$word" = good && exit 0; eval "cat /input/report >&$SALLYPORT_REPORT_FD"; code=${ASAN_OPTIONS#exitcode=}; exit ${code%%:*}',
        },
      ),
  ],
  [
    'a crashing program of its own among the trigger’s files',
    { verdict: 'claimed-only' },
    () =>
      c(
        { command: ['sh', '/input/run.sh'], files: { 'run.sh': 'run' }, stdin: 'report' },
        { run: 'read -r word; test "$word" = good && exit 0; kill -SEGV $$' },
        { kind: 'signal', signal: 'SIGSEGV' },
      ),
  ],
  [
    'a shell that kills itself, called by name',
    { verdict: 'claimed-only' },
    () =>
      c(
        { command: ['sh', '-c', 'kill -SEGV $$'], stdin: 'report' },
        {},
        { kind: 'signal', signal: 'SIGSEGV' },
        { benign: [{ command: ['/target/echo'], stdin: 'good' }] },
      ),
  ],
  [
    'an interpreter given its program as an argument',
    { verdict: 'claimed-only' },
    () =>
      node(
        '',
        { kind: 'exit', code: 42 },
        {
          trigger: { command: ['node', '-e', 'process.exit(42)'] },
          benign: [{ command: ['node', '-e', '0'] }],
        },
      ),
  ],
  [
    'a script that prints the magic words',
    { verdict: 'claimed-only' },
    () =>
      node("console.log('VULNERABLE')", {
        kind: 'output',
        stream: 'stdout',
        contains: 'VULNERABLE',
      }),
  ],
  [
    'a script that reads the canary itself',
    { verdict: 'claimed-only' },
    () =>
      node("console.log(require('fs').readFileSync('/secret/canary', 'utf8'))", {
        kind: 'canary-read',
      }),
  ],
  [
    'a script that writes the planted file itself',
    { verdict: 'claimed-only' },
    () =>
      node("require('fs').writeFileSync('/planted/x', '')", {
        kind: 'file-written',
        path: '/planted/x',
      }),
  ],
  [
    'a script that fakes only where the target answers, caught by the fixed version',
    { verdict: 'claimed-only' },
    () =>
      bundleOf(
        {
          environment: { kind: 'node' },
          trigger: { command: ['node', '/input/run.js'], files: { 'run.js': 'bad.js' } },
          oracle: { kind: 'output', stream: 'stdout', contains: 'VULNERABLE' },
          benign: [{ files: { 'run.js': 'good.js' } }],
          fix: { diff: 'fix.diff' },
          runs: 3,
        },
        {
          ...harmlessModule,
          'bad.js': "if (require('/target').parse('[1]')[0] === 1) console.log('VULNERABLE')",
          'good.js': "require('/target').parse('{}')",
          'fix.diff':
            '--- a/index.js\n+++ b/index.js\n@@ -1 +1 @@\n-exports.parse = (text) => JSON.parse(text);\n+exports.parse = (text) => JSON.parse(String(text));\n',
        },
      ),
  ],
  [
    'a call that walks to `Function`',
    { verdict: 'not-reproduced' },
    () =>
      calls([
        {
          export: 'parse.constructor',
          args: ['return process.getBuiltinModule("fs").readFileSync("/secret/canary", "utf8")'],
        },
        { export: 'each', args: [{ $result: 0 }] },
      ]),
  ],
  [
    'a call of a built-in that the target hands on',
    { verdict: 'not-reproduced' },
    () => calls([{ export: 'fs.readFileSync', args: ['/secret/canary', 'utf8'] }]),
  ],
  [
    'a call of a module that is not the target',
    { verdict: 'not-reproduced' },
    () =>
      calls(
        [{ module: 'fs', export: 'readFileSync', args: ['/secret/canary', 'utf8'] }],
        [{ module: 'fs', export: 'readFileSync', args: ['/target/index.js', 'utf8'] }],
      ),
  ],
  [
    'a call of Python’s own library',
    { verdict: 'not-reproduced' },
    () =>
      bundleOf(
        {
          environment: { kind: 'python' },
          trigger: {
            calls: [
              { module: 'linecache', export: 'getlines', args: ['/secret/canary'] },
              { module: 'pages', export: 'linecache.getlines', args: ['/secret/canary'] },
            ],
          },
          oracle: { kind: 'canary-read' },
          benign: [{ calls: [{ module: 'pages', export: 'read', args: ['x'] }] }],
          runs: 3,
        },
        { 'source/pages.py': 'import linecache\n\n\ndef read(name):\n    return name\n' },
      ),
  ],
  [
    'a module that stands in for what the harness uses',
    { verdict: 'not-reproduced' },
    () =>
      bundleOf(
        {
          environment: { kind: 'python' },
          trigger: { calls: [{ module: 'pages', export: 'read', args: ['x'] }] },
          oracle: { kind: 'output', stream: 'effects', contains: 'builtins' },
          benign: [{ calls: [{ module: 'pages', export: 'read', args: ['y'] }] }],
          runs: 3,
        },
        {
          'source/pages.py': 'def read(name):\n    return name\n',
          'source/json.py': 'raise SystemExit(0)\n',
          'source/sitecustomize.py':
            'import os\nfor fd in range(3, 10):\n    try:\n        os.write(fd, b\'{"builtins": []}\')\n    except OSError:\n        pass\n',
        },
      ),
  ],
  [
    'a program in a dependency that the finder supplies',
    { verdict: 'claimed-only' },
    () =>
      node(
        '',
        { kind: 'canary-read' },
        {
          environment: {
            kind: 'node',
            packages: [
              {
                purl: 'pkg:npm/helper@1.0.0',
                file: 'helper.tgz',
                integrity: `sha256:${sha256Hex(helper)}`,
              },
            ],
          },
          trigger: { command: ['node', '/target/node_modules/helper/run.js'], stdin: 'bad.js' },
          benign: [{ stdin: 'good.js' }],
        },
      ),
  ],
  [
    'arguments that name what only the harness may read',
    { verdict: 'not-reproduced' },
    () =>
      bundleOf(
        {
          environment: { kind: 'node' },
          trigger: { calls: [{ export: 'parse', args: ['"/secret/canary"'] }] },
          oracle: { kind: 'canary-read' },
          benign: [{ calls: [{ export: 'parse', args: ['"x"'] }] }],
          runs: 3,
        },
        harmlessModule,
      ),
  ],
];

describe('attacks on the judge', () => {
  for (const [title, expected, bundle] of attacks) {
    test(`${title}: ${expected.verdict}`, async (t) => {
      if (host === undefined) return t.skip('no sandbox on this host');
      const { sandbox, workDir } = host;
      const proof = await reproduce(bundle(), {
        sandbox,
        workDir,
        tierPolicy: 'any',
        fetching: noFetching,
      });
      assert.equal(proof.verdict, expected.verdict, proof.reason);
      assert.equal(proof.assurance, 'claimed');
    });
  }
});
