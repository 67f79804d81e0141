/** The pattern language is JavaScript's, less what backtracks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compilePattern, PatternError } from './pattern.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '\\d',
  '\\W',
  '[ab]',
  '[^a]',
  '[a-c0-9]',
  '\\.',
  ' ',
  '(?:ab|c)',
  '(a|b|)',
);
const repeated = fc
  .tuple(atom, fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,}'))
  .map((parts) => parts.join(''));
const pattern = fc
  .tuple(
    fc.constantFrom('', '^'),
    fc.array(repeated, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('', '$'),
  )
  .map(([start, middle, end]) => start + middle.join('') + end);
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '.', '\n'),
  maxLength: 30,
});

test('a pattern matches where JavaScript says it does', () => {
  let matched = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        pattern,
        fc.tuple(pattern, pattern).map((two) => two.join('|')),
      ),
      text,
      (source, input) => {
        // Without `s`, JavaScript's `.` also stops at \r and the two separators; none is in the input.
        const expected = new RegExp(source, 'm').test(input);
        if (expected) matched++;
        assert.equal(
          compilePattern(source).test(input),
          expected,
          `${source} on ${JSON.stringify(input)}`,
        );
      },
    ),
    { numRuns: 2000 },
  );
  assert.ok(matched > 200);
});

test('what a backtracking engine never finishes ends here', () => {
  assert.equal(compilePattern('(a*)*(a*)*b').test('a'.repeat(5000)), false);
  assert.equal(compilePattern('(a|a)+(a|a)+$x').test('a'.repeat(5000)), false);
});

test('what would need backtracking, or too much, is refused with the mend', () => {
  const refused: [string, RegExp][] = [
    ['(a)\\1', /not read/],
    ['(?=a)', /lookaround/],
    ['(?<name>a)', /lookaround or named/],
    ['a**', /second repetition/],
    ['*a', /repeats nothing/],
    ['a{1000}', /at most 50/],
    ['((a{50}){50}){50}', /too many states/],
    ['('.repeat(30), /nest fewer/],
    ['(a', /close the group/],
    ['a)', /escape the `\)`/],
    ['[a', /too early/],
    ['[z-a]', /low to high/],
    ['a{', /escape the `\{`/],
    ['\\', /too early/],
  ];
  for (const [source, message] of refused) {
    assert.throws(
      () => compilePattern(source),
      (error) => error instanceof PatternError && message.test(error.message),
      source,
    );
  }
});

test('any pattern is compiled or refused, never anything else', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab(){}[]|*+?^$\\.,-0123d'), maxLength: 20 }),
      (source) => {
        try {
          compilePattern(source).test('aab0\nd,');
        } catch (error) {
          assert.ok(error instanceof PatternError, String(error));
        }
      },
    ),
    { numRuns: 2000 },
  );
});
