/** The code chooses, the same every time, and spread over how samples ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { linkedSamplesMax, linkedSamplesOf } from './linked-samples.ts';

const commitment = 'ab'.repeat(32);
const scored = (values: readonly number[]) =>
  values.map((value, position) => ({ position, disposition: 'scored', value }));

test('three of many, all of few, the same whenever it is asked and in whatever order', () => {
  const sample = fc.record({
    disposition: fc.constantFrom('scored', 'refused', 'time_limit'),
    value: fc.constantFrom(0, 0.5, 1),
  });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 60 }), (drawn) => {
      const samples = drawn.map((each, position) => ({ ...each, position }));
      const chosen = linkedSamplesOf('run_1', commitment, samples);
      assert.equal(chosen.length, Math.min(linkedSamplesMax, samples.length));
      assert.equal(new Set(chosen).size, chosen.length);
      assert.deepEqual(chosen, linkedSamplesOf('run_1', commitment, samples.toReversed()));
      assert.ok(chosen.every((position) => position >= 0 && position < samples.length));
    }),
  );
});

test('of 99 solved and 1 unsolved the unsolved one is among them', () => {
  for (const unsolved of [0, 42, 99]) {
    const values = Array.from({ length: 100 }, (_, place) => (place === unsolved ? 0 : 1));
    assert.ok(linkedSamplesOf('run_1', commitment, scored(values)).includes(unsolved));
  }
});

test('another run or another threshold draws others, so nobody knows them beforehand', () => {
  const samples = scored(Array<number>(200).fill(1));
  const drawn = [
    linkedSamplesOf('run_1', commitment, samples),
    linkedSamplesOf('run_2', commitment, samples),
    linkedSamplesOf('run_1', 'cd'.repeat(32), samples),
  ];
  assert.equal(new Set(drawn.map((each) => each.join())).size, 3);
});
