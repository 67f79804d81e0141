/** Group commit: order, limits, and that one bad item fails alone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { batched } from './index.ts';

describe('batched', () => {
  it('answers each caller its own result, many calls to a run', async () => {
    const runs: number[][] = [];
    const twice = batched(
      async (items: number[]) => {
        runs.push(items);
        await sleep(5);
        return items.map((item) => item * 2);
      },
      { itemsMax: 50, runsMax: 1 },
    );
    const results = await Promise.all(Array.from({ length: 120 }, (_, n) => twice(n)));
    assert.deepEqual(
      results,
      Array.from({ length: 120 }, (_, n) => n * 2),
    );
    assert.ok(runs.length <= 4 && runs.every((items) => items.length <= 50), `${runs.length} runs`);
    assert.equal(runs.flat().length, 120);
  });

  it('lets one bad item fail alone', async () => {
    const check = batched(
      async (items: number[]) => {
        if (items.includes(3)) throw new Error('three');
        return items;
      },
      { itemsMax: 10, runsMax: 1 },
    );
    const results = await Promise.allSettled([1, 2, 3, 4].map(check));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
  });

  it('never has more runs under way than it may', async () => {
    let running = 0;
    let most = 0;
    const work = batched(
      async (items: number[]) => {
        most = Math.max(most, ++running);
        await sleep(2);
        running -= 1;
        return items;
      },
      { itemsMax: 3, runsMax: 2 },
    );
    await Promise.all(Array.from({ length: 40 }, (_, n) => work(n)));
    assert.equal(most, 2);
  });
});
