/**
 * A worker that only sequences and signs, as fast as it can, until it is killed: a program of its own, for
 * tests that kill it. Its clock runs so fast that a log is due again at once.
 */
import { fastClock } from '#platform/clock';
import { openZoneDatabase } from '#platform/db';
import { deriveZoneKeys } from '#platform/keys';
import { Checkpointer, sequenceLeaves } from './index.ts';

const [url = '', root = '', host = ''] = process.argv.slice(2);
const keys = deriveZoneKeys('outer', Buffer.from(root, 'hex'));
const database = openZoneDatabase(url, keys, {
  connectionsMax: 2,
  statementTimeoutMs: 30_000,
});
const checkpointer = new Checkpointer({
  database,
  keys,
  clock: fastClock(1_000_000),
  host,
  onDefect(error) {
    console.log(String(error));
  },
});
console.log('working');
for (;;) {
  await sequenceLeaves(database.db, 'outer', 50);
  await checkpointer.step();
}
