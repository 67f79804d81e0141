/** What a hostile program prints, as a model and a terminal are shown it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shown } from './shown.ts';

const text = (given: string | number[]) => shown(Buffer.from(given as string), 1000).text;

test('keeps text, tabs and lines as they are', () => {
  assert.equal(text('ünd 漢字 🙂\n\tx\n'), 'ünd 漢字 🙂\n\tx\n');
});

test('writes out what would move, colour or rewrite a terminal, or turn text around', () => {
  assert.equal(text('\x1b]0;title\x07\x1b[2J\r'), '\\u{1b}]0;title\\u{7}\\u{1b}[2J\\u{d}');
  assert.equal(text('a\u202eb\u200bc\u009bd\u2028'), 'a\\u{202e}b\\u{200b}c\\u{9b}d\\u{2028}');
});

test('writes out bytes that are no text, and keeps the text between them', () => {
  assert.equal(text([0x61, 0xff, 0xc3, 0xbc, 0xc3, 0x28]), 'a\\xffü\\xc3(');
});

test('shows head and tail of what is too long, and says how much is not shown', () => {
  const { text: cut, bytes, isCut } = shown(Buffer.from('a'.repeat(10) + 'b'.repeat(90)), 20);
  assert.deepEqual({ bytes, isCut }, { bytes: 100, isCut: true });
  assert.equal(cut, `${'a'.repeat(10)}\n[… 80 bytes left out …]\n${'b'.repeat(10)}`);
});

test('never lets a control character through, whatever the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const { text: safe } = shown(bytes, 100);
      assert.doesNotMatch(safe, /[^\P{Cc}\n\t]|\p{Cf}|\u2028|\u2029/u);
      assert.ok(safe.length < 1000 * 10);
    }),
  );
});
