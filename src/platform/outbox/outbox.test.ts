/** Consumers: each event has its effect once, in order, whatever fails, and none is skipped. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql, type Tx } from '#platform/db';
import type { ZoneParts } from '#platform/context';
import { appendEvents, logs } from '#platform/ledger';
import { migratedDatabase, settled, zoneOf } from '#test/server';
import { deliver, type OutboxEvent, type Subscription } from './index.ts';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let zone: ZoneParts;
before(async () => {
  database = await migratedDatabase();
  zone = zoneOf('outer', database.url, '/nonexistent');
});
after(async () => {
  await zone.database.close();
  await database.drop();
});

const append = (tx: Tx, type: string, subject: string): Promise<void> =>
  appendEvents(tx, 'outer', [
    {
      log: logs.case('c'),
      type,
      version: 1,
      at: new Date(),
      actor: 'service:test',
      subject,
      payload: { subject },
    },
  ]);
const write = (type: string, ...subjects: string[]): Promise<void> =>
  zone.database.transaction(async (tx) => {
    for (const subject of subjects) await append(tx, type, subject);
  });

function subscription(name: string, types: string[]): Subscription & { seen: string[] } {
  const seen: string[] = [];
  return {
    name,
    types,
    seen,
    handle: async (_tx, events) => void seen.push(...events.map(({ subject }) => subject)),
  };
}

async function drain(one: Subscription): Promise<void> {
  await settled(zone);
  await deliverAll(one);
}

async function deliverAll(one: Subscription): Promise<void> {
  for (let batch = 0; batch < 100; batch++) if ((await deliver(zone.database, one)) === 0) return;
  throw new Error('an outbox without end');
}

test('a consumer sees the types it asked for, in order, once, with what they carry', async () => {
  const consumer = subscription('test.types', ['test.wanted']);
  await write('test.wanted', 'a', 'b');
  await write('test.other', 'x');
  await write('test.wanted', 'c');
  await drain(consumer);
  await drain(consumer);
  assert.deepEqual(consumer.seen, ['a', 'b', 'c']);
  const events: OutboxEvent[] = [];
  await drain({
    ...consumer,
    name: 'test.whole',
    handle: async (_tx, all) => void events.push(...all),
  });
  assert.deepEqual(events[0]?.payload, { subject: 'a' });
  assert.equal(events[0]?.log, 'case:c');
});

test('a handler that fails keeps its place and its effect is undone', async () => {
  const consumer = subscription('test.fails', ['test.fragile']);
  await write('test.fragile', 'one', 'two');
  let isBroken = true;
  const fragile: Subscription = {
    ...consumer,
    async handle(tx, events) {
      for (const { subject } of events) await append(tx, 'test.effect', `effect of ${subject}`);
      if (isBroken) throw new Error('half-way');
    },
  };
  await assert.rejects(drain(fragile), /half-way/);
  isBroken = false;
  await drain(fragile);
  const { rows } = await sql<{ subject: string }>`
    select subject from zone_outer.event where type = 'test.effect' order by position`.execute(
    zone.database.db,
  );
  assert.deepEqual(
    rows.map(({ subject }) => subject),
    ['effect of one', 'effect of two'],
  );
});

test('two deliverers of one subscription never both handle an event', async () => {
  await write('test.contested', ...Array.from({ length: 50 }, (_, index) => `${index}`));
  const consumer = subscription('test.contested', ['test.contested']);
  await Promise.all([drain(consumer), drain(consumer), drain(consumer)]);
  assert.equal(consumer.seen.length, 50);
  assert.equal(new Set(consumer.seen).size, 50);
});

test('an event that commits late is not skipped', async () => {
  const consumer = subscription('test.late', ['test.late']);
  const written = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const late = zone.database.transaction(async (tx) => {
    await append(tx, 'test.late', 'late');
    written.resolve();
    await mayCommit.promise;
  });
  await written.promise;
  await write('test.late', 'early');
  // While an older transaction runs, nothing younger is handled: it could still be overtaken.
  await deliverAll(consumer);
  assert.deepEqual(consumer.seen, []);
  mayCommit.resolve();
  await late;
  await drain(consumer);
  assert.deepEqual(consumer.seen, ['late', 'early']);
});

test('an event whose body was deleted is still told, without what it carried', async () => {
  await write('test.emptied', 'gone');
  await sql`delete from zone_outer.event_body where position in
    (select position from zone_outer.event where type = 'test.emptied')`.execute(zone.database.db);
  const events: OutboxEvent[] = [];
  await drain({
    name: 'test.emptied',
    types: ['test.emptied'],
    handle: async (_tx, all) => void events.push(...all),
  });
  assert.deepEqual(
    events.map(({ subject, payload }) => [subject, payload]),
    [['gone', {}]],
  );
});
