/**
 * Event rows a second, fsync on, beside a bare insert in the same run: one command a transaction (32
 * writers), grouped (1,000 a transaction), and how long a row waits for its leaf meanwhile.
 */
import pg from 'pg';
import { contextOf, record, type Context, type Fact } from '#platform/context';
import { service } from '#platform/auth';
import { appendEvents, logs, sequenceLeaves, type EventDraft } from '#platform/ledger';
import { sql } from '#platform/db';
import { benchInstallation } from './installation.ts';
import { percentile } from './percentile.ts';

const writers = 32;
const seconds = 5;

export async function benchEvents(): Promise<void> {
  const installation = await benchInstallation();
  try {
    const parts = installation.zone('outer', writers);
    const reader = installation.zone('outer', 2);
    const { rows } = await sql<{ version: string }>`select version()`.execute(parts.database.db);
    console.log(
      `event rows: ${rows[0]?.version.split(' on ')[0] ?? ''}, fsync on, ${writers} writers, ${seconds} s each`,
    );
    const bare = await bareInserts(installation.databaseUrl);
    console.log(`  bare insert, one a transaction           ${bare.toFixed(0)}/s`);
    const ctx = contextOf(parts, service('bench'));
    const statement = await withSequencer(reader.database.db, () =>
      rate(async (n) => oneStatement(ctx, n)),
    );
    console.log(
      `  single command of one statement          ${statement.rate.toFixed(0)}/s (target 5,000; ${(statement.rate / bare).toFixed(2)} of bare)`,
    );
    const single = await withSequencer(reader.database.db, () =>
      rate(async (n) => oneCommand(ctx, n)),
    );
    console.log(
      `  single command with begin and commit     ${single.rate.toFixed(0)}/s (target 5,000; ${(single.rate / bare).toFixed(2)} of bare)`,
    );
    console.log(
      `  sequencing lag meanwhile                 p50 ${single.lagMs.p50.toFixed(0)} ms, max ${single.lagMs.max.toFixed(0)} ms (target 1,000)`,
    );
    const grouped = await withSequencer(reader.database.db, async () => await groupedRate(parts));
    console.log(
      `  grouped, 1,000 a transaction             ${grouped.rate.toFixed(0)}/s (target 50,000)`,
    );
    console.log(
      `  sequencing lag meanwhile                 p50 ${grouped.lagMs.p50.toFixed(0)} ms, max ${grouped.lagMs.max.toFixed(0)} ms`,
    );
  } finally {
    await installation.close();
  }
}

/** A command that only records: its one statement is its transaction. */
async function oneStatement(ctx: Context, n: number): Promise<void> {
  const subject = `case_${n % 1000}`;
  await appendEvents(ctx.database.db, 'outer', [
    {
      log: logs.case(subject),
      type: 'bench.happened',
      version: 1,
      at: ctx.clock.now(),
      actor: ctx.actor.id,
      subject,
      payload: { n },
    },
  ]);
}

async function oneCommand(ctx: Context, n: number): Promise<void> {
  const id = `case_${n % 1000}`;
  const fact: Fact = { log: logs.case(id), type: 'bench.happened', subject: id, payload: { n } };
  await ctx.database.transaction((tx) => record(ctx, tx, fact));
}

async function rate(work: (n: number) => Promise<void>): Promise<number> {
  let done = 0;
  const end = performance.now() + seconds * 1000;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (performance.now() < end) await work(done++);
    }),
  );
  return done / ((performance.now() - startedAt) / 1000);
}

async function groupedRate(
  parts: ReturnType<typeof contextOf> | Parameters<typeof contextOf>[0],
): Promise<number> {
  const size = 1000;
  let done = 0;
  const startedAt = performance.now();
  const end = startedAt + seconds * 1000;
  const at = new Date();
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      while (performance.now() < end) {
        const drafts: EventDraft[] = Array.from({ length: size }, (_, n) => ({
          log: logs.case(`case_${n % 1000}`),
          type: 'bench.happened',
          version: 1,
          at,
          actor: 'service:bench',
          subject: `case_${n % 1000}`,
          payload: { n },
        }));
        await parts.database.transaction((tx) => appendEvents(tx, 'outer', drafts));
        done += size;
      }
    }),
  );
  return done / ((performance.now() - startedAt) / 1000);
}

/** Runs the sequencer beside `work` as a worker would, sampling how old the oldest row without a leaf is. */
async function withSequencer(
  db: Parameters<typeof sequenceLeaves>[0],
  work: () => Promise<number>,
) {
  let running = true;
  const lags: number[] = [];
  const sequencer = (async () => {
    while (running) {
      const startedAt = performance.now();
      await sequenceLeaves(db, 'outer', 20_000);
      // A row that just missed a pass waits out that pass, the rest and the next: this is the lag's bound.
      lags.push((performance.now() - startedAt) * 2 + 100);
      // As a worker does: many small passes would only compete with the writers.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  const result = await work();
  const drainAt = performance.now();
  while ((await sequenceLeaves(db, 'outer', 20_000)).length > 0);
  const drainMs = performance.now() - drainAt;
  running = false;
  await sequencer;
  return { rate: result, lagMs: { p50: percentile(lags, 0.5), max: Math.max(...lags, drainMs) } };
}

/** The peer: what this PostgreSQL does on this disk with no event, no leaf, one row, autocommit. */
async function bareInserts(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: writers });
  await pool.query(
    'create table bench_bare (id bigint generated always as identity primary key, at timestamptz, body text)',
  );
  const body = 'x'.repeat(300);
  const result = await rate(
    async () =>
      void (await pool.query({
        name: 'bare',
        text: 'insert into bench_bare (at, body) values (now(), $1)',
        values: [body],
      })),
  );
  await pool.end();
  return result;
}

if (import.meta.main) await benchEvents();
