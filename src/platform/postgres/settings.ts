/**
 * How our PostgreSQL is set. Written anew on each start, so that a new Sallyport brings its settings
 * to an old folder; what an operator puts in `local.conf` comes last and wins.
 */

/** `kept` loses nothing acknowledged; `test` may lose everything when the host stops, and is faster. */
export type Durability = 'kept' | 'test';

const always: Record<string, string> = {
  max_connections: '200',
  // The backup and a migration touch every table and partition in one transaction.
  max_locks_per_transaction: '256',
  // Nothing replicates from an embedded server, so the WAL need not carry what a replica would.
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log is read by whoever runs the host, who may read no sealed content: an error keeps its
  // first line, without the statement and without the row that broke a constraint.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_checkpoints: 'off',
};

const byDurability: Record<Durability, Record<string, string>> = {
  kept: {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    shared_buffers: '256MB',
    wal_compression: 'on',
    // Many small event rows: checkpoints seldom, so that a page is written whole seldom.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
  },
  test: {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    shared_buffers: '128MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '30min',
  },
};

export function settingsFile(durability: Durability): string {
  const settings = Object.entries({ ...always, ...byDurability[durability] });
  const lines = settings.map(([name, value]) => `${name} = '${value}'`);
  return `# Written by Sallyport on each start; put your own settings in local.conf.\n${lines.join('\n')}\n`;
}

/** Appended once to the postgresql.conf that initdb made. */
export const includeLines = "\ninclude 'sallyport.conf'\ninclude_if_exists 'local.conf'\n";
