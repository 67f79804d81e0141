/** An embedded database of its own for a measurement, durable as in production: fsync stays on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAllKeys, openZone } from '#app';
import { steadyClock } from '#platform/clock';
import type { ZoneParts } from '#platform/context';
import { migrate } from '#platform/db';
import { randomIds } from '#platform/ids';
import type { Zone, ZoneKeys } from '#platform/keys';
import { startPostgres } from '#platform/postgres';

export interface BenchInstallation {
  folder: string;
  databaseUrl: string;
  keys: Record<Zone, ZoneKeys>;
  zone(zone: Zone, connectionsMax: number): ZoneParts;
  close(): Promise<void>;
}

export async function benchInstallation(): Promise<BenchInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-bench-'));
  const dataDir = join(folder, 'data');
  const keys = openAllKeys(join(folder, 'keys'));
  const postgres = await startPostgres({ dataDir });
  await migrate(postgres.url, keys);
  const opened: ZoneParts[] = [];
  return {
    folder,
    databaseUrl: postgres.url,
    keys,
    zone(zone, connectionsMax) {
      const parts = openZone({
        databaseUrl: postgres.url,
        dataDir,
        keys: keys[zone],
        connectionsMax,
        clock: steadyClock(),
        ids: randomIds,
      });
      opened.push(parts);
      return parts;
    },
    async close() {
      for (const { database } of opened) await database.close();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
