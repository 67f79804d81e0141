/** Diffs of whole files, judged by applying them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { wholeFileDiff } from './whole-file-diff.ts';

/** Applies one hunk without context, so by its line numbers alone. */
function applied(before: string, diff: string): string {
  if (diff === '') return before;
  const [, , header = '', ...body] = diff.split('\n');
  const [, oldStart = '', oldCount = ''] = /^@@ -(\d+),(\d+) \+\d+,\d+ @@$/.exec(header) ?? [];
  const isUnended = (sign: string) =>
    body.some((line, at) => line.startsWith('\\') && body[at - 1]?.startsWith(sign));
  const lines = before === '' ? [] : before.replace(/\n$/, '').split('\n');
  const from = Number(oldStart) - (Number(oldCount) === 0 ? 0 : 1);
  const removed = body.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
  assert.deepEqual(lines.slice(from, from + Number(oldCount)), removed);
  const added = body.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
  const reachesEnd = from + removed.length === lines.length;
  lines.splice(from, removed.length, ...added);
  const wasEnded = before === '' || before.endsWith('\n');
  const isEnded = reachesEnd && body.length > 1 ? !isUnended('+') : wasEnded;
  return lines.length === 0 ? '' : `${lines.join('\n')}${isEnded ? '\n' : ''}`;
}

test('says nothing of a file that did not change, and makes a new one', () => {
  assert.equal(wholeFileDiff('a', Buffer.from('x\n'), Buffer.from('x\n')).length, 0);
  assert.equal(
    wholeFileDiff('a/b', null, Buffer.from('x\ny')).toString(),
    '--- /dev/null\n+++ b/a/b\n@@ -0,0 +1,2 @@\n+x\n+y\n\\ No newline at end of file\n',
  );
});

test('holds no more than what differs', () => {
  const before = Buffer.from('a\nb\nc\nd\n');
  assert.equal(
    wholeFileDiff('f', before, Buffer.from('a\nB\nc\nd\n')).toString(),
    '--- a/f\n+++ b/f\n@@ -2,1 +2,1 @@\n-b\n+B\n',
  );
  assert.equal(
    wholeFileDiff('f', before, Buffer.from('a\nb\nnew\nc\nd\n')).toString(),
    '--- a/f\n+++ b/f\n@@ -2,0 +3,1 @@\n+new\n',
  );
});

test('makes the one file from the other, whatever they are', () => {
  const file = fc
    .array(fc.constantFrom('a', 'b', '', ' x', '-y', '+z', '\\', '@@'), { maxLength: 8 })
    .chain((lines) => fc.constantFrom('', '\n').map((end) => lines.join('\n') + end));
  fc.assert(
    fc.property(file, file, (before, after) => {
      const diff = wholeFileDiff('f', Buffer.from(before), Buffer.from(after)).toString('latin1');
      assert.equal(applied(before, diff), after, JSON.stringify({ before, after, diff }));
    }),
    { numRuns: 500 },
  );
});
