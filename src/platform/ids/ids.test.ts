import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isId, randomIds } from './index.ts';

test('ids are readable aloud, never repeat, and sort by when they were made', async () => {
  const made = Array.from({ length: 20_000 }, () => randomIds.make('report'));
  assert.equal(new Set(made).size, made.length);
  for (const id of made) assert.match(id, /^report_[0-9a-hjkmnp-tv-z]{26}$/);
  const [first] = made;
  await new Promise((resolve) => setTimeout(resolve, 3));
  assert.ok((first ?? '') < randomIds.make('report'));
});

test('an id is one of its own kind only', () => {
  const id = randomIds.make('case');
  assert.ok(isId('case', id));
  for (const other of [id.slice(0, -1), `${id}0`, id.toUpperCase(), id.replace('case', 'report')])
    assert.ok(!isId('case', other), other);
  // No i, l, o or u: they are taken for 1, 1, 0 and v.
  assert.ok(!isId('case', `case_${'i'.repeat(26)}`));
});

test('the part that is chance is chance: every place takes every value', () => {
  const seen = Array.from({ length: 16 }, () => new Set<string>());
  for (let count = 0; count < 2000; count++)
    for (const [place, character] of [...randomIds.make('x').slice(-16)].entries())
      seen[place]?.add(character);
  for (const values of seen) assert.equal(values.size, 32);
});
