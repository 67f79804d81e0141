/** Root keys: made once, whoever comes first, kept from others, and all that follows from one. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { sign, verify, createPublicKey } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deriveZoneKeys, openZoneKeys, zones } from './index.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-keys-'));
});
after(() => rm(folder, { recursive: true, force: true }));

test('a key is made on first use, for its owner alone, and found again', async () => {
  const home = join(folder, 'first', 'keys');
  const made = openZoneKeys(home, 'outer');
  assert.equal((await stat(join(home, 'outer.key'))).mode & 0o777, 0o600);
  assert.equal((await stat(home)).mode & 0o777, 0o700);
  assert.deepEqual(openZoneKeys(home, 'outer').wrapping, made.wrapping);
  assert.deepEqual(await readdir(home), ['outer.key'], 'nothing half-written is left');
});

test('a key that others can read, or that is damaged, is refused with the mend', async () => {
  const home = join(folder, 'refused');
  openZoneKeys(home, 'inner');
  const file = join(home, 'inner.key');
  for (const mode of [0o644, 0o640, 0o604]) {
    await chmod(file, mode);
    assert.throws(() => openZoneKeys(home, 'inner'), /can be read by others; run `chmod 600/);
  }
  await chmod(file, 0o600);
  const good = await readFile(file, 'utf8');
  for (const bad of ['', 'short', `${good.trim().slice(0, -8)}\n`, `${good.trim()}AAAA\n`]) {
    await writeFile(file, bad);
    assert.throws(() => openZoneKeys(home, 'inner'), /is damaged: it must hold 32 bytes/);
  }
});

test('two first starts at once agree on one key', async () => {
  const home = join(folder, 'race');
  const program = `
    import { openZoneKeys } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
    process.stdout.write(openZoneKeys(${JSON.stringify(home)}, 'outer').databasePassword);`;
  const runs = Array.from(
    { length: 4 },
    () =>
      new Promise<string>((resolve, reject) => {
        const child = spawn(process.execPath, [
          '--disable-warning=ExperimentalWarning',
          '--input-type=module-typescript',
          '--eval',
          program,
        ]);
        let out = '';
        child.stdout.on('data', (chunk) => (out += chunk));
        child.on('error', reject);
        child.on('exit', () => resolve(out));
      }),
  );
  const passwords = await Promise.all(runs);
  assert.match(passwords[0] ?? '', /^[\w-]{43}$/);
  assert.equal(new Set(passwords).size, 1);
  assert.deepEqual(await readdir(home), ['outer.key']);
});

test('from one root each zone has keys of its own, and each purpose too', () => {
  const root = new Uint8Array(32).fill(7);
  const derived = zones.map((zone) => deriveZoneKeys(zone, root));
  const secrets = derived.flatMap((keys) => [
    keys.wrapping.toString('hex'),
    Buffer.from(keys.databasePassword, 'base64url').toString('hex'),
    Buffer.from(String(keys.signing.export({ format: 'jwk' }).d), 'base64url').toString('hex'),
    Buffer.from(String(keys.checkpointSigning.export({ format: 'jwk' }).d), 'base64url').toString(
      'hex',
    ),
    Buffer.from(String(keys.reader.export({ format: 'jwk' }).d), 'base64url').toString('hex'),
    keys.logNaming.toString('hex'),
  ]);
  assert.equal(new Set(secrets).size, zones.length * 6);
  assert.deepEqual(deriveZoneKeys('outer', root).wrapping, derived[1]?.wrapping);
});

test('the signing key signs, and is checked with its public half', () => {
  const { signing } = deriveZoneKeys('outer', new Uint8Array(32).fill(9));
  const text = Buffer.from('a receipt');
  const signature = sign(null, text, signing);
  const key = createPublicKey(signing);
  assert.equal(key.asymmetricKeyType, 'ed25519');
  assert.ok(verify(null, text, key, signature));
  assert.ok(!verify(null, Buffer.from('another'), key, signature));
});
