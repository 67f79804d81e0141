/** `reproduce` and `verify-fix` as a person and a script use them: exit codes, JSON, evidence replayed. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fixture, openTestSandbox } from '#test/bundles';
import { packBundle, readBundle } from '#proof';

let folder = '';
let hasSandbox = false;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-test-'));
  const host = await openTestSandbox();
  hasSandbox = host !== undefined;
  await host?.close();
});
after(async () => rm(folder, { recursive: true }));

const main = new URL('./main.ts', import.meta.url).pathname;
const run = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, ...args], { timeout: 120_000 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

describe('reproduce', () => {
  test('says in JSON what the contract says, and the same evidence for the same bundle, packed or not', async (t) => {
    if (!hasSandbox) return t.skip('no sandbox on this host');
    const evidence = join(folder, 'evidence.json');
    const bundle = fixture('shell-injection');
    const first = await run('reproduce', bundle, '--json', '--evidence', evidence);
    assert.equal(first.code, 0, first.stderr);
    const said = JSON.parse(first.stdout) as Record<string, unknown>;
    for (const key of [
      'verdict',
      'assurance',
      'hits',
      'runs',
      'benignHits',
      'oracle',
      'tier',
      'evidenceSha256',
    ])
      assert.ok(key in said, key);
    assert.equal(said['verdict'], 'confirmed');
    const packed = join(folder, 'bundle.tar.gz');
    await writeFile(packed, packBundle((await readBundle({ kind: 'folder', path: bundle })).files));
    const second = await run('reproduce', packed, '--json', '--check', evidence);
    assert.equal(second.code, 0, second.stderr);
    assert.equal((JSON.parse(second.stdout) as { replayed: boolean }).replayed, true);
  });

  test('says where a replay parts from the evidence, and refuses evidence that was changed', async (t) => {
    if (!hasSandbox) return t.skip('no sandbox on this host');
    const evidence = join(folder, 'three.json');
    await run('reproduce', fixture('shell-injection'), '--runs', '3', '--evidence', evidence);
    const same = await run('reproduce', fixture('shell-injection'), '--check', evidence);
    assert.equal(same.code, 0, same.stdout);
    const parted = await run(
      'reproduce',
      fixture('shell-injection'),
      '--runs',
      '4',
      '--check',
      evidence,
    );
    assert.equal(parted.code, 1);
    assert.match(parted.stdout, /first difference at `\/predicate\/hitsMin`/);
    const file = JSON.parse(await readFile(evidence, 'utf8')) as { envelope: { payload: string } };
    file.envelope.payload = Buffer.from(
      Buffer.from(file.envelope.payload, 'base64').toString('utf8').replace('confirmed', 'refuted'),
    ).toString('base64');
    await writeFile(evidence, JSON.stringify(file));
    const changed = await run('reproduce', fixture('shell-injection'), '--check', evidence);
    assert.equal(changed.code, 3);
    assert.match(changed.stderr, /signature does not hold/);
  });

  test('exits 3 with every field at fault', async () => {
    const path = join(folder, 'report.json');
    await writeFile(path, '{ "format": "sallyport-report/1", "runs": 0 }');
    const { code, stdout } = await run('reproduce', folder, '--json');
    assert.equal(code, 3);
    const { findings } = JSON.parse(stdout) as { findings: { pointer: string }[] };
    assert.ok(findings.some(({ pointer }) => pointer === '/runs'));
    const absent = await run('reproduce', join(folder, 'absent'));
    assert.equal(absent.code, 3);
    assert.match(absent.stderr, /does not exist/);
    await rm(path);
  });
});

describe('verify-fix', () => {
  test('verifies a good diff and says why a bad one is none', async (t) => {
    if (!hasSandbox) return t.skip('no sandbox on this host');
    const diff = (line: string) =>
      `--- a/greet.sh\n+++ b/greet.sh\n@@ -5 +5 @@\n-eval "echo welcome, $name"\n+${line}\n`;
    const good = join(folder, 'good.diff');
    const bad = join(folder, 'bad.diff');
    await writeFile(good, diff('echo "welcome, $name"'));
    await writeFile(bad, diff('exit 1'));
    const verified = await run('verify-fix', fixture('shell-injection'), '--fix', good, '--json');
    assert.equal(verified.code, 0, verified.stderr);
    const said = JSON.parse(verified.stdout) as Record<string, unknown>;
    for (const key of ['verdict', 'stopped', 'regressions', 'negativeControls'])
      assert.ok(key in said, key);
    const refused = await run('verify-fix', fixture('shell-injection'), '--fix', bad);
    assert.equal(refused.code, 1);
    assert.match(refused.stdout, /regressed/);
    const neither = await run('verify-fix', fixture('shell-injection'), '--fix', 'absent.diff');
    assert.equal(neither.code, 3);
  });
});
