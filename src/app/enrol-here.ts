/** Enrolment by whoever holds this host's root keys: how an installation gets its first people. */
import { enrol, type Enrol, type Enrolled } from '#membership';
import { service } from '#platform/auth';
import { contextOf } from '#platform/context';
import { migrate } from '#platform/db';
import type { Config } from './config.ts';
import { clockOf, openAllKeys, openZone, randomIds } from './parts.ts';

export async function enrolHere(
  config: Config,
  databaseUrl: string,
  input: Enrol,
): Promise<Enrolled> {
  const keys = openAllKeys(config.keysDir);
  await migrate(databaseUrl, keys);
  const office = openZone({
    databaseUrl,
    dataDir: config.dataDir,
    keys: keys.office,
    connectionsMax: 1,
    clock: clockOf(config),
    ids: randomIds,
  });
  try {
    return await enrol(contextOf(office, service('host')), input);
  } finally {
    await office.database.close();
  }
}
