/** `sallyport review verify` as an overseer uses it: files, no server, and an exit code that says what was found. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newSigner } from '#standards/tlog';
import { writeLog } from '#test/tlog';
import {
  bundleOf,
  deb,
  drew,
  eventsOf,
  logOf,
  opening,
  samples,
  statement,
} from '../src/review/determination-proof.fixture.ts';
import { assertEnded, sallyport } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-review-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const bundle = written('bundle.json', bundleOf());
const openingFile = written('opening.json', {
  ...opening,
  commitment: 'not believed',
  opens: true,
});
const keysFile = written('keys', `${deb.key.vkey}\n\n${drew.key.vkey}\n`);
const log = logOf(eventsOf());
const logFolder = join(folder, 'log');
writeLog(log.files, logFolder);

const verify = (...args: string[]) => sallyport(['review', 'verify', ...args]);
const opened = ['--opening', openingFile] as const;
const all = [
  ...opened,
  ...['--keys', keysFile, '--ledger', logFolder, '--log-key', log.log.key.vkey],
] as const;

interface Report {
  isVerified: boolean;
  outcome: string;
  proposed: string;
  proves: string[];
  doesNotProve: string[];
  checks: { check: string; holds: boolean }[];
}

test('what is untouched is verified: every check, what it proves, and what it cannot', async () => {
  const ended = await verify(bundle, ...all);
  assertEnded(ended, 0, /^determination `determination_1` holds: `covered`/);
  assert.equal(ended.out.match(/^ok /gm)?.length, 14);
  assert.match(
    ended.out,
    /Withdrawn before it, in the same engagement\n- `determination_0`[^]*asked first\n {2}consulted Fen Water: not_covered: twelve[^]*Heath Agency: not answered when it was withdrawn\n {2}dissent of dag: it should not/,
  );
  const [, proves = '', doesNot = ''] =
    /What this proves\n([^]*)\nWhat it does not prove\n([^]*?)\n\n/.exec(ended.out) ?? [];
  assert.match(proves, /key that you know[^]*code that ran here[^]*log named the threshold before/);
  assert.match(doesNot, /scores are right[^]*certificate of nothing/);
  assert.doesNotMatch(doesNot, /--keys|--ledger/);
});

test('without keys and ledger it is said that those prove less', async () => {
  const ended = await verify(bundle, ...opened, '--json');
  assertEnded(ended, 0);
  const report = JSON.parse(ended.out) as Report;
  assert.deepEqual(
    [report.isVerified, report.outcome, report.proposed, report.checks.length],
    [true, 'covered', 'met', 9],
  );
  assert.match(report.doesNotProve.join(), /Whose the two keys are[^]*before the first sample/);
  assert.doesNotMatch(report.proves.join(), /that you know|log named/);
});

test('anything that was tampered with ends with 1 and proves nothing', async () => {
  const [first] = samples;
  assert.ok(first);
  const scored = bundleOf(statement, { samples: [{ ...first, value: 0 }, ...samples.slice(1)] });
  const ended = await verify(written('scored.json', scored), ...opened);
  assert.equal(ended.code, 1, ended.err);
  assert.match(ended.out, /DOES NOT HOLD[^]*What this proves\n- Nothing\.[^]*FAILED {2}samples/);

  const strangers = written('strangers', newSigner('tern/deb').key.vkey);
  assert.equal((await verify(bundle, ...opened, '--keys', strangers)).code, 1);

  const [plan, sample, ...rest] = eventsOf();
  assert.ok(plan && sample);
  const late = join(folder, 'late');
  writeLog(logOf([sample, plan, ...rest]).files, late);
  const inLog = await verify(bundle, ...opened, '--ledger', late);
  assert.equal(inLog.code, 1, inLog.err);
  assert.match(inLog.out, /FAILED {2}ledger: order/);

  const shed = { ...statement, withdrawnBefore: [] };
  const whole = join(folder, 'shed');
  writeLog(logOf(eventsOf(shed)).files, whole);
  const left = await verify(written('shed.json', bundleOf(shed)), ...opened, '--ledger', whole);
  assert.equal(left.code, 1, left.err);
  assert.match(left.out, /FAILED {2}ledger: withdrawn before {2}it leaves out determination_0/);
});

test('what cannot be read ends with 3 and says what is needed', async () => {
  const cases: [string[], RegExp][] = [
    [[bundle], /give `--opening`/],
    [[join(folder, 'none'), ...opened], /cannot read/],
    [[written('text', 'no JSON'), ...opened], /is not JSON/],
    [[written('empty', {}), ...opened], /is not what is needed here: format/],
    [
      [written('other', bundleOf(statement, { note: 'a\n\n— b YWJjZGVm\n' })), ...opened],
      /holds no statement/,
    ],
    [[bundle, '--opening', written('short', { text: '' })], /is not what is needed here: salt/],
    [[bundle, ...opened, '--keys', written('nokeys', 'no key\n')], /nokeys/],
    [[bundle, ...opened, '--ledger', join(folder, 'none')], /neither a folder nor/],
    [[bundle, ...opened, '--ledger', folder], /names no key in `keys.json`[^]*`--log-key`/],
  ];
  for (const [args, words] of cases) assertEnded(await verify(...args), 3, words);
});

test('nothing of a bundle moves a terminal', async () => {
  const name = 'determination_\u001b[2J\u202e';
  const hostile = bundleOf({ ...statement, determination: name });
  const ended = await verify(written('hostile.json', hostile), ...opened);
  assertEnded(ended, 0);
  assert.doesNotMatch(ended.out, /[\u001b\u202e]/u);
  assert.match(ended.out, /\\u\{1b\}\[2J\\u\{202e\}/);
});
