/**
 * A whole installation for tests: real PostgreSQL, the real server, and on wish the real outer worker in
 * this process. Organisations and people are made by the same command an administrator uses.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openZone,
  readConfig,
  startServer,
  startWorker,
  type Config,
  type RunningServer,
  type RunningWorker,
} from '#app';
import { enrol, makeToken } from '#membership';
import { service, type Office, type Scope } from '#platform/auth';
import { steadyClock, type Clock } from '#platform/clock';
import { contextOf, type ZoneParts } from '#platform/context';
import { migrate, readMigrations } from '#platform/db';
import { randomIds } from '#platform/ids';
import { deriveZoneKeys, zones, type Zone, type ZoneKeys } from '#platform/keys';
import { sequenceLeaves } from '#platform/ledger';
import { testDatabase } from '#test/postgres';

export interface TestPerson {
  id: string;
  name: string;
  organisationId: string;
}

export interface TestServer {
  url: string;
  databaseUrl: string;
  config: Config;
  keys: Record<Zone, ZoneKeys>;
  zones: Record<Zone, ZoneParts>;
  /** Two finders of rival organisations, a coordinator, two operators, an administrator. */
  people: Record<
    'finder' | 'rival' | 'coordinator' | 'operator' | 'neighbour' | 'administrator',
    TestPerson
  >;
  /** Sends a request as a person (by local sign-in), with an API token, or as nobody. */
  as(who: keyof TestServer['people'] | 'nobody'): Caller;
  token(who: keyof TestServer['people'], scopes: Scope[]): Promise<string>;
  /** Starts the outer worker in this process: validation, outbox, sequencing. */
  startWorker(): Promise<void>;
  /** Gives every committed event its leaf, as the sequencer would. */
  sequence(zone?: Zone): Promise<void>;
  close(): Promise<void>;
}

export interface Caller {
  get(path: string): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  delete(path: string): Promise<Response>;
}

/** Fixed, because database roles are the test server's and shared by every database on it. */
export const testKeys: Record<Zone, ZoneKeys> = {
  inner: deriveZoneKeys('inner', new Uint8Array(32).fill(1)),
  outer: deriveZoneKeys('outer', new Uint8Array(32).fill(2)),
  office: deriveZoneKeys('office', new Uint8Array(32).fill(3)),
};

/** A migrated database of the test's own. */
export async function migratedDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const migrations = readMigrations();
  const templateKey = createHash('sha256')
    .update(migrations.map(({ sha256 }) => sha256).join())
    .digest('hex');
  return await testDatabase(undefined, {
    templateKey,
    migrate: async (url) => void (await migrate(url, testKeys, migrations)),
  });
}

/** One zone without a server, for tests of a single mechanism. */
export function zoneOf(
  zone: Zone,
  databaseUrl: string,
  dataDir: string,
  clock: Clock = steadyClock(),
): ZoneParts {
  return openZone({
    databaseUrl,
    dataDir,
    keys: testKeys[zone],
    connectionsMax: 8,
    clock,
    ids: randomIds,
  });
}

export async function startTestServer(
  options: { clock?: Clock; config?: Partial<Config> } = {},
): Promise<TestServer> {
  const clock = options.clock ?? steadyClock();
  const root = await mkdtemp(join(tmpdir(), 'sallyport-server-'));
  const database = await migratedDatabase();
  const config = readConfig(
    {
      dev: true,
      port: 0,
      ...options.config,
      dataDir: join(root, 'data'),
      keysDir: join(root, 'keys'),
      databaseUrl: database.url,
    },
    {},
  );
  const server: RunningServer = await startServer(config, database.url, testKeys, clock);
  const people = await enrolEveryone(server.zones.office);
  const sessions = new Map<string, string>();
  let worker: RunningWorker | undefined;

  const send = async (
    who: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const isRaw = body instanceof Uint8Array;
    const cookie =
      who === 'nobody'
        ? undefined
        : (sessions.get(who) ?? (await signIn(server.url, people[who as keyof typeof people].id)));
    if (cookie !== undefined) sessions.set(who, cookie);
    return await fetch(`${server.url}${path}`, {
      method,
      headers: {
        ...(cookie === undefined ? {} : { cookie, 'sec-fetch-site': 'same-origin' }),
        ...(body === undefined
          ? {}
          : { 'content-type': isRaw ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isRaw ? Buffer.from(body) : JSON.stringify(body) }),
    });
  };
  return {
    url: server.url,
    databaseUrl: database.url,
    config,
    keys: testKeys,
    zones: server.zones,
    people,
    as: (who) => ({
      get: (path) => send(who, 'GET', path),
      post: (path, body, headers) => send(who, 'POST', path, body, headers),
      delete: (path) => send(who, 'DELETE', path),
    }),
    async token(who, scopes) {
      const { id, organisationId } = people[who];
      const actor = { kind: 'person', id, organisationId, offices: [] } as const;
      return (
        await makeToken(contextOf(server.zones.office, actor), { label: 'test', scopes, days: 1 })
      ).secret;
    },
    async startWorker() {
      worker ??= await startWorker({
        databaseUrl: database.url,
        dataDir: config.dataDir,
        keys: testKeys.outer,
        clock,
        tierPolicy: 'any',
        concurrency: 2,
        onDefect: (error) => console.error('worker:', error),
      });
    },
    async sequence(zone = 'outer') {
      await sequenceLeaves(server.zones[zone].database.db, zone, 10_000);
    },
    async close() {
      await worker?.close();
      await server.close();
      await database.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function enrolEveryone(office: ZoneParts): Promise<TestServer['people']> {
  const ctx = contextOf(office, service('test'));
  const one = async (organisation: string, name: string, given: Office): Promise<TestPerson> => {
    const { organisationId, people } = await enrol(ctx, {
      name: organisation,
      people: [{ name, offices: [given] }],
    });
    const [person] = people;
    if (person === undefined) throw new Error('enrolment lost its person');
    return { ...person, organisationId };
  };
  return {
    finder: await one('Wren Research (invented)', 'Ada Finch', 'finder'),
    rival: await one('Lapwing Labs (invented)', 'Ben Teal', 'finder'),
    coordinator: await one('Clearing Desk (invented)', 'Cora Heron', 'coordinator'),
    operator: await one('Alder County Hospital (invented)', 'Omar Rook', 'operator'),
    neighbour: await one('Birch Valley Bank (invented)', 'Nia Crane', 'operator'),
    administrator: await one('Installation (invented)', 'Amy Gull', 'administrator'),
  };
}

async function signIn(url: string, personId: string): Promise<string> {
  const response = await fetch(`${url}/api/local/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (response.status !== 204 || cookie === undefined)
    throw new Error(`local sign-in failed: ${response.status} ${await response.text()}`);
  return cookie;
}

export { zones };
