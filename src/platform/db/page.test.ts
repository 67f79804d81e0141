import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#platform/problems';
import { brokenTextIn, cursorOf, pageOf, readCursor } from './index.ts';

const instant = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2999-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const id = fc.stringMatching(/^[a-z]+_[0-9a-z]{26}$/);

test('a cursor of ours comes back as it was', () => {
  fc.assert(
    fc.property(instant, id, (at, ref) => {
      assert.deepEqual(readCursor(cursorOf([at, ref]), 'instant', 'id'), [at, ref]);
    }),
  );
  assert.equal(readCursor(undefined, 'instant', 'id'), undefined);
});

test('whatever else is sent as a cursor is refused, never a defect', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        try {
          readCursor(text, 'instant', 'id');
          assert.fail('a cursor nobody made was taken');
        } catch (error) {
          assert.ok(error instanceof Refusal && error.code === 'invalid_input', String(error));
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('a page knows whether another follows by one row more than it shows', () => {
  const rows = ['a', 'b', 'c'];
  const page = (limit: number) =>
    pageOf(
      rows.slice(0, limit + 1),
      limit,
      (row) => row,
      (row) => [row],
    );
  assert.deepEqual(page(2), { items: ['a', 'b'], nextCursor: cursorOf(['b']) });
  assert.deepEqual(page(3), { items: rows });
  assert.deepEqual(
    pageOf([], 5, String, () => ['x']),
    { items: [] },
  );
});

test('finds text that no database of ours can hold, at its place', () => {
  assert.deepEqual(
    brokenTextIn({ a: ['x', { 'b/c~': 'y\0' }], d: '\ud800', e: '💩', f: Buffer.from('\0') }).map(
      ({ pointer }) => pointer,
    ),
    ['/d', '/a/1/b~1c~0'],
  );
  assert.equal(brokenTextIn({ 'name\0': 1 }).length, 1);
  assert.ok(brokenTextIn(Array.from({ length: 1000 }, () => '\0')).length <= 21);
  let deep: unknown = '\0';
  for (let level = 0; level < 200_000; level++) deep = [deep];
  assert.equal(brokenTextIn(deep).length, 1);
});
