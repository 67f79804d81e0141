/** Unified diffs: ours apply, `diff` and `git` ones too, and hostile ones do not. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { applyPatch, DiffError, parseDiff, sizeOf } from './diff.ts';
import { applyToTree } from './tree.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sallyport-test-'));
});
after(async () => rm(folder, { recursive: true }));

/** What diff(1) says, which exits 1 when there is something to say. */
async function diffOf(old: string, next: string, context: number): Promise<string> {
  await mkdir(join(folder, 'a'), { recursive: true });
  await mkdir(join(folder, 'b'), { recursive: true });
  await writeFile(join(folder, 'a/f'), old);
  await writeFile(join(folder, 'b/f'), next);
  try {
    return execFileSync('diff', [`-U${context}`, 'a/f', 'b/f'], {
      cwd: folder,
      encoding: 'latin1',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const line = fc.constantFrom('a', 'b', 'c', '', ' ', '-', '+', '@@ -1 +1 @@', '--- a/f');
const file = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded && lines.length > 0 ? '\n' : ''));

describe('a unified diff', () => {
  test('of any two files, as diff(1) writes it, turns the one into the other', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(file, file, fc.nat(3), async (old, next, context) => {
        const diff = await diffOf(old, next, context);
        if (diff === '') return;
        changed++;
        const [patch] = parseDiff(Buffer.from(diff, 'latin1'));
        assert.ok(patch);
        assert.equal(Buffer.from(applyPatch(patch, Buffer.from(old)) ?? '').toString(), next);
      }),
      { numRuns: 150 },
    );
    assert.ok(changed > 100);
  });

  test('fits where its place has moved, and not where its words have', () => {
    const [patch] = parseDiff(Buffer.from('--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n one\n-two\n+TWO\n'));
    assert.ok(patch);
    const moved = Buffer.from('zero\nzero\none\ntwo\nthree\n');
    assert.equal(
      Buffer.from(applyPatch(patch, moved) ?? '').toString(),
      'zero\nzero\none\nTWO\nthree\n',
    );
    assert.throws(() => applyPatch(patch, Buffer.from('one\n2\n')), /does not fit/);
    assert.throws(() => applyPatch(patch, null), /not in the source/);
  });

  test('keeps bytes that are no text', () => {
    const diff = Buffer.concat([
      Buffer.from('--- a/f\n+++ b/f\n@@ -1 +1 @@\n-'),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('+'),
      Buffer.from([0xfe, 0x0a]),
    ]);
    const [patch] = parseDiff(diff);
    assert.ok(patch);
    assert.deepEqual([...(applyPatch(patch, Buffer.from([0xff, 0x0a])) ?? [])], [0xfe, 0x0a]);
  });

  test('says its size', () => {
    const patches = parseDiff(
      Buffer.from(
        '--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n x\n-y\n+z\n+z\n--- a/g\n+++ /dev/null\n@@ -1 +0,0 @@\n-q\n',
      ),
    );
    assert.deepEqual(sizeOf(patches), { files: 2, added: 2, removed: 2 });
  });

  const refused: [what: string, diff: string, message: RegExp][] = [
    ['climbs', '--- a/../../x\n+++ b/../../x\n@@ -1 +1 @@\n-a\n+b\n', /outside the source/],
    ['is absolute', '--- /etc/passwd\n+++ /etc/passwd\n@@ -1 +1 @@\n-a\n+b\n', /outside|`a\/`/],
    ['names no folder', '--- x\n+++ x\n@@ -1 +1 @@\n-a\n+b\n', /`a\/` or `b\/`/],
    ['renames', 'diff --git a/x b/y\nrename from x\nrename to y\n', /renames/],
    ['is binary', 'diff --git a/x b/x\nGIT binary patch\n', /binary/],
    [
      'makes a link',
      'diff --git a/x b/x\nnew file mode 120000\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+/etc\n',
      /link/,
    ],
    ['quotes a name', '--- "a/x"\n+++ "b/x"\n@@ -1 +1 @@\n-a\n+b\n', /quotes/],
    ['ends early', '--- a/x\n+++ b/x\n@@ -1,9 +1,9 @@\n-a\n', /not part|ends inside/],
    [
      'lies about its length',
      '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n-b\n+c\n',
      /more lines|not part/,
    ],
    ['is empty', '', /no unified diff/],
  ];
  for (const [what, diff, message] of refused) {
    test(`that ${what} is refused`, () => {
      assert.throws(
        () => parseDiff(Buffer.from(diff)),
        (error) => error instanceof DiffError && message.test(error.message),
      );
    });
  }

  test('is parsed or refused whatever it holds', () => {
    const row = fc.constantFrom(
      '--- a/x',
      '+++ b/x',
      '@@ -1,2 +1,2 @@',
      '@@ -0,0 +1 @@',
      '-a',
      '+a',
      ' a',
      '',
      '\\ No newline',
      'diff --git',
      '--- /dev/null',
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 15 }), (rows) => {
        try {
          for (const patch of parseDiff(Buffer.from(rows.join('\n'))))
            applyPatch(patch, Buffer.from('a\na\n'));
        } catch (error) {
          assert.ok(error instanceof DiffError, String(error));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('never writes through a link, and changes nothing when a later file does not fit', async () => {
    const tree = join(folder, 'tree');
    await mkdir(tree);
    await writeFile(join(folder, 'outside'), 'a\n');
    await writeFile(join(tree, 'f'), 'a\n');
    await symlink('../outside', join(tree, 'link'));
    await symlink('..', join(tree, 'up'));
    const change = (path: string) => `--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-a\n+b\n`;
    for (const path of ['link', 'up/outside']) {
      await assert.rejects(
        applyToTree(tree, parseDiff(Buffer.from(change('f') + change(path)))),
        /behind a link/,
      );
    }
    await assert.rejects(
      applyToTree(tree, parseDiff(Buffer.from(change('f') + change('absent')))),
      /not in the source/,
    );
    assert.equal(await readFile(join(folder, 'outside'), 'utf8'), 'a\n');
    assert.equal(await readFile(join(tree, 'f'), 'utf8'), 'a\n');
    await applyToTree(tree, parseDiff(Buffer.from(change('f'))));
    assert.equal(await readFile(join(tree, 'f'), 'utf8'), 'b\n');
  });
});
