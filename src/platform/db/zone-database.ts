/**
 * One zone's connections. The role is the zone's own and can reach only the zone's schemas, so a
 * worker of one zone cannot read another's rows even when its code is wrong (DESIGN: three zones).
 */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Zone, ZoneKeys } from '#platform/keys';
import { PreparedClient } from './prepared-client.ts';

/** No table types here: each domain's store names its own rows. */
export type Db = Kysely<unknown>;
export type Tx = Transaction<unknown>;

export interface ZoneDatabase {
  zone: Zone;
  db: Db;
  /** Runs `work` in one transaction; commits when it resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A connection of its own for LISTEN; the caller ends it. */
  listen(channel: string, onNotice: (payload: string) => void): Promise<{ close(): Promise<void> }>;
  close(): Promise<void>;
}

export interface ZoneDatabaseOptions {
  connectionsMax: number;
  /** A statement that runs longer is cancelled: no query may hold a pool for ever. */
  statementTimeoutMs: number;
}

// int8 counts stay exact up to 2^53 and are never larger here; timestamps come back as Date.
pg.types.setTypeParser(pg.types.builtins.INT8, (value) => Number(value));

/** Opens a pool as the zone's role. `url` is the owner's; only its host, port and database are used. */
export function openZoneDatabase(
  url: string,
  keys: ZoneKeys,
  options: ZoneDatabaseOptions,
): ZoneDatabase {
  const own = new URL(url);
  own.username = roleOf(keys.zone);
  own.password = keys.databasePassword;
  const pool = new pg.Pool({
    Client: PreparedClient,
    connectionString: own.href,
    max: options.connectionsMax,
    statement_timeout: options.statementTimeoutMs,
    application_name: `sallyport ${keys.zone}`,
    keepAlive: true,
  });
  // A connection that breaks (database restarted) must not end the process: an idle one is replaced by the
  // pool, and one in use fails its next statement, which is where its transaction learns of it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    zone: keys.zone,
    db,
    transaction: (work) => db.transaction().execute(work),
    listen: (channel, onNotice) => listen(own.href, channel, onNotice),
    close: () => db.destroy(),
  };
}

export function roleOf(zone: Zone): string {
  return `sallyport_${zone}`;
}

async function listen(url: string, channel: string, onNotice: (payload: string) => void) {
  let client: pg.Client | undefined;
  let closed = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'sallyport listen',
      keepAlive: true,
    });
    next.on('notification', (notice) => onNotice(notice.payload ?? ''));
    next.on('error', () => undefined);
    // A lost listener reconnects after a second; what was missed is read again by the listener's own query.
    next.on('end', () => {
      if (!closed) setTimeout(() => void connect().catch(() => undefined), 1000).unref();
    });
    await next.connect();
    if (closed) return await next.end();
    await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = next;
    onNotice('');
  };
  await connect();
  return {
    async close() {
      closed = true;
      await client?.end();
    },
  };
}

export { sql };
