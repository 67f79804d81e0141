/** Bundles from strangers: each problem names its field and the mend. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { InvalidBundle, packBundle, readBundle, readBundleBytes } from '#proof';
import { bundleOf, fixture, fixtureNames, ordinary } from '#test/bundles';

const sound = {
  ...ordinary,
  environment: { kind: 'node' },
  trigger: { calls: [{ export: 'a', args: [1] }], timeoutMs: 1000 },
  oracle: { kind: 'output', stream: 'effects', contains: 'polluted' },
  benign: [{ calls: [{ export: 'a', args: [2] }] }],
};
const files = { 'source/index.js': 'exports.a = 1;', 'x.bin': 'x', 'y.bin': 'y' };

type Json = { [key: string]: unknown };
const packed = (report: unknown, more: Record<string, string> = {}) =>
  packBundle(
    new Map(
      Object.entries({
        'report.json': typeof report === 'string' ? report : JSON.stringify(report),
        ...files,
        ...more,
      }).map(([path, text]) => [path, Buffer.from(text)] as const),
    ),
  );

function findingsOf(bytes: Uint8Array): readonly { pointer: string; detail: string }[] {
  try {
    readBundleBytes(bytes);
  } catch (error) {
    assert.ok(error instanceof InvalidBundle, String(error));
    return error.findings;
  }
  return [];
}

const command = (more: Json) => ({
  ...sound,
  environment: { kind: 'shell' },
  oracle: { kind: 'exit', code: 7 },
  trigger: { command: ['/target/a'], stdin: 'x.bin' },
  benign: [{ stdin: 'y.bin' }],
  ...more,
});

const broken: [what: string, report: unknown, pointer: string, detail: RegExp][] = [
  ['an unknown field', { ...sound, severty: 1 }, '/severty', /no such field/],
  [
    'an unknown field deep inside',
    { ...sound, trigger: { ...sound.trigger, shell: true } },
    '/trigger/shell',
    /no such field/,
  ],
  ['no format', { ...sound, format: undefined }, '/format', /sallyport-report\/1/],
  ['no benign input', { ...sound, benign: [] }, '/benign', /stays silent/],
  [
    'a benign input that is the trigger',
    { ...sound, benign: [{ calls: sound.trigger.calls }] },
    '/benign/0',
    /the trigger itself/,
  ],
  [
    'one benign input, unlisted, that is the trigger',
    { ...sound, benign: { calls: sound.trigger.calls } },
    '/benign',
    /the trigger itself/,
  ],
  [
    'a purl that is not one',
    { ...sound, target: { purl: 'npm:left-pad', integrity: `sha256:${'0'.repeat(64)}` } },
    '/target/purl',
    /not a purl/,
  ],
  [
    'a purl without a version',
    { ...sound, target: { purl: 'pkg:npm/left-pad', integrity: `sha256:${'0'.repeat(64)}` } },
    '/target/purl',
    /exact version/,
  ],
  ...[
    'pkg:npm/..@1',
    'pkg:npm/a%2F..%2Fb@1.0.0',
    'pkg:npm/--registry@1.0.0',
    'pkg:npm/a@1%2F..%2F2',
    'pkg:deb/debian/A@1',
    'pkg:pypi/a%3Fb@1',
  ].map((purl): [string, unknown, string, RegExp] => [
    `a purl that would lead elsewhere, ${purl},`,
    { ...sound, target: { purl, integrity: `sha256:${'0'.repeat(64)}` } },
    '/target/purl',
    /of such a|not a purl/,
  ]),
  [
    'a purl of another kind',
    { ...sound, target: { purl: 'pkg:pypi/x@1', integrity: `sha256:${'0'.repeat(64)}` } },
    '/target/purl',
    /`npm`/,
  ],
  [
    'a purl without a digest',
    { ...sound, target: { purl: 'pkg:npm/left-pad@1.0.0' } },
    '/target/integrity',
    /pin/,
  ],
  [
    'a weak digest',
    {
      ...sound,
      target: { purl: 'pkg:npm/left-pad@1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
    },
    '/target/integrity',
    /sha512/,
  ],
  ['neither purl nor source', { ...sound, target: {} }, '/target', /purl.*source/],
  [
    'source without a revision',
    { ...sound, target: { source: { folder: 'source' } } },
    '/target/revision',
    /commit or release/,
  ],
  [
    'an address without a digest',
    { ...sound, target: { source: { url: 'https://example.org/a.tar.gz' }, revision: '1' } },
    '/target/source/sha256',
    /SHA-256/,
  ],
  [
    'an address with credentials',
    {
      ...sound,
      target: {
        source: { url: 'https://u:p@example.org/a', sha256: '0'.repeat(64) },
        revision: '1',
      },
    },
    '/target/source/url',
    /credentials/,
  ],
  [
    'a folder that is not there',
    { ...sound, target: { source: { folder: 'absent' }, revision: '1' } },
    '/target/source/folder',
    /no files under/,
  ],
  [
    'a file that is not there',
    command({ trigger: { command: ['/target/a'], stdin: 'absent' } }),
    '/trigger/stdin',
    /no file `absent`/,
  ],
  [
    'a file with a slash in its name that is not there',
    command({ trigger: { command: ['/target/a'], files: { 'a/b': 'absent' } } }),
    '/trigger/files/a~1b',
    /no file/,
  ],
  [
    'a path out of the bundle',
    command({ trigger: { command: ['/target/a'], stdin: '../x' } }),
    '/trigger/stdin',
    /`\.\.`/,
  ],
  ['neither command nor calls', { ...sound, trigger: {} }, '/trigger', /command.*calls/],
  [
    'an empty command',
    command({ trigger: { command: [], stdin: 'x.bin' } }),
    '/trigger/command',
    /program/,
  ],
  [
    'an argument with a NUL',
    command({ trigger: { command: ['/target/a', 'a\0b'], stdin: 'x.bin' } }),
    '/trigger/command/1',
    /NUL/,
  ],
  [
    'a trigger that may run for an hour',
    command({ trigger: { command: ['/target/a'], stdin: 'x.bin', timeoutMs: 3_600_000 } }),
    '/trigger/timeoutMs',
    /60000/,
  ],
  ['too many runs', { ...sound, runs: 1000 }, '/runs', /at most 20/],
  ['too few hits', { ...sound, runs: 10, hitsMin: 1 }, '/hitsMin', /6 to 10/],
  ['an unknown oracle', { ...sound, oracle: { kind: 'vibes' } }, '/oracle/kind', /./],
  ['a callback', { ...sound, oracle: { kind: 'callback' } }, '/oracle/kind', /canary-read/],
  [
    'a sanitizer for a script',
    { ...sound, oracle: { kind: 'sanitizer' } },
    '/oracle/kind',
    /no sanitizer/,
  ],
  [
    'a planted file elsewhere',
    { ...sound, oracle: { kind: 'file-written', path: '/etc/passwd' } },
    '/oracle/path',
    /\/planted\//,
  ],
  [
    'effects of a command',
    command({ oracle: { kind: 'output', stream: 'effects', contains: 'polluted' } }),
    '/oracle/stream',
    /calls/,
  ],
  [
    'a pattern with a back reference',
    command({ oracle: { kind: 'output', stream: 'stdout', pattern: '(a)\\1' } }),
    '/oracle/pattern',
    /escape/,
  ],
  [
    'calls of a shell script',
    { ...sound, environment: { kind: 'shell' } },
    '/trigger/calls',
    /no functions/,
  ],
  [
    'a C target that is not built',
    { ...command({}), environment: { kind: 'c-asan' } },
    '/environment/build',
    /built/,
  ],
  [
    'a severity that is a word',
    { ...sound, severity: { cvss: 'critical', claimedBy: 'us' } },
    '/severity/cvss',
    /vector/,
  ],
  [
    'nobody who signs',
    { ...sound, provenance: { ...sound.provenance, humanSigner: undefined } },
    '/provenance/humanSigner',
    /./,
  ],
  [
    'a tool privacy of its own',
    { ...sound, provenance: { ...sound.provenance, toolPrivacy: 'secret' } },
    '/provenance/toolPrivacy',
    /./,
  ],
  ['a control character in a name', { ...sound, title: 'a\u001b[31m' }, '/title', /one line/],
  [
    'a fixed version of a source',
    { ...sound, fix: { version: '2', integrity: `sha256:${'0'.repeat(64)}` } },
    '/fix/version',
    /diff/,
  ],
  ['a fix that is neither', { ...sound, fix: {} }, '/fix', /diff.*version/],
  ['broken JSON', '{ "format": ', '', /not JSON/],
  ['JSON that nests without end', '['.repeat(500_000), '', /nests deeper/],
  ['a document that is no object', '[]', '', /./],
];

describe('a bundle that is not one', () => {
  for (const [what, report, pointer, detail] of broken) {
    test(`${what} is named at \`${pointer}\``, () => {
      const findings = findingsOf(packed(report));
      const found = findings.find((finding) => finding.pointer === pointer);
      assert.ok(found, `found ${JSON.stringify(findings)}`);
      assert.match(found.detail, detail);
    });
  }

  test('a report that is not UTF-8 is refused', () => {
    const bytes = packBundle(new Map([['report.json', Buffer.from([0x7b, 0xff, 0x7d])]]));
    assert.match(findingsOf(bytes)[0]?.detail ?? '', /not UTF-8/);
  });

  test('an archive without a report is refused', () => {
    assert.match(
      findingsOf(packBundle(new Map([['a', Buffer.from('a')]])))[0]?.detail ?? '',
      /no `report\.json`/,
    );
  });

  test('several problems are told at once', () => {
    const findings = findingsOf(packed({ ...sound, title: '', runs: 0, benign: [] }));
    assert.deepEqual(findings.map(({ pointer }) => pointer).sort(), ['/benign', '/runs', '/title']);
  });
});

describe('a bundle', () => {
  test('has one digest as a folder, as bytes and as a stream', async () => {
    for (const name of fixtureNames) {
      const folder = await readBundle({ kind: 'folder', path: fixture(name) });
      const archive = packBundle(folder.files);
      const bytes = readBundleBytes(archive);
      const chunks = (async function* () {
        for (let at = 0; at < archive.length; at += 7) yield archive.subarray(at, at + 7);
      })();
      const stream = await readBundle({ kind: 'stream', stream: chunks });
      assert.equal(bytes.sha256, folder.sha256);
      assert.equal(stream.sha256, folder.sha256);
      assert.deepEqual([...stream.files.keys()].sort(), [...folder.files.keys()].sort());
      assert.deepEqual(packBundle(stream.files), archive);
    }
  });

  test('has another digest when any byte, or any name, is another', () => {
    const shas = new Set(
      [{}, { 'x.bin': 'z' }, { 'z.bin': 'x' }].map(
        (more) => readBundleBytes(packed(sound, more as Record<string, string>)).sha256,
      ),
    );
    assert.equal(shas.size, 3);
  });

  test('takes one benign input without a list', () => {
    const { report } = readBundleBytes(packed({ ...sound, benign: sound.benign[0] }));
    assert.equal(report.benign.length, 1);
  });

  test('is what `tar` and what we write alike', async () => {
    const { execFileSync } = await import('node:child_process');
    for (const name of fixtureNames) {
      for (const format of ['ustar', 'pax', 'gnu']) {
        const archive = execFileSync('tar', [
          '-c',
          `--format=${format}`,
          '-z',
          '-C',
          fixture(name),
          '.',
        ]);
        const folder = await readBundle({ kind: 'folder', path: fixture(name) });
        assert.equal(readBundleBytes(archive).sha256, folder.sha256, `${name} as ${format}`);
      }
    }
  });

  test('survives any field being any JSON: a finding or a report, never a crash', async () => {
    const original = JSON.parse(
      await readFile(join(fixture('shell-injection'), 'report.json'), 'utf8'),
    ) as Json;
    const paths = leavesOf(original);
    assert.ok(paths.length > 10);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const report = structuredClone(original);
        let at = report;
        for (const key of path.slice(0, -1)) at = at[key] as Json;
        at[path.at(-1) as string] = value;
        for (const { pointer, detail } of findingsOf(packed(report))) {
          assert.match(pointer, /^(\/[^/]*)*$/);
          assert.notEqual(detail, '');
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of ordinary size is read without waiting', () => {
    const bundle = bundleOf(sound as Parameters<typeof bundleOf>[0], files);
    assert.equal(bundle.files.size, 4);
  });
});

function leavesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}
