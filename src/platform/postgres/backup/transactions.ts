/**
 * Event rows carry the number of the transaction that wrote them (`xid8`), and consumers read on from
 * there. Another server counts from its own beginning: its new events would come before those already
 * read, and never be seen. So before rows are restored, the target's counter is moved past theirs.
 */
import pg from 'pg';
import { quoted, type Table } from './catalog.ts';
import { BackupProblem } from './problems.ts';

/** At some 300,000 a second this is about half an hour; a server has room for 2,000,000,000 unfrozen. */
const aheadMax = 500_000_000;
const stepMax = 1_000_000;

/** The greatest transaction number in any row, as decimal text; `0` without any. */
export async function transactionMax(client: pg.Client, tables: readonly Table[]): Promise<string> {
  let max = 0n;
  for (const table of tables) {
    for (const { name } of table.columns.filter(({ type }) => type === 'xid8')) {
      const column = pg.escapeIdentifier(name);
      const { rows } = await client.query<{ max: string }>(
        `select ${column}::text as max from ${quoted(table)} where ${column} is not null order by ${column} desc limit 1`,
      );
      const found = BigInt(rows[0]?.max ?? '0');
      if (found > max) max = found;
    }
  }
  return String(max);
}

/** Uses up transaction numbers until the server's next one is greater than `max`. Not within a transaction. */
export async function passTransactions(client: pg.Client, max: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ at: string }>('select pg_current_xact_id()::text as at');
    const ahead = BigInt(max) - BigInt(rows[0]?.at ?? '0');
    if (ahead < 0n) return;
    if (ahead > BigInt(aheadMax)) {
      throw new BackupProblem(
        'too_far_ahead',
        `the backup's server had counted ${max} transactions, ${ahead} more than this one; more than ${aheadMax} cannot be caught up: restore into a server as old, or ask its provider to move the counter`,
      );
    }
    const step = Number(ahead < BigInt(stepMax) ? ahead + 1n : BigInt(stepMax));
    await client.query(
      `do $$ begin for n in 1..${step} loop perform pg_current_xact_id(); commit; end loop; end $$`,
    );
  }
}
