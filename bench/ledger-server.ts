/**
 * Inclusion proofs of a log of ten million entries, served over HTTP by the real server to a reader with a
 * token, each of them verified. Target (issue): p95 at most 20 ms.
 *
 * The leaves are written in bulk, since ten million commands would take an hour, and scattered as if forty
 * logs had grown at once, since a log has its pages to itself only here. Everything above them is made by the
 * checkpointer that a worker runs. Server and reader share one process, so the reader's work counts too.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { readConfig, startServer, type RunningServer } from '#app';
import { enrol, makeToken } from '#membership';
import { service } from '#platform/auth';
import { steadyClock } from '#platform/clock';
import { contextOf } from '#platform/context';
import { Checkpointer, logIdOf, logs, type LogName } from '#platform/ledger';
import { parseCheckpoint, parseProofFile, splitNote, verifyInclusion } from '#standards/tlog';
import { benchInstallation, type BenchInstallation } from './installation.ts';
import { median, percentile } from './percentile.ts';

const entries = 10_000_000;
const chunk = 500_000;
/** Logs that grow at once: so far apart are neighbours. */
const growing = 40;
const rounds = 5;
const proofs = 1_000;
const readersAtOnce = 8;
const targetMs = 20;

export async function benchLedgerServer(): Promise<void> {
  const installation = await benchInstallation();
  let server: RunningServer | undefined;
  try {
    const config = readConfig(
      {
        dataDir: join(installation.folder, 'data'),
        keysDir: join(installation.folder, 'keys'),
        databaseUrl: installation.databaseUrl,
        port: 0,
      },
      {},
    );
    server = await startServer(config, installation.databaseUrl, installation.keys, steadyClock());
    const { log, token } = await reader(server);
    await build(installation, log);
    const base = `${server.url}/api/ledger/${logIdOf(installation.keys.outer, log)}`;
    const ask = proofReader(base, token);
    await measure('one reader', ask, 1);
    await measure(`${readersAtOnce} readers at once`, ask, readersAtOnce);
  } finally {
    await server?.close();
    await installation.close();
  }
}

/** Whoever verifies its own organisation's log, by a token for that and nothing else. */
async function reader(server: RunningServer): Promise<{ log: LogName; token: string }> {
  const { office } = server.zones;
  const { organisationId, people } = await enrol(contextOf(office, service('bench')), {
    name: 'Wren Research (invented)',
    people: [{ name: 'Ada Finch', offices: ['finder'] }],
  });
  const id = people[0]?.id ?? '';
  const actor = { kind: 'person', id, organisationId, offices: [], scopes: 'every' } as const;
  const made = await makeToken(contextOf(office, actor), {
    label: 'bench',
    scopes: ['ledger:read'],
    days: 1,
  });
  return { log: logs.finder(organisationId), token: made.secret };
}

async function build(installation: BenchInstallation, log: LogName): Promise<void> {
  const owner = new pg.Client({ connectionString: installation.databaseUrl });
  await owner.connect();
  try {
    const { rows: version } = await owner.query<{ text: string }>('select version() as text');
    const leafMs = await timed(() => fill(owner, log));
    const tileMs = await timed(() => sign(installation));
    const { rows: sizes } = await owner.query<{ leaf: string; tile: string }>(
      `select pg_total_relation_size('zone_outer.leaf') as leaf, pg_total_relation_size('zone_outer.tile_hash') as tile`,
    );
    const perEntry = (bytes = '0') => (Number(bytes) / entries).toFixed(1);
    console.log(
      `inclusion proofs over HTTP, ${entries} entries: ${version[0]?.text.split(' on ')[0] ?? ''}, fsync on`,
    );
    console.log(
      `  leaves in ${(leafMs / 1000).toFixed(0)} s, in bulk; tiles and checkpoint in ${(tileMs / 1000).toFixed(0)} s, by the checkpointer (${Math.round((1000 * entries) / tileMs)} entries/s)`,
    );
    console.log(
      `  with indexes ${perEntry(sizes[0]?.leaf)} bytes an entry for leaves, ${perEntry(sizes[0]?.tile)} for the tiles above`,
    );
  } finally {
    await owner.end();
  }
}

/** Indexes are made afterwards: ten million insertions into each would take most of the time. */
async function fill(owner: pg.Client, log: LogName): Promise<void> {
  await owner.query(
    'alter table zone_outer.leaf drop constraint leaf_pkey, drop constraint leaf_position_key',
  );
  for (let from = 0; from < entries; from += chunk)
    await owner.query(
      `insert into zone_outer.leaf (log, index, position, hash)
       select $1, n, -1 - n, sha256(int8send(n)) from generate_series($2::bigint, $3::bigint) n order by n % $4, n`,
      [log, from, from + chunk - 1, growing],
    );
  await owner.query(
    'alter table zone_outer.leaf add primary key (log, index), add unique (position)',
  );
  await owner.query('insert into zone_outer.log (log, size) values ($1, $2)', [log, entries]);
  await owner.query('vacuum analyze zone_outer.leaf');
}

async function sign(installation: BenchInstallation): Promise<void> {
  const { database, keys, clock } = installation.zone('outer', 2);
  const onDefect = (error: unknown) => {
    throw error;
  };
  const checkpointer = new Checkpointer({ database, keys, clock, host: 'bench.example', onDefect });
  while ((await checkpointer.step()).isMore);
}

type Ask = (index: number) => Promise<number>;

/** Asks for one proof and returns how long it took, from the first byte sent to the last one read. */
function proofReader(base: string, token: string): Ask {
  return async (index) => {
    const startedMs = performance.now();
    const response = await fetch(`${base}/proof/${index}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    const ms = performance.now() - startedMs;
    if (response.status !== 200) throw new Error(`proof ${index}: ${response.status} ${text}`);
    const file = parseProofFile(text);
    const { size, root } = parseCheckpoint(splitNote(file.checkpoint).text);
    const place = Buffer.alloc(8);
    place.writeBigInt64BE(BigInt(index));
    const leafHash = createHash('sha256').update(place).digest();
    const isProved = verifyInclusion({ index, size, leafHash, proof: file.proof, root });
    if (size !== entries || !isProved) throw new Error(`proof ${index} does not hold`);
    return ms;
  };
}

async function measure(name: string, ask: Ask, atOnce: number): Promise<void> {
  const seen: { p50: number; p95: number; rate: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const taken: number[] = [];
    const startedMs = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let n = 0; n < proofs / atOnce; n++)
          taken.push(await ask(Math.floor(Math.random() * entries)));
      }),
    );
    const rate = (1000 * taken.length) / (performance.now() - startedMs);
    seen.push({ p50: percentile(taken, 0.5), p95: percentile(taken, 0.95), rate });
  }
  const figure = (name: 'p50' | 'p95' | 'rate') => median(seen.map((one) => one[name]));
  console.log(
    `  ${name.padEnd(18)} p50 ${figure('p50').toFixed(2)} ms, p95 ${figure('p95').toFixed(2)} ms, ${Math.round(figure('rate'))}/s (medians of ${rounds} × ${proofs} proofs; target p95 ${targetMs} ms)`,
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
