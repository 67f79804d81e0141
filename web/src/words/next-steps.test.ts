/** A step says whose it is and how long is left, and that the office's clock ran out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStepWords } from './next-steps.ts';

const dayMs = 86_400_000;

test('a question says who asks, and how long the office has, or that it is late', () => {
  const { what, to } = nextStepWords.take_up;
  assert.equal(
    what('Larch Labs', 13 * dayMs),
    'Larch Labs asks whether it would be covered: take it up, 13 days left',
  );
  assert.match(nextStepWords.answer.what('Larch Labs', -2 * dayMs), /, overdue by 2 days$/);
  assert.equal(to, '/submissions/$submissionId');
});
