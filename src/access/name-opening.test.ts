/** A runner’s name: opened by two people of different sides, to those two, each reading on record. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sequenceAll } from '#test/server';
import { Refusal } from '#platform/problems';
import {
  ask,
  grantOf,
  offered,
  openStage,
  signed,
  submit,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { approveName, askName } from './commands/open-name.ts';
import { readRunnerName } from './notes.ts';
import { listEvents } from './timeline.ts';

const name = 'Eli Tern (invented)';
const because = 'prompts outside the terms';
const everyone: PersonName[] = ['dara', 'dov', 'dina', 'eli', 'esra', 'emil', 'rhea', 'olga'];

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

const ctxOf = (who: PersonName) => stage.people[who].ctx;
const read = (id: string, who: PersonName) => readRunnerName(ctxOf(who), id, `a dispute, ${who}`);
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;

/** As its gateway’s log would make it. */
async function inForce(): Promise<string> {
  const id = await signed(stage, await submit(stage));
  await stage.asOwner(
    `update access.model_grant set state = 'active', activated_at = requested_at where id = $1`,
    [id],
  );
  return id;
}

/** Who can read the name now. */
async function readers(id: string): Promise<PersonName[]> {
  const found: PersonName[] = [];
  for (const who of everyone) {
    const seen = await read(id, who).catch((error: unknown) => {
      assert.ok(refusal('not_found')(error), String(error));
      return undefined;
    });
    if (seen === undefined) continue;
    assert.equal(seen.name, name);
    found.push(who);
  }
  return found;
}

/** Actor and purpose of each reading in the engagement’s log. */
async function readings(id: string): Promise<string[]> {
  await sequenceAll(stage.inner);
  const { submissionId } = await grantOf(stage, id);
  const { items } = await listEvents(ctxOf('olga'), submissionId, { limit: 100 });
  return items
    .filter(({ type }) => type === 'platform.sealed_content_read')
    .map(({ actor, payload }) => `${actor}: ${String(payload['purpose'])}`);
}

test('whoever asked, only one of the other side agrees, and then those two read it and nobody else', async () => {
  for (const [asker, own, agreed] of [
    ['dara', ['dara', 'dov', 'dina'], 'esra'],
    ['emil', ['eli', 'esra', 'emil'], 'dov'],
  ] as const) {
    const id = await inForce();
    assert.deepEqual(await readers(id), []);
    await askName(ctxOf(asker), id, because);
    assert.deepEqual(await readers(id), []);
    for (const who of own)
      await assert.rejects(approveName(ctxOf(who), id), refusal('forbidden'), who);
    await assert.rejects(approveName(ctxOf('olga'), id), refusal('forbidden'));
    await assert.rejects(approveName(ctxOf('rhea'), id), refusal('not_found'));
    assert.deepEqual([await readers(id), await readings(id)], [[], []]);
    await approveName(ctxOf(agreed), id);
    assert.deepEqual((await readers(id)).toSorted(), [asker, agreed].toSorted());
  }
});

test('each reading is on record with its reader and purpose, before the name is given; a refused one is not', async () => {
  const id = await inForce();
  await askName(ctxOf('eli'), id, because);
  await approveName(ctxOf('dina'), id);
  assert.deepEqual(await readings(id), []);
  await read(id, 'dina');
  await read(id, 'eli');
  await read(id, 'dina');
  await assert.rejects(read(id, 'dov'), refusal('not_found'));
  const expected = ['dina: a dispute, dina', 'eli: a dispute, eli', 'dina: a dispute, dina'];
  assert.deepEqual(await readings(id), expected);
});

test('of two who ask or agree at once one counts, and the other does not read', async () => {
  const id = await inForce();
  const asked = await Promise.allSettled([
    askName(ctxOf('dara'), id, because),
    askName(ctxOf('eli'), id, because),
  ]);
  assert.deepEqual(asked.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const isDeveloper = asked[0]?.status === 'fulfilled';
  const pair = isDeveloper ? (['esra', 'emil'] as const) : (['dov', 'dina'] as const);
  const agreed = await Promise.allSettled(pair.map((who) => approveName(ctxOf(who), id)));
  assert.deepEqual(agreed.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const agreedBy = pair[agreed[0]?.status === 'fulfilled' ? 0 : 1];
  const both = [isDeveloper ? 'dara' : 'eli', agreedBy];
  assert.deepEqual((await readers(id)).toSorted(), both.toSorted());
});

test('a grant that never was in force gave nothing to dispute, and no row can open one’s own request', async () => {
  for (const id of [
    await ask(stage, await submit(stage)),
    await offered(stage, await submit(stage)),
  ])
    await assert.rejects(askName(ctxOf('dara'), id, because), refusal('illegal_transition'));
  const id = await inForce();
  await askName(ctxOf('dara'), id, because);
  await assert.rejects(
    stage.asOwner(
      'update access.name_opening set approved_by = requested_by, approved_at = now() where grant_id = $1',
      [id],
    ),
    /name_opening/,
  );
});
