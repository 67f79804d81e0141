/**
 * The one event row on real PostgreSQL: append, sequence, read. How: writers commit late and out of
 * order on purpose, and the sequencer must neither skip one nor number one twice.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from '#platform/db';
import { deliver } from '#platform/outbox';
import { canonicalBody, commitmentOf, entryOf, leafHash } from '#standards/tlog';
import { migratedDatabase, settled, zoneOf } from '#test/server';
import type { ZoneParts } from '#platform/context';
import {
  appendEvents,
  eventsOf,
  leafHashesOf,
  liveEventsAfter,
  logs,
  logSize,
  sequenceLeaves,
  type EventDraft,
} from './index.ts';

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let outer: ZoneParts;

before(async () => {
  database = await migratedDatabase();
  outer = zoneOf('outer', database.url, '/nowhere');
});
after(async () => {
  await outer.database.close();
  await database.drop();
});

const draft = (subject: string, n: number): EventDraft => ({
  log: logs.case(subject),
  type: 'test.happened',
  version: 1,
  at: new Date('2026-11-20T12:00:00Z'),
  actor: 'service:test',
  subject,
  payload: { n },
});

describe('the event row', () => {
  it('gives leaves in commit-safe order, each hash what its body and salt say', async () => {
    await outer.database.transaction((tx) =>
      appendEvents(
        tx,
        'outer',
        [1, 2, 3].map((n) => draft('case_a', n)),
      ),
    );
    await settled(outer);
    await sequenceLeaves(outer.database.db, 'outer', 100);
    const hashes = await leafHashesOf(outer.database.db, 'outer', logs.case('case_a'), 0, 10);
    const { rows } = await sql<{ salt: Buffer; body: string }>`
      select salt, body from zone_outer.event_body b join zone_outer.leaf l using (position)
      where l.log = ${logs.case('case_a')} order by l.index`.execute(outer.database.db);
    assert.equal(rows.length, 3);
    assert.deepEqual(
      hashes,
      rows.map(({ salt, body }) => leafHash(entryOf(commitmentOf(salt, body)))),
    );
  });

  it('commits to the canonical form of the whole event, whatever its words are', async () => {
    const subject = 'case_\u20ac"\\\n\ud83d\ude00';
    await outer.database.transaction((tx) => appendEvents(tx, 'outer', [draft(subject, 7)]));
    const { rows } = await sql<{ body: string }>`
      select b.body from zone_outer.event e join zone_outer.event_body b using (position) where e.subject = ${subject}`.execute(
      outer.database.db,
    );
    const { at, ...rest } = draft(subject, 7);
    assert.equal(rows[0]?.body, canonicalBody({ ...rest, v: 1, at: at.toISOString() }));
  });

  it('never skips an event whose transaction commits after a later one', async () => {
    const subject = 'case_late';
    let commitLate = (): void => undefined;
    const late = outer.database.transaction(async (tx) => {
      await appendEvents(tx, 'outer', [draft(subject, 1)]);
      await new Promise<void>((resolve) => (commitLate = resolve));
    });
    await outer.database.transaction((tx) => appendEvents(tx, 'outer', [draft(subject, 2)]));
    await sequenceLeaves(outer.database.db, 'outer', 100);
    assert.equal(
      await logSize(outer.database.db, 'outer', logs.case(subject)),
      0,
      'the later event waits for the running one',
    );
    commitLate();
    await late;
    await settled(outer);
    await sequenceLeaves(outer.database.db, 'outer', 100);
    assert.equal(await logSize(outer.database.db, 'outer', logs.case(subject)), 2);
  });

  it('numbers without gap or repetition under concurrent writers and two sequencers', async () => {
    const subject = 'case_crowd';
    const writers = Array.from({ length: 20 }, (_, writer) =>
      outer.database.transaction((tx) =>
        appendEvents(tx, 'outer', [draft(subject, writer), draft('case_other', writer)]),
      ),
    );
    const sequencers = Array.from({ length: 6 }, () =>
      sequenceLeaves(outer.database.db, 'outer', 7),
    );
    await Promise.all([...writers, ...sequencers]);
    await settled(outer);
    while ((await sequenceLeaves(outer.database.db, 'outer', 7)).length > 0);
    for (const log of [logs.case(subject), logs.case('case_other')]) {
      const { rows } = await sql<{
        index: number;
      }>`select index from zone_outer.leaf where log = ${log} order by index`.execute(
        outer.database.db,
      );
      assert.deepEqual(
        rows.map(({ index }) => index),
        Array.from({ length: 20 }, (_, index) => index),
      );
      assert.equal(await logSize(outer.database.db, 'outer', log), 20);
    }
  });

  it('cannot be changed or deleted by the zone that wrote it', async () => {
    await assert.rejects(
      sql`update zone_outer.event set type = 'x'`.execute(outer.database.db),
      /permission denied/,
    );
    await assert.rejects(
      sql`delete from zone_outer.event`.execute(outer.database.db),
      /permission denied/,
    );
  });

  it('keeps its leaf when body and salt are deleted', async () => {
    const log = logs.case('case_a');
    const before = await leafHashesOf(outer.database.db, 'outer', log, 0, 10);
    await sql`delete from zone_outer.event_body where position in (select position from zone_outer.leaf where log = ${log})`.execute(
      outer.database.db,
    );
    assert.deepEqual(await leafHashesOf(outer.database.db, 'outer', log, 0, 10), before);
    const { items } = await eventsOf(outer.database.db, 'outer', { log }, { limit: 10 });
    assert.deepEqual(
      items.map(({ payload }) => payload),
      [{}, {}, {}],
    );
  });

  it('pages and goes on live from the same cursor', async () => {
    const subject = 'case_pages';
    await outer.database.transaction((tx) =>
      appendEvents(
        tx,
        'outer',
        [1, 2, 3, 4, 5].map((n) => draft(subject, n)),
      ),
    );
    await settled(outer);
    const first = await eventsOf(outer.database.db, 'outer', { subject }, { limit: 2 });
    const rest = await liveEventsAfter(
      outer.database.db,
      'outer',
      { subject },
      first.nextCursor,
      10,
    );
    assert.deepEqual(
      [...first.items, ...rest.events].map(({ payload }) => payload['n']),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual(
      (await liveEventsAfter(outer.database.db, 'outer', { subject }, rest.cursor, 10)).events,
      [],
    );
  });
});

describe('the outbox', () => {
  it('handles each event once although its worker fails half-way', async () => {
    const seen: string[] = [];
    let failures = 2;
    const subscription = {
      name: 'test.once',
      types: ['test.happened'],
      async handle(_tx: unknown, events: { subject: string }[]) {
        if (failures-- > 0) throw new Error('killed');
        seen.push(...events.map(({ subject }) => subject));
      },
    };
    await settled(outer);
    await assert.rejects(deliver(outer.database, subscription), /killed/);
    await assert.rejects(deliver(outer.database, subscription), /killed/);
    await settled(outer);
    while ((await deliver(outer.database, subscription)) > 0);
    const { rows } = await sql<{ n: number }>`select count(*) as n from zone_outer.event`.execute(
      outer.database.db,
    );
    assert.ok(seen.length > 40);
    assert.equal(seen.length, rows[0]?.n);
  });
});
