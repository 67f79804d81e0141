/**
 * A whole installation for tests: real PostgreSQL, the real server, and on wish the real outer worker in
 * this process. Organisations and people are made by the same command an administrator uses.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
import { standingClock, steadyClock, type Clock } from '#platform/clock';
import { contextOf, type ZoneParts } from '#platform/context';
import { migrate, readMigrations, sql } from '#platform/db';
import { randomIds } from '#platform/ids';
import { deriveZoneKeys, zones, type Zone, type ZoneKeys } from '#platform/keys';
import { Checkpointer, sequenceLeaves } from '#platform/ledger';
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
  /**
   * Two finders of rival organisations, a coordinator, two operators, an administrator; a developer and an
   * evaluator, each with a colleague and with another who holds no key, a rival of each; two determination
   * officials of the evaluator’s office, a consultee, a trusted partner, and an overseer.
   */
  people: Record<
    | 'finder'
    | 'rival'
    | 'coordinator'
    | 'operator'
    | 'neighbour'
    | 'administrator'
    | 'developer'
    | 'developerColleague'
    | 'developerKeyless'
    | 'evaluator'
    | 'evaluatorColleague'
    | 'evaluatorKeyless'
    | 'rivalDeveloper'
    | 'rivalEvaluator'
    | 'determiner'
    | 'determinerColleague'
    | 'consultee'
    | 'partner'
    | 'overseer',
    TestPerson
  >;
  /** Sends a request as a person (by local sign-in), with an API token, or as nobody. */
  as(who: keyof TestServer['people'] | 'nobody'): Caller;
  token(who: keyof TestServer['people'], scopes: Scope[]): Promise<string>;
  /**
   * Both sides of a submission accept the terms in force, and those who may open what is sealed in it declare that
   * they have no interest.
   */
  agree(submissionId: string): Promise<void>;
  /** Starts a zone's worker in this process; by itself the outer one: validation, outbox, sequencing. */
  startWorker(zone?: Zone): Promise<void>;
  /** Gives every committed event its leaf, as the sequencer would. */
  sequence(zone?: Zone): Promise<void>;
  /** The same, and signs every log that grew. */
  checkpoint(zone?: Zone): Promise<void>;
  close(): Promise<void>;
}

export interface Caller {
  get(path: string): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  delete(path: string): Promise<Response>;
}

/** Fixed, because database roles are the test server's and shared by every database on it. */
export const testRoots: Record<Zone, Buffer> = {
  inner: Buffer.alloc(32, 1),
  outer: Buffer.alloc(32, 2),
  office: Buffer.alloc(32, 3),
};
export const testKeys: Record<Zone, ZoneKeys> = {
  inner: deriveZoneKeys('inner', testRoots.inner),
  outer: deriveZoneKeys('outer', testRoots.outer),
  office: deriveZoneKeys('office', testRoots.office),
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
  const workers = new Map<Zone, RunningWorker>();
  let rounds = 0;

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
  const token: TestServer['token'] = async (who, scopes) => {
    const { id, organisationId } = people[who];
    const actor = { kind: 'person', id, organisationId, offices: [], scopes: 'every' } as const;
    return (
      await makeToken(contextOf(server.zones.office, actor), { label: 'test', scopes, days: 1 })
    ).secret;
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
    token,
    async agree(submissionId) {
      const path = `/api/submissions/${submissionId}`;
      const { documents } = (await (await send('nobody', 'GET', '/api/documents')).json()) as {
        documents: { kind: string; sha256: string }[];
      };
      const sha256 = documents.find(({ kind }) => kind === 'terms')?.sha256;
      // By token: a session ends while a test moves its clock by days.
      const must = async (who: keyof typeof people, step: string, body: object) => {
        const headers = { authorization: `Bearer ${await token(who, ['grant:write'])}` };
        const { status } = await send('nobody', 'POST', `${path}/${step}`, body, headers);
        if (status >= 300) throw new Error(`${who} ${step}: ${status}`);
      };
      for (const who of ['developer', 'evaluator'] as const)
        await must(who, 'acceptances', { sha256 });
      for (const who of declarers) await must(who, 'declaration', { hasInterest: false });
    },
    async startWorker(zone = 'outer') {
      if (workers.has(zone)) return;
      const worker = await startWorker({
        databaseUrl: database.url,
        dataDir: config.dataDir,
        keys: testKeys[zone],
        clock,
        tierPolicy: 'any',
        host: testHost,
        witnesses: config.witnesses,
        concurrency: 2,
        onDefect: (error) => console.error('worker:', error),
      });
      workers.set(zone, worker);
    },
    async sequence(zone = 'outer') {
      await sequenceAll(server.zones[zone]);
    },
    async checkpoint(zone = 'outer') {
      await sequenceAll(server.zones[zone]);
      // Later each time: a log is signed once a second, and no test waits for that.
      rounds += 1;
      await signAll(
        server.zones[zone],
        standingClock(new Date(clock.now().getTime() + rounds * 2000)),
      );
    },
    async close() {
      for (const worker of workers.values()) await worker.close();
      await server.close();
      await database.drop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Who opens sealed content of a submission between Larch Labs and Tern Office, besides its developer. */
const declarers = [
  'evaluator',
  'evaluatorColleague',
  'evaluatorKeyless',
  'determiner',
  'determinerColleague',
  'overseer',
] as const;

/** Stands before the ids of logs in their origins. */
export const testHost = 'test.example';

/**
 * Until what is committed now may be read as such: a transaction of any database on this PostgreSQL, so
 * another test's too, holds readers back for its moment.
 */
export async function settled({ database: { db } }: ZoneParts): Promise<void> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  const xid = rows[0]?.xid ?? '';
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(20)) {
    const { rows: seen } = await sql<{ isOver: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${xid}::xid8 as "isOver"`.execute(db);
    if (seen[0]?.isOver === true) return;
  }
  throw new Error('some transaction does not end');
}

/**
 * Gives every committed event of a zone its leaf. A transaction of another test, on the same PostgreSQL,
 * holds later ones back for its moment, as it would here.
 */
export async function sequenceAll({ database: { db, zone } }: ZoneParts): Promise<void> {
  const home = sql.id(`zone_${zone}`);
  const end = performance.now() + 10_000;
  for (;;) {
    while ((await sequenceLeaves(db, zone, 10_000)).length > 0);
    const { rows } = await sql<{ isLeft: boolean }>`
      select exists (select from ${home}.event e
        where not exists (select from ${home}.leaf l where l.position = e.position)) as "isLeft"`.execute(
      db,
    );
    if (rows[0]?.isLeft !== true) return;
    if (performance.now() > end) throw new Error('some transaction does not end');
    await sleep(5);
  }
}

/** Signs every log of a zone that grew; a log that cannot be signed fails the test. */
export async function signAll(parts: ZoneParts, clock: Clock): Promise<void> {
  const onDefect = (error: unknown) => {
    throw error;
  };
  const checkpointer = new Checkpointer({ ...parts, clock, host: testHost, onDefect });
  while ((await checkpointer.step()).isMore);
}

async function enrolEveryone(office: ZoneParts): Promise<TestServer['people']> {
  const ctx = contextOf(office, service('test'));
  const all = async (
    organisation: string,
    given: readonly (readonly [name: string, office: Office])[],
  ): Promise<TestPerson[]> => {
    const people = given.map(([name, office]) => ({ name, offices: [office] }));
    const enrolled = await enrol(ctx, { name: organisation, people });
    const { organisationId } = enrolled;
    return enrolled.people.map((person) => ({ ...person, organisationId }));
  };
  const one = async (organisation: string, name: string, given: Office): Promise<TestPerson> => {
    const [person] = await all(organisation, [[name, given]]);
    return there(person);
  };
  const [developer, developerColleague, developerKeyless] = await all('Larch Labs (invented)', [
    ['Dara Larch', 'developer'],
    ['Dov Larch', 'developer'],
    ['Dina Larch', 'developer'],
  ]);
  const [evaluator, evaluatorColleague, evaluatorKeyless, determiner, determinerColleague] =
    await all('Tern Office (invented)', [
      ['Eli Tern', 'evaluator'],
      ['Esra Tern', 'evaluator'],
      ['Emil Tern', 'evaluator'],
      ['Deb Tern', 'determiner'],
      ['Drew Tern', 'determiner'],
    ]);
  return {
    finder: await one('Wren Research (invented)', 'Ada Finch', 'finder'),
    rival: await one('Lapwing Labs (invented)', 'Ben Teal', 'finder'),
    coordinator: await one('Clearing Desk (invented)', 'Cora Heron', 'coordinator'),
    operator: await one('Alder County Hospital (invented)', 'Omar Rook', 'operator'),
    neighbour: await one('Birch Valley Bank (invented)', 'Nia Crane', 'operator'),
    administrator: await one('Installation (invented)', 'Amy Gull', 'administrator'),
    developer: there(developer),
    developerColleague: there(developerColleague),
    developerKeyless: there(developerKeyless),
    evaluator: there(evaluator),
    evaluatorColleague: there(evaluatorColleague),
    evaluatorKeyless: there(evaluatorKeyless),
    determiner: there(determiner),
    determinerColleague: there(determinerColleague),
    consultee: await one('Heath Agency (invented)', 'Cai Heath', 'consultee'),
    partner: await one('Fen Water Utility (invented)', 'Pia Fen', 'partner'),
    rivalDeveloper: await one('Alder Labs (invented)', 'Rhea Alder', 'developer'),
    rivalEvaluator: await one('Plover Office (invented)', 'Rolf Plover', 'evaluator'),
    overseer: await one('Oversight (invented)', 'Olga Swift', 'overseer'),
  };
}

function there<T>(person: T | undefined): T {
  if (person === undefined) throw new Error('enrolment lost a person');
  return person;
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
