/** The two commands as a user meets them: what is printed, and with which exit code. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'crash-cli-'));
after(() => rmSync(folder, { recursive: true }));

const trace = (frame: string) =>
  `==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x61 at pc 0x1\nREAD of size 1 at 0x61 thread T0\n    #0 0x1 in ${frame} /a.c:1:1\n    #1 0x2 in run /a.c:9:1\n`;

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function sallyport(args: string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
    input: options.input ?? '',
    env: { ...process.env, ...options.env },
  });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) as unknown };
}

describe('crash-state', () => {
  test('prints one entry a file, with type null where there is no crash', () => {
    const found = sallyport([
      'crash-state',
      '--json',
      write('a.txt', trace('decode')),
      write('b.txt', 'fine\n'),
    ]);
    assert.equal(found.status, 0, found.stderr);
    assert.deepEqual(found.json(), [
      {
        file: join(folder, 'a.txt'),
        type: 'Heap-use-after-free\nREAD 1',
        address: '0x61',
        state: ['decode', 'run'],
        securityRelevant: true,
        tool: 'asan',
      },
      {
        file: join(folder, 'b.txt'),
        type: null,
        address: '',
        state: [],
        securityRelevant: false,
        tool: null,
      },
    ]);
  });

  test('reads standard input, and shows a person the state', () => {
    const found = sallyport(['crash-state', '-'], { input: trace('decode') });
    assert.equal(found.status, 0);
    assert.match(found.stdout, /Heap-use-after-free READ 1 at 0x61 .*asan/);
  });

  test('ends 1 where no file tells of a crash, 3 where one cannot be read or none is given', () => {
    assert.equal(sallyport(['crash-state', write('c.txt', 'fine\n')]).status, 1);
    assert.equal(sallyport(['crash-state', join(folder, 'absent.txt')]).status, 3);
    assert.equal(sallyport(['crash-state']).status, 3);
  });

  test('reports a time-out only when asked, by option or by a ClusterFuzz job', () => {
    const file = write('d.txt', '==1== ERROR: libFuzzer: timeout after 26 seconds\n');
    assert.equal(sallyport(['crash-state', file]).status, 1);
    assert.match(
      sallyport(['crash-state', '--ooms-and-hangs', '--fuzz-target', 'pump', file]).stdout,
      /Timeout[^]*pump/,
    );
    const job = { REPORT_OOMS_AND_HANGS: 'True', FUZZ_TARGET: 'valve' };
    assert.match(sallyport(['crash-state', file], { env: job }).stdout, /Timeout[^]*valve/);
  });

  test('reads a trace that is no UTF-8', () => {
    const file = write(
      'e.txt',
      Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x0a]), Buffer.from(trace('decode'))]),
    );
    assert.equal(sallyport(['crash-state', file]).status, 0);
  });
});

describe('dedupe', () => {
  const crash = { type: 'Heap-use-after-free\nREAD 1', address: '0x99', state: ['decode', 'run'] };

  test('groups raw traces, evidence, bundles and compressed lines in one run', async () => {
    const raw = write('one.txt', trace('decode'));
    const evidence = write('two.json', JSON.stringify({ verdict: 'confirmed', crash }));
    const lines = write(
      'three.jsonl.gz',
      gzipSync(
        `${JSON.stringify({ id: 'three', trace: trace('decode') })}\n${JSON.stringify({ id: 'other', trace: trace('encode') })}\n`,
      ),
    );
    const bundle = join(folder, 'four');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'report.json'), JSON.stringify({ evidence: { crash } }));
    const archive = pack();
    archive.entry({ name: 'five/report.json' }, JSON.stringify({ crash }));
    archive.finalize();
    const parts: Buffer[] = [];
    for await (const part of archive) parts.push(part as Buffer);
    const packed = write('five.tar.gz', gzipSync(Buffer.concat(parts)));
    const found = sallyport(['dedupe', '--json', raw, evidence, lines, bundle, packed]);
    assert.equal(found.status, 0, found.stderr);
    const { groups } = found.json() as { groups: { key: string; members: string[] }[] };
    assert.deepEqual(
      groups.map(({ members }) => members),
      [[bundle, packed, raw, 'three', evidence].sort(), ['other']],
    );
  });

  test('refuses a folder that is no bundle, and ends 1 where nothing tells of a crash', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    assert.equal(sallyport(['dedupe', empty]).status, 3);
    assert.equal(sallyport(['dedupe', write('f.txt', 'fine\n')]).status, 1);
    assert.equal(sallyport(['dedupe', write('g.jsonl.gz', 'this is no gzip')]).status, 3);
  });
});
