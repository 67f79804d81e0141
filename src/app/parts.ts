/** Wires the zones: database, keys, blobs, reveal with every domain's policies. The only place that knows all. */
import { join } from 'node:path';
import { accessSealed } from '#access';
import { clearinghouseSealed } from '#clearinghouse';
import { evaluationSealed } from '#evaluation';
import type { Actor } from '#platform/auth';
import { fastClock, steadyClock, type Clock } from '#platform/clock';
import type { ZoneParts } from '#platform/context';
import { openZoneDatabase, type Db } from '#platform/db';
import { randomIds, type Ids } from '#platform/ids';
import { openZoneKeys, type Zone, type ZoneKeys } from '#platform/keys';
import { reviewSealed } from '#review';
import { makeReveal, openBlobStore, type SealedPolicies } from '#platform/seal';
import type { Config } from './config.ts';

/** Which sealed kinds each zone has, and who may open them; some ask the zone's own rows. */
const sealedPolicies: Record<Zone, (db: Db) => SealedPolicies<Actor>> = {
  inner: (db) => ({ ...accessSealed(db), ...evaluationSealed(db), ...reviewSealed(db) }),
  outer: () => clearinghouseSealed,
  office: () => ({}),
};

const statementTimeoutMs = 30_000;

export interface ZonePartsOptions {
  databaseUrl: string;
  dataDir: string;
  keys: ZoneKeys;
  connectionsMax: number;
  clock: Clock;
  ids: Ids;
}

export function openZone(options: ZonePartsOptions): ZoneParts {
  const { databaseUrl, dataDir, keys, connectionsMax, clock, ids } = options;
  const database = openZoneDatabase(databaseUrl, keys, { connectionsMax, statementTimeoutMs });
  const blobs = openBlobStore(join(dataDir, 'blobs', keys.zone), keys, ids);
  const policies = sealedPolicies[keys.zone](database.db);
  const reveal = makeReveal<Actor>({ database, blobs, clock, policies });
  return { database, keys, blobs, reveal, clock, ids };
}

export function clockOf(config: Pick<Config, 'clockFactor'>): Clock {
  return config.clockFactor === 1 ? steadyClock() : fastClock(config.clockFactor);
}

export function openAllKeys(keysDir: string): Record<Zone, ZoneKeys> {
  return {
    inner: openZoneKeys(keysDir, 'inner'),
    outer: openZoneKeys(keysDir, 'outer'),
    office: openZoneKeys(keysDir, 'office'),
  };
}

export { randomIds };
