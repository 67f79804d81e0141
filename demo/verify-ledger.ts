/** Every log's leaves, recomputed from the bodies and salts their parties hold. */
import type { ZoneParts } from '#platform/context';
import { sql } from '#platform/db';
import { commitmentOf, entryOf, leafHash, treeRoot } from '#standards/tlog';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Narrator } from './narrator.ts';

interface Row {
  log: string;
  hash: Buffer;
  salt: Buffer;
  body: string;
}

export async function verifyLedger(narrator: Narrator, outer: ZoneParts): Promise<void> {
  narrator.title('the record of it all');
  await narrator.step('Recompute every leaf of every log from its body and salt', async () => {
    // The sequencer runs within the second; what was written last deserves its leaf too.
    await sleep(1000);
    const { rows } = await sql<Row>`
      select l.log, l.hash, b.salt, b.body from zone_outer.leaf l join zone_outer.event_body b using (position) order by l.log, l.index
    `.execute(outer.database.db);
    const wrong = rows.filter(
      ({ hash, salt, body }) => !leafHash(entryOf(commitmentOf(salt, body))).equals(hash),
    );
    if (rows.length === 0 || wrong.length > 0)
      throw new Error(`${wrong.length} of ${rows.length} leaves are not what their bodies say`);
    const logs = Map.groupBy(rows, ({ log }) => log);
    const roots = [...logs].map(
      ([log, leaves]) =>
        `${log.replace(/_.*/, '_…').padEnd(14)} ${String(leaves.length).padStart(3)} leaves, root ${treeRoot(
          leaves.map(({ hash }) => hash),
        )
          .toString('hex')
          .slice(0, 16)}…`,
    );
    return {
      value: undefined,
      evidence: `${rows.length} leaves in ${logs.size} logs verify\n${roots.join('\n')}`,
    };
  });
}
