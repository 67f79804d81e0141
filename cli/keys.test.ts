/** `keys` as people use it: what is made, who may read it, and that paper gives the same key again. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseVkey } from '#standards/tlog';
import { spkiSha256 } from '#standards/x509';
import { assertEnded, done, later, sallyport } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const modeOf = (path: string) => statSync(path).mode & 0o777;
const hourMs = 3_600_000;

interface Key {
  name: string;
  type: string;
  vkey: string;
  fingerprint: string;
  paper?: string[];
}
interface Certificate {
  keySha256: string;
  fingerprint: string;
  from: string;
  until: string;
}
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const openssl = (args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' }).toString();

describe('a person’s key', () => {
  test('is a file for its owner alone, and a public line that others can check', async () => {
    const key = await done<Key>(['keys', 'new', '--name', 'larch/dara', '--out', at('dara.key')]);
    assert.equal(modeOf(at('dara.key')), 0o600);
    assert.equal(parseVkey(key.vkey).type, 'ed25519');
    assert.match(key.fingerprint, /^(\d{5} ){7}\d{5}$/);
    assert.equal(key.paper, undefined);
    const text = readFileSync(at('dara.key'), 'utf8');
    assert.equal(text.split('\n')[0], key.vkey);
    assert.equal(createPrivateKey(text).asymmetricKeyType, 'ed25519');
    // Another's view, from the line alone, is the same digits.
    const seen = await done<Key>(['keys', 'show', key.vkey]);
    assert.deepEqual([seen.name, seen.fingerprint], ['larch/dara', key.fingerprint]);
  });

  test('is never overwritten', async () => {
    await done(['keys', 'new', '--name', 'larch/once', '--out', at('once.key')]);
    const before = readFileSync(at('once.key'), 'utf8');
    for (const verb of ['new', 'witness']) {
      const again = await sallyport([
        'keys',
        verb,
        '--name',
        'larch/once',
        '--out',
        at('once.key'),
      ]);
      assertEnded(again, 2, /is there already and is not overwritten/);
      assert.equal(again.out, '');
    }
    assert.equal(readFileSync(at('once.key'), 'utf8'), before);
  });

  test('is refused when others may read it, or when its halves do not belong together', async () => {
    await done(['keys', 'new', '--name', 'larch/open', '--out', at('open.key')]);
    chmodSync(at('open.key'), 0o640);
    assertEnded(await sallyport(['keys', 'show', at('open.key')]), 2, /can be read by others/);
    chmodSync(at('open.key'), 0o600);
    assertEnded(await sallyport(['keys', 'show', at('open.key')]), 0, /larch\/open/);
    const other = await done<Key>(['keys', 'new', '--name', 'larch/x', '--out', at('x.key')]);
    const [, ...pem] = readFileSync(at('open.key'), 'utf8').split('\n');
    writeFileSync(at('mixed.key'), [other.vkey, ...pem].join('\n'), { mode: 0o600 });
    const mixed = await sallyport(['keys', 'show', at('mixed.key')]);
    assertEnded(mixed, 3, /is not the public half of the key below it/);
    for (const line of pem.filter((each) => each.length > 20)) {
      assert.ok(!`${mixed.out}${mixed.err}`.includes(line), 'a private key was printed');
    }
  });

  test('needs a name that a signature can carry', async () => {
    for (const name of ['two words', 'a+b', '', 'x'.repeat(257), 'bell\u0007']) {
      const ended = await sallyport(['keys', 'new', `--name=${name}`, '--out', at('named.key')]);
      assertEnded(ended, 3, /--name|a key’s name/);
    }
    assert.ok(!existsSync(at('named.key')));
  });
});

describe('paper', () => {
  for (const verb of ['new', 'witness']) {
    test(`gives the very key again: ${verb}`, async () => {
      const made = [
        `larch/${verb}-paper`,
        at(`${verb}-paper.key`),
        at(`${verb}-again.key`),
      ] as const;
      const [name, file, again] = made;
      const key = await done<Key>(['keys', verb, '--name', name, '--out', file, '--paper']);
      const paper = (key.paper ?? []).join('\n');
      assert.equal(paper.split(/\s+/).length, 14);
      const restored = ['keys', 'restore', '--name', name, '--out', again];
      const typed = `${paper.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')}\n`;
      assert.equal((await done<Key>(restored, typed)).vkey, key.vkey);
      assert.equal(readFileSync(again, 'utf8'), readFileSync(file, 'utf8'));
      assert.equal(modeOf(again), 0o600);
      const shown = await done<Key>(['keys', 'show', file, '--paper']);
      assert.deepEqual(shown.paper, key.paper);
    });
  }

  test('that was copied wrongly is refused, and the group is named', async () => {
    const name = 'larch/wrong';
    const key = await done<Key>([
      ...['keys', 'new', '--name', name, '--out', at('wrong.key')],
      '--paper',
    ]);
    const groups = (key.paper ?? []).join(' ').split(' ');
    const restore = (typed: readonly string[], as = name) =>
      sallyport(['keys', 'restore', '--name', as, '--out', at('restored.key')], {
        input: `${typed.join(' ')}\n`,
      });
    const changed = (place: number, group: string) =>
      groups.map((each, at) => (at === place ? group : each));
    const sixth = groups[6] ?? '';
    const mistyped = `${sixth.startsWith('A') ? 'B' : 'A'}${sixth.slice(1)}`;
    assertEnded(await restore(changed(6, mistyped)), 3, /group 7 \(row 2, number 2\)/);
    const swapped = groups.map((each, at) => groups[at === 2 ? 3 : at === 3 ? 2 : at] ?? each);
    assertEnded(await restore(swapped), 3, /group 3 [^]*group 4/);
    assertEnded(await restore(groups.slice(1)), 3, /14 groups are needed, 13 were read/);
    assertEnded(await restore(groups, 'larch/other'), 3, /they are not the key of `larch\/other`/);
    assertEnded(await restore(['x'.repeat(9000)]), 3, /14 groups and no more/);
    for (const given of [changed(6, mistyped), swapped]) {
      const { out, err } = await restore(given);
      for (const group of given) assert.ok(!`${out}${err}`.includes(group), 'paper was printed');
    }
    assert.ok(!existsSync(at('restored.key')));
    assertEnded(await restore(groups), 0);
    assertEnded(await restore(groups), 2, /not overwritten/);
  });

  test('is given of one’s own key file only', async () => {
    const { vkey } = await done<Key>([
      'keys',
      'new',
      '--name',
      'larch/own',
      '--out',
      at('own.key'),
    ]);
    assertEnded(await sallyport(['keys', 'show', vkey, '--paper']), 3, /only a key file/);
  });
});

describe('TLS keys', () => {
  test('of runner, gateway and authority stay their owner’s, and are named by SHA-256', async () => {
    for (const [verb, more] of [
      ['runner', []],
      ['runner', ['--type', 'ed25519']],
      ['gateway', ['--host', 'gateway.example', '--host', '127.0.0.1']],
      ['authority', []],
    ] as const) {
      const place = at(`${verb}-${more.length}`);
      const made = await done<Certificate>(['keys', verb, ...more, '--out', place]);
      assert.equal(modeOf(join(place, 'key.pem')), 0o600);
      assert.equal(modeOf(place), 0o700);
      const certificate = readFileSync(join(place, 'cert.pem'), 'utf8');
      assert.equal(made.keySha256, spkiSha256(certificate));
      const key = createPrivateKey(readFileSync(join(place, 'key.pem')));
      assert.ok(new X509Certificate(certificate).checkPrivateKey(key));
      assert.deepEqual(await done(['keys', 'show', place]), {
        ...made,
        place: join(place, 'cert.pem'),
      });
      const again = await sallyport(['keys', verb, ...more, '--out', place]);
      assertEnded(again, 2, /is there already/);
      assert.equal(readFileSync(join(place, 'cert.pem'), 'utf8'), certificate);
    }
    const runner = new X509Certificate(readFileSync(join(at('runner-0'), 'cert.pem')));
    assert.equal(runner.subject, 'CN=runner', 'a runner’s certificate bears nobody’s name');
  });

  test('a gateway’s is for the names it was made for', async (context) => {
    await done(['keys', 'gateway', '--host', 'g.example', '--host', '127.0.0.1', '--out', at('g')]);
    const cert = new X509Certificate(readFileSync(join(at('g'), 'cert.pem')));
    assert.equal(cert.checkHost('g.example'), 'g.example');
    assert.equal(cert.checkIP('127.0.0.1'), '127.0.0.1');
    assert.equal(cert.checkHost('other.example'), undefined);
    assertEnded(await sallyport(['keys', 'gateway', '--out', at('none')]), 3, /--host/);
    assertEnded(await sallyport(['keys', 'gateway', '--host', 'a b', '--out', at('none')]), 3);
    assert.ok(!existsSync(at('none')));
    if (!hasOpenssl) return context.skip('openssl is not here');
    const path = join(at('g'), 'cert.pem');
    const verified = openssl(['verify', '-CAfile', path, '-verify_hostname', 'g.example', path]);
    assert.match(verified, /cert\.pem: OK/);
  });
});

describe('the certificate for the model', () => {
  const issue = (more: string[], gateway = at('upstream')) =>
    sallyport([
      ...['keys', 'certificate', '--authority', at('ca'), '--runner-of-gateway', gateway],
      ...['--json', ...more],
    ]);

  test('lasts a day at most, never past the window, and leaves the gateway’s key alone', async (context) => {
    await done(['keys', 'authority', '--out', at('ca')]);
    await done(['keys', 'runner', '--out', at('upstream')]);
    const key = readFileSync(join(at('upstream'), 'key.pem'), 'utf8');
    const validity = async (more: string[]): Promise<[Certificate, number]> => {
      const ended = await issue(more);
      assertEnded(ended, 0);
      const certificate = JSON.parse(ended.out) as Certificate;
      const lasts = Date.parse(certificate.until) - Date.parse(certificate.from);
      return [certificate, lasts];
    };
    const [, wholeDay] = await validity(['--until', later(20 * 24 * hourMs)]);
    assert.equal(wholeDay, 24 * hourMs);
    assert.equal((await validity(['--until', later(48 * hourMs), '--hours', '2']))[1], 2 * hourMs);
    const closesAt = later(3 * hourMs);
    const [last] = await validity(['--until', closesAt]);
    assert.equal(last.until, closesAt);
    assert.equal(readFileSync(join(at('upstream'), 'key.pem'), 'utf8'), key);
    const certificate = new X509Certificate(readFileSync(join(at('upstream'), 'cert.pem')));
    assert.ok(certificate.checkPrivateKey(createPrivateKey(key)));
    const authority = new X509Certificate(readFileSync(join(at('ca'), 'cert.pem')));
    assert.ok(certificate.verify(authority.publicKey) && certificate.checkIssued(authority));
    if (!hasOpenssl) return context.skip('openssl is not here');
    const [ca, cert] = [join(at('ca'), 'cert.pem'), join(at('upstream'), 'cert.pem')];
    const verified = openssl(['verify', '-purpose', 'sslclient', '-CAfile', ca, cert]);
    assert.match(verified, /cert\.pem: OK/);
  });

  test('is not issued for longer, for a closed window, or by somebody else’s key', async () => {
    const before = readFileSync(join(at('upstream'), 'cert.pem'), 'utf8');
    const far = later(20 * 24 * hourMs);
    for (const hours of ['25', '0', '-1', '1.5', 'all', '']) {
      const ended = await issue(['--until', far, `--hours=${hours}`]);
      assertEnded(ended, 2, /1 to 24 whole hours/);
    }
    assertEnded(await issue(['--until', later(-1000)]), 2, /window has closed/);
    assertEnded(await issue(['--until', 'tomorrow']), 3, /--until/);
    assertEnded(await issue(['--until', '2027-02-30T00:00:00Z']), 3, /--until/);
    assertEnded(await issue(['--until', far], at('nowhere')), 3, /cannot read/);
    await done(['keys', 'runner', '--out', at('not-ca')]);
    const byRunner = await sallyport([
      ...['keys', 'certificate', '--authority', at('not-ca')],
      ...['--runner-of-gateway', at('upstream'), '--until', far],
    ]);
    assertEnded(byRunner, 3);
    assert.equal(readFileSync(join(at('upstream'), 'cert.pem'), 'utf8'), before);
  });
});

test('what does not fit is said, and what was typed is not repeated', async () => {
  const secret = 'ABCDE12345';
  for (const args of [
    ['keys'],
    ['keys', 'make'],
    ['keys', 'new', secret, '--name', 'a', '--out', at('never')],
    ['keys', 'new', '--out', at('never')],
    ['keys', 'new', '--name', 'a', '--host', secret, '--out', at('never')],
    ['keys', 'restore', secret],
    ['keys', 'show', secret],
    ['keys', 'runner', '--type', 'rsa', '--out', at('never')],
  ]) {
    const ended = await sallyport(args);
    assertEnded(ended, 3);
    assert.ok(!ended.err.includes(secret), ended.err);
  }
  assert.ok(!existsSync(at('never')));
});
