/** The inner worker lets time end a withholding, by itself, in a review. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { standingClock } from '#platform/clock';
import { Stage } from '#test/permissions';
import { startTestServer } from '#test/server';

const dayMs = 86_400_000;

test('a worker makes due for review what was withheld until now, and tells nobody anything', async () => {
  const clock = standingClock(new Date());
  const server = await startTestServer({ clock });
  try {
    const stage = new Stage(server);
    const id = await stage.reviews.determination('withheld');
    await server.startWorker('inner');
    const states = async () => {
      const { rows } = await stage.asOwner<{ state: string }>(
        'select state from review.assessment where determination_id = $1',
        [id],
      );
      return rows.map(({ state }) => state);
    };
    // Longer than the worker rests: it has looked, and had nothing to do.
    await sleep(1500);
    assert.deepEqual(await states(), ['withheld']);
    clock.moveTo(new Date(clock.now().getTime() + 2 * dayMs));
    for (const end = performance.now() + 15_000; performance.now() < end; await sleep(100))
      if ((await states())[0] !== 'withheld') break;
    assert.deepEqual(await states(), ['review_due']);
  } finally {
    await server.close();
  }
});
