/** `sallyport advisory` as a user meets it: what is printed, and with which exit code. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseArgs } from 'node:util';
import { exampleAdvisory, examplePublisher } from '../src/advisories/advisory.fixture.ts';
import { toCsaf, toOsv } from '../src/advisories/convert.ts';
import advisory from './advisory.ts';
import { CliError } from './command.ts';

const main = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'advisory-cli-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(
    file,
    typeof content === 'string' || content instanceof Uint8Array
      ? content
      : JSON.stringify(content),
  );
  return file;
}

function sallyport(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'advisory', ...args], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, stdout, stderr, json: () => JSON.parse(stdout) as unknown };
}

type CommandInput = Parameters<typeof advisory.execute>[0];

/** The same without a process of its own: where only the refusal is looked at. */
async function refusalOf(...positionals: string[]): Promise<{ exitCode: number; message: string }> {
  const { values, positionals: rest } = parseArgs({
    args: positionals,
    options: advisory.options,
    allowPositionals: true,
  });
  try {
    await advisory.execute({ values: values as CommandInput['values'], positionals: rest });
  } catch (error) {
    if (error instanceof CliError) return error;
    throw error;
  }
  return assert.fail(`\`${positionals.join(' ')}\` was not refused`);
}

const csaf = toCsaf(exampleAdvisory, examplePublisher);
const osv = toOsv(exampleAdvisory, examplePublisher);
const csafFile = write('csaf.json', csaf);
const osvFile = write('osv.json', osv);
const oursFile = write('ours.json', exampleAdvisory);
const publisherFile = write('publisher.json', examplePublisher);
const brokenFile = write('broken.json', { ...csaf, vulnerabilities: [] });

test('check answers for each file, in order, and exits 0 when all are valid', () => {
  const { status, json } = sallyport('check', '--json', csafFile, osvFile);
  const verdicts = json() as {
    file: string;
    valid: boolean;
    errors: unknown[];
    warnings: unknown[];
    infos: { test: string }[];
  }[];
  assert.equal(status, 0);
  assert.deepEqual(
    verdicts.map(({ file, valid, errors, warnings }) => ({ file, valid, errors, warnings })),
    [
      { file: csafFile, valid: true, errors: [], warnings: [] },
      { file: osvFile, valid: true, errors: [], warnings: [] },
    ],
  );
  // Ranges of versions are what an info is for: CSAF would rather have versions one by one.
  assert.deepEqual(
    new Set(verdicts[0]?.infos.map((info) => info.test)),
    new Set(['6.3.9', '6.3.10']),
  );
});

test('check exits 1 when a file is invalid, naming test and place', () => {
  const { status, json } = sallyport('check', '--json', csafFile, brokenFile);
  const [, broken] = json() as {
    valid: boolean;
    errors: { test: string; instancePath: string; message: string }[];
  }[];
  assert.equal(status, 1);
  assert.equal(broken?.valid, false);
  assert.ok(
    broken?.errors.some(
      ({ test: name, instancePath, message }) =>
        name === 'schema' && instancePath === '/vulnerabilities' && message !== '',
    ),
  );
  const osvBroken = write('osv-broken.json', { ...osv, modified: 'yesterday' });
  assert.equal(sallyport('check', osvBroken).status, 1);
});

test('check exits 3 for what it cannot read, and still answers for the rest', () => {
  const files = [
    join(folder, 'absent.json'),
    write('text.json', 'not json'),
    write('latin1.json', new Uint8Array([0x22, 0xe9, 0x22])),
    write('other.json', { hello: 1 }),
    write('csaf21.json', { document: { csaf_version: '2.1' } }),
  ];
  const { status, json } = sallyport('check', '--json', csafFile, ...files);
  const verdicts = json() as {
    valid: boolean;
    format: string | null;
    errors: { message: string }[];
  }[];
  assert.equal(status, 3);
  assert.deepEqual(
    verdicts.map(({ valid }) => valid),
    [true, false, false, false, false, false],
  );
  const messages = verdicts.slice(1).map(({ errors }) => errors[0]?.message ?? '');
  assert.match(
    messages.join('\n'),
    /does not exist\nis not JSON.*\nis not UTF-8 text\nthis is neither CSAF 2.0 nor OSV\nthis is CSAF 2.1/,
  );
});

test('a person reads one line a file and the findings under it, with nothing live in them', () => {
  const hostile = write('hostile.json', { ...csaf, '\u001b[2J': 1 });
  const { status, stdout } = sallyport('check', hostile);
  assert.equal(status, 0);
  assert.match(stdout, /^valid +csaf +\S+hostile\.json {2}0 errors, /);
  assert.ok(!stdout.includes('\u001b'));
  assert.ok(stdout.includes('\\u{1b}'));
});

test('convert writes either format from our own, and each from the other', () => {
  const want = {
    csaf: JSON.parse(JSON.stringify(csaf)) as unknown,
    osv: JSON.parse(JSON.stringify(osv)) as unknown,
  };
  for (const [file, to] of [
    [oursFile, 'csaf'],
    [oursFile, 'osv'],
    [osvFile, 'csaf'],
    [csafFile, 'osv'],
  ] as const) {
    const { status, stdout, stderr, json } = sallyport(
      'convert',
      '--to',
      to,
      '--publisher',
      publisherFile,
      file,
    );
    assert.equal(status, 0, stderr);
    assert.deepEqual(json(), want[to], `${file} to ${to}`);
    assert.ok(stdout.endsWith('}\n'));
  }
});

test('convert refuses what it would lose, what it cannot write yet and what is there already', async () => {
  const foreign = write('foreign.json', { ...osv, related: ['EX-1'] });
  const lossy = sallyport('convert', '--to', 'csaf', foreign);
  assert.equal(lossy.status, 2);
  assert.equal(lossy.stdout, '');
  assert.match(lossy.stderr, /would be lost: \/related/);
  for (const target of ['cve', 'openvex', 'cyclonedx']) {
    const { exitCode, message } = await refusalOf('convert', '--to', target, csafFile);
    assert.equal(exitCode, 2);
    assert.match(message, /is not written yet/);
  }
  assert.equal((await refusalOf('convert', '--to', 'csaf', csafFile)).exitCode, 2);
});

test('convert says what is missing from its input', async () => {
  const cases: [string[], RegExp][] = [
    [['convert', '--to', 'csaf', oursFile], /--publisher/],
    [['convert', '--to', 'xml', oursFile], /--to/],
    [['convert', oursFile], /--to/],
    [['convert', '--to', 'osv'], /usage/],
    [['convert', '--to', 'osv', write('bad.json', { ...exampleAdvisory, title: '' })], /\/title/],
    [['convert', '--to', 'osv', join(folder, 'absent.json')], /does not exist/],
    [['convert', '--to', 'csaf', '--publisher', oursFile, oursFile], /names no publisher/],
    [['check'], /usage/],
  ];
  for (const [args, words] of cases) {
    const { exitCode, message } = await refusalOf(...args);
    assert.equal(exitCode, 3, args.join(' '));
    assert.match(message, words);
  }
});
