/** `suite` without a server: sealed for two, opened by the one runner both released it to, and by no less. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { easyTask, write } from '../src/evaluation/engine/engine.fixture.ts';
import { readSuite } from '#evaluation/engine';
import { assertEnded, done, sallyport, type Ended } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-suite-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]) => join(folder, ...names);
const suite = (args: readonly string[]): Promise<Ended> => sallyport(['suite', ...args]);
const keys = ['eli', 'esra', 'runner', 'stranger'] as const;
const recipients = new Map<string, string>();
const to = (who: (typeof keys)[number]) => recipients.get(who) ?? '';
const secret = 'This text stands in no ciphertext.';

before(async () => {
  const made = keys.map(async (who) => {
    const { recipient } = await done<{ recipient: string }>(['suite', 'key', '--out', at(who)]);
    recipients.set(who, recipient);
  });
  await Promise.all(made);
  write(at('cyber'), { ...easyTask('forgery', secret), ...easyTask('overflow') });
  const sealed = await suite(sealing('sealed'));
  assertEnded(sealed, 0, /2 tasks of cyber 1[^]*custodian +age1/);
  for (const who of ['eli', 'esra'])
    assertEnded(await sharing(who, `${who}.json`), 0, /your halves of 2 keys/);
});

const sealing = (out: string, ...more: string[]) => [
  ...['seal', at('cyber'), '--version', '1', '--out', at(out)],
  ...['--custodian', to('eli'), '--custodian', to('esra'), ...more],
];
const sharing = (who: string, out: string, ...more: string[]) =>
  suite(['share', at('sealed'), '--key', at(who), '--out', at(out), '--to', to('runner'), ...more]);
const opening = (shares: string[], out: string, key = 'runner', sealed = 'sealed') =>
  suite([
    ...['open', at(sealed), '--key', at(key), '--out', at(out)],
    ...shares.flatMap((share) => ['--share', at(share)]),
  ]);

test('a sealed suite shows names and sizes, and nothing of its tasks or its keys', async () => {
  assert.deepEqual(readdirSync(at('sealed')).sort(), [
    'forgery.age',
    'manifest.json',
    'overflow.age',
  ]);
  const texts = readdirSync(at('sealed')).map((name) => readFileSync(at('sealed', name), 'latin1'));
  assert.ok(readFileSync(at('cyber', 'forgery', 'eval.yaml'), 'utf8').includes(secret));
  for (const text of texts) assert.ok(!text.includes(secret) && !text.includes('AGE-SECRET-KEY'));
  const manifest = JSON.parse(readFileSync(at('sealed', 'manifest.json'), 'utf8')) as {
    custody: { recipients: string[] };
  };
  assert.deepEqual(manifest.custody.recipients, [to('eli'), to('esra')]);
});

test('both custodians’ halves give the runner the very suite that was sealed', async () => {
  assertEnded(await opening(['esra.json', 'eli.json'], 'opened'), 0, /opened +2 tasks/);
  const [before, now] = [await readSuite(at('cyber')), await readSuite(at('opened'))];
  assert.equal(now.sha256, before.sha256);
  assert.equal(statSync(at('opened')).mode & 0o777, 0o700);
  assert.equal(statSync(at('opened', 'forgery', 'eval.yaml')).mode & 0o777, 0o600);
});

test('one custodian alone opens nothing, whatever they make of their half', async () => {
  const nothing = () => assert.ok(!existsSync(at('alone')));
  assertEnded(await opening(['eli.json'], 'alone'), 2, /one file of each/);
  assertEnded(await opening(['eli.json', 'eli.json'], 'alone'), 2, /one file of each/);
  // Their own half, passed off as the other's.
  const forged = {
    ...(JSON.parse(readFileSync(at('eli.json'), 'utf8')) as object),
    custodian: to('esra'),
  };
  writeFileSync(at('forged.json'), JSON.stringify(forged));
  assertEnded(await opening(['eli.json', 'forged.json'], 'alone'), 2, /do not open `forgery`/);
  // As their own runner, with the other's half out of the manifest.
  assertEnded(await opening(['eli.json', 'forged.json'], 'alone', 'eli'), 2, /another runner/);
  nothing();
});

test('only tasks that both released open, and only for that runner', async () => {
  assertEnded(await sharing('esra', 'esra-one.json', '--task', 'overflow'), 0, /halves of 1 key/);
  assertEnded(await opening(['eli.json', 'esra-one.json'], 'one'), 0, /opened +1 task/);
  assert.deepEqual(readdirSync(at('one')), ['overflow']);
  const named = ['--task', 'forgery', '--share', at('eli.json'), '--share', at('esra-one.json')];
  const asked = await suite([
    'open',
    at('sealed'),
    '--key',
    at('runner'),
    '--out',
    at('two'),
    ...named,
  ]);
  assertEnded(asked, 2, /not released by both/);
  const other = await opening(['eli.json', 'esra-one.json'], 'other', 'stranger');
  assertEnded(other, 2, /another runner/);
  assert.ok(!existsSync(at('other')) && !existsSync(at('two')));
});

test('what was altered since it was sealed is not opened', async () => {
  cpSync(at('sealed'), at('bent'), { recursive: true });
  const bytes = readFileSync(at('bent', 'forgery.age'));
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(at('bent', 'forgery.age'), bytes);
  assertEnded(
    await opening(['eli.json', 'esra.json'], 'x', 'runner', 'bent'),
    2,
    /not the ciphertext/,
  );
  const manifest = readFileSync(at('sealed', 'manifest.json'), 'utf8');
  writeFileSync(at('bent', 'manifest.json'), manifest.replace('"overflow"', '"renamed"'));
  assertEnded(await opening(['eli.json', 'esra.json'], 'x', 'runner', 'bent'), 2, /was altered/);
  rmSync(at('bent', 'manifest.json'));
  assertEnded(await opening(['eli.json', 'esra.json'], 'x', 'runner', 'bent'), 3, /cannot read/);
});

test('halves of another sealing of the same suite fit nothing', async () => {
  assertEnded(await suite(sealing('again')), 0);
  const shared = await suite([
    ...['share', at('again'), '--key', at('eli'), '--to', to('runner'), '--out', at('again.json')],
  ]);
  assertEnded(shared, 0);
  assertEnded(await opening(['again.json', 'esra.json'], 'mixed'), 2, /of another suite/);
});

test('only a custodian has halves to release, with a key that nobody else can read', async () => {
  assertEnded(await sharing('stranger', 's.json'), 2, /not one of the suite’s two custodians/);
  chmodSync(at('stranger'), 0o644);
  assertEnded(await sharing('stranger', 's.json'), 2, /can be read by others/);
  chmodSync(at('stranger'), 0o600);
  assert.ok(!existsSync(at('s.json')));
  assertEnded(await sharing('eli', 'n.json', '--task', 'none'), 3, /has no task `none`/);
});

test('a suite is sealed to two different people, whole, once', async () => {
  const seal = (custodians: string[], out = 'no', from = 'cyber') =>
    suite([
      ...['seal', at(from), '--version', '1', '--out', at(out), '--name', 'cyber'],
      ...custodians.flatMap((each) => ['--custodian', each]),
    ]);
  assertEnded(await seal([to('eli')]), 3, /twice/);
  assertEnded(await seal([to('eli'), to('eli')]), 2, /both custodians are the same/);
  const typo = to('esra').replace(/.$/, (last) => (last === 'q' ? 'p' : 'q'));
  assertEnded(await seal([to('eli'), typo]), 3, /takes a recipient/);
  assertEnded(await seal([to('eli'), to('esra')], 'sealed'), 2, /is there already/);
  mkdirSync(at('empty'));
  assertEnded(await seal([to('eli'), to('esra')], 'no', 'empty'), 3, /holds no task/);
  cpSync(at('cyber'), at('linked'), { recursive: true });
  symlinkSync('/etc/passwd', at('linked', 'forgery', 'passwd'));
  assertEnded(await seal([to('eli'), to('esra')], 'no', 'linked'), 3, /link/);
  assert.ok(!existsSync(at('no')));
  assertEnded(await suite(sealing('no', '--name', 'Not A Name')), 3, /--name/);
});

test('an identity is never printed, nor written over', async () => {
  const text = readFileSync(at('runner'), 'utf8');
  assertEnded(await suite(['key', '--out', at('runner')]), 2, /not overwritten/);
  assert.equal(readFileSync(at('runner'), 'utf8'), text);
  assert.equal(statSync(at('runner')).mode & 0o777, 0o600);
  assertEnded(await suite(['key', '--out', at('none', 'x')]), 3, /cannot write .*ENOENT/);
  assertEnded(await suite(['key', '--out', join(at('runner'), 'x')]), 3, /cannot write .*ENOTDIR/);
  assertEnded(await suite(sealing(join('none', 'x'))), 3, /cannot make .*ENOENT/);
  writeFileSync(at('broken'), text.replace(/.\n$/, '\n'), { mode: 0o600 });
  const broken = await suite([
    'share',
    at('sealed'),
    '--key',
    at('broken'),
    '--to',
    to('runner'),
    '--out',
    at('o'),
  ]);
  assertEnded(broken, 3, /no file of one age identity/);
  assert.ok(!broken.err.includes('AGE-SECRET-KEY'));
});
