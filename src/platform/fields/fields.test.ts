/** Words have a least length of what a person sees, whatever else was pasted with them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { line, reason, visibleCharactersIn, words } from '#platform/fields';

/** Spaces of several widths, joiners, marks of direction, tags, selectors, fillers, controls, a blank of Braille. */
const unseen = [
  ...' \t\n\r\u00a0\u2003\u3000\u2028\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u061c\u180e',
  ...'\u{e0041}\ufe0f\u{e0100}\u3164\uffa0\u115f\u2800\u0000\u0007\u{e000}',
];
/** An acute accent, a circle, a vowel sign: they stand on what is before them. */
const marks = [...'\u0301\u20dd\u093f'];
const seen = [...'aZ9.é字א–€😀'];

test('what nobody sees does not count, wherever it stands', () => {
  const piece = fc.oneof(
    fc.constantFrom(...seen).map((text) => ({ text, counts: 1 })),
    fc.constantFrom(...unseen, ...marks).map((text) => ({ text, counts: 0 })),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.integer({ min: 1, max: 60 }),
      (said, min) => {
        const text = said.map((each) => each.text).join('');
        const counted = said.reduce((sum, { counts }) => sum + counts, 0);
        assert.equal(visibleCharactersIn(text), counted);
        assert.equal(words(min, 10_000).safeParse(text).success, counted >= min);
      },
    ),
  );
});

test('a letter outside the basic plane is one character', () => {
  assert.equal(visibleCharactersIn('𝕊😀'), 2);
});

test('a hundred and twenty spaces without a width are no reason, and no name', () => {
  const nothingSeen = '\u200b'.repeat(120);
  assert.equal(visibleCharactersIn(nothingSeen), 0);
  assert.equal(reason.safeParse(nothingSeen).success, false);
  assert.equal(words(100, 4000).safeParse(nothingSeen).success, false);
  assert.equal(line(200).safeParse(nothingSeen).success, false);
  assert.equal(line(200).safeParse(`${nothingSeen}x`).success, true);
});

test('words that are too short are told so once', () => {
  for (const text of ['', 'short', `short${'\u200b'.repeat(20)}`]) {
    const { error } = reason.safeParse(text);
    assert.deepEqual(
      error?.issues.map(({ message }) => message),
      ['must have at least 10 characters that a person sees; spaces do not count'],
    );
  }
});
