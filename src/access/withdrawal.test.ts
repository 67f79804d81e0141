/**
 * A developer withdraws, over HTTP, while a model streams its answer through a real gateway: the stream stops
 * within a second, nothing more passes, and the log says who stopped it.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { startEngaged, until, type Engaged } from './engaged.fixture.ts';
import { readerKeySha256 } from './reader.ts';

/** A minute of answer: whatever ends earlier was ended. */
async function* slowAnswer(): AsyncGenerator<string> {
  yield `event: message_start\ndata: {"type":"message_start","message":{"model":"kestrel","usage":{"input_tokens":7,"output_tokens":1}}}\n\n`;
  for (let n = 0; n < 3000; n++) {
    await sleep(20);
    yield `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"w "}}\n\n`;
  }
}

let engaged: Engaged;
before(async () => void (engaged = await startEngaged(() => slowAnswer())));
after(() => engaged.close());

interface Shown {
  state: string;
  may: string[];
}
interface Entry {
  type: string;
  payload: Record<string, unknown>;
}

test('paused, access in force goes on and nothing new begins', async () => {
  const { submissionId, inForce, begin, post, server, grant, wishFor } = engaged;
  const id = await inForce('tool', 10);
  const path = `/api/submissions/${submissionId}`;
  const stream = await begin();
  const paused = (await post('developer', `${path}/pause`, {})) as unknown as Shown;
  assert.deepEqual([paused.state, paused.may], ['paused', ['resume', 'choose_scope', 'withdraw']]);
  const refused = await server.as('evaluator').post(`${path}/grants`, wishFor('tool'));
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /engagement_paused/);
  const isStill = Symbol('still running');
  assert.equal(await Promise.race([stream.isWhole, sleep(500, isStill)]), isStill);
  assert.equal((await grant(id)).state, 'active');
  await post('developer', `${path}/resumption`, {});
});

test('withdrawn, a running stream stops within a second and nothing more passes', async () => {
  const { submissionId, begin, ask, post, grant, get, server } = engaged;
  const path = `/api/submissions/${submissionId}`;
  const { items } = (await (await get('developer', `${path}/grants`)).json()) as {
    items: { id: string; state: string }[];
  };
  const id = items.find(({ state }) => state === 'active')?.id ?? '';
  const streams = [await begin(), await begin()];
  const withdrawnAt = performance.now();
  const shown = (await post('developer', `${path}/withdrawal`, {})) as unknown as Shown;
  assert.deepEqual([shown.state, shown.may], ['withdrawn', []]);
  for (const { isWhole } of streams) assert.equal(await isWhole, false, 'it looked whole');
  // The bound is part of what must hold, so it is asserted.
  const tookMs = performance.now() - withdrawnAt;
  assert.ok(tookMs < 1000, `${tookMs} ms`);
  assert.equal((await ask()).status, 403);
  const told = await until(
    () => grant(id),
    (seen) => seen.ended?.isGatewayTold === true,
  );
  assert.deepEqual([told.state, told.ended?.side], ['revoked', 'developer']);
  const ends = await until(
    async () =>
      (
        (await (await get('developer', `${path}/ledger?type=gateway.grant_ended`)).json()) as {
          items: Entry[];
        }
      ).items,
    (found) => found.length === 1,
  );
  const { reason, side, person } = ends[0]?.payload ?? {};
  assert.deepEqual(
    [reason, side, person],
    ['stopped_by_reader', 'reader', readerKeySha256(server.keys.inner)],
  );
  const verified = await (await get('overseer', `${path}/verification`)).json();
  assert.equal((verified as { isProved: boolean }).isProved, true);
});
