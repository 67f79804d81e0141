/** The only SQL over the mirror of a gateway's log: its standing, its entries, its tiles. */
import { sql, type Db, type Tx } from '#platform/db';
import { grownChannel } from '#platform/ledger';
import type { GatewayState } from './gateway-state.ts';

export interface MirrorRow {
  submissionId: string;
  state: GatewayState;
  problem: string | null;
  since: Date;
  seenAt: Date | null;
  size: number;
  root: Buffer;
  checkpoint: string | null;
  checkpointSize: number;
  rivalCheckpoint: string | null;
  failures: number;
}

const columns = sql`
  submission_id as "submissionId", state, problem, since, seen_at as "seenAt", size, root, checkpoint,
  checkpoint_size as "checkpointSize", rival_checkpoint as "rivalCheckpoint", failures`;

export async function addMirror(
  tx: Tx,
  submissionId: string,
  root: Buffer,
  at: Date,
): Promise<void> {
  await sql`
    insert into access.gateway_mirror (submission_id, state, since, root) values (${submissionId}, 'unseen', ${at}, ${root})
  `.execute(tx);
}

/** Undefined until a gateway is connected. */
export async function mirrorIfAny(
  db: Db | Tx,
  submissionId: string,
): Promise<MirrorRow | undefined> {
  const { rows } = await sql<MirrorRow>`
    select ${columns} from access.gateway_mirror where submission_id = ${submissionId}
  `.execute(db);
  return rows[0];
}

export async function mirrorOf(db: Db | Tx, submissionId: string): Promise<MirrorRow> {
  const mirror = await mirrorIfAny(db, submissionId);
  if (mirror === undefined) throw new Error('a submission with a gateway has no mirror');
  return mirror;
}

/** What a look changes of the standing. */
export type Standing = Pick<
  MirrorRow,
  'state' | 'problem' | 'since' | 'seenAt' | 'rivalCheckpoint' | 'failures'
>;

export async function setStanding(tx: Tx, submissionId: string, next: Standing): Promise<void> {
  await sql`
    update access.gateway_mirror set state = ${next.state}, problem = ${next.problem}, since = ${next.since},
      seen_at = ${next.seenAt}, rival_checkpoint = ${next.rivalCheckpoint}, failures = ${next.failures}
    where submission_id = ${submissionId}
  `.execute(tx);
}

export async function setSize(
  tx: Tx,
  submissionId: string,
  next: Pick<MirrorRow, 'size' | 'root' | 'checkpoint' | 'checkpointSize'>,
): Promise<void> {
  await sql`
    update access.gateway_mirror set size = ${next.size}, root = ${next.root}, checkpoint = ${next.checkpoint},
      checkpoint_size = ${next.checkpointSize}
    where submission_id = ${submissionId}
  `.execute(tx);
}

/**
 * Submissions whose gateway is to be looked at, taken for `leaseS` so that of several workers one looks. Time
 * here is the host's: how often to ask is no part of anybody's story. Those with nothing in force, nothing
 * signed and nothing lately ended are looked at seldom.
 */
export async function takeDueMirrors(
  db: Db,
  options: { limit: number; leaseS: number; recentlyEndedAfter: Date },
): Promise<{ submissionId: string; isLive: boolean }[]> {
  const { rows } = await sql<{ submissionId: string; isLive: boolean }>`
    update access.gateway_mirror m set due_at = clock_timestamp() + make_interval(secs => ${options.leaseS})
    where m.submission_id in (
      select submission_id from access.gateway_mirror where due_at <= clock_timestamp()
      order by due_at limit ${options.limit} for update skip locked)
    returning m.submission_id as "submissionId", exists (
      select from access.model_grant g where g.submission_id = m.submission_id
        and (g.state in ('signing', 'active') or g.revocation_due_at is not null
          or (g.activated_at is not null and g.ended_at > ${options.recentlyEndedAfter}))) as "isLive"
  `.execute(db);
  return rows;
}

export async function setDue(db: Db | Tx, submissionId: string, inS: number): Promise<void> {
  await sql`
    update access.gateway_mirror set due_at = clock_timestamp() + make_interval(secs => ${inS})
    where submission_id = ${submissionId}
  `.execute(db);
}

export interface LeafRow {
  index: number;
  entry: Buffer;
  salt: Buffer | null;
  body: string | null;
  type: string | null;
  at: Date | null;
  grantDigest: string | null;
}

export async function addLeaves(
  tx: Tx,
  submissionId: string,
  leaves: readonly LeafRow[],
): Promise<void> {
  await sql`
    insert into access.pulled_leaf (submission_id, index, entry, salt, body, type, at, grant_digest)
    select ${submissionId}, given.* from unnest(
      ${leaves.map(({ index }) => index)}::bigint[], ${leaves.map(({ entry }) => entry)}::bytea[],
      ${leaves.map(({ salt }) => salt)}::bytea[], ${leaves.map(({ body }) => body)}::text[],
      ${leaves.map(({ type }) => type)}::text[], ${leaves.map(({ at }) => at)}::timestamptz[],
      ${leaves.map(({ grantDigest }) => grantDigest)}::text[]) as given
  `.execute(tx);
}

export interface TileRow {
  level: number;
  index: number;
  hashes: Buffer;
}

/** A tile grows and never changes what it has. */
export async function putTiles(
  tx: Tx,
  submissionId: string,
  tiles: readonly TileRow[],
): Promise<void> {
  await sql`
    insert into access.pulled_tile (submission_id, level, index, hashes)
    select ${submissionId}, given.* from unnest(
      ${tiles.map(({ level }) => level)}::smallint[], ${tiles.map(({ index }) => index)}::bigint[],
      ${tiles.map(({ hashes }) => hashes)}::bytea[]) as given
    on conflict (submission_id, level, index) do update set hashes = excluded.hashes
  `.execute(tx);
}

export async function tileOf(
  db: Db | Tx,
  submissionId: string,
  level: number,
  index: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ hashes: Buffer }>`
    select hashes from access.pulled_tile
    where submission_id = ${submissionId} and level = ${level} and index = ${index}
  `.execute(db);
  return rows[0]?.hashes;
}

const leafColumns = sql`index, entry, salt, body, type, at, grant_digest as "grantDigest"`;

/** Entries `[from, to)` in order. */
export async function leavesBetween(
  db: Db,
  submissionId: string,
  from: number,
  to: number,
): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select ${leafColumns} from access.pulled_leaf
    where submission_id = ${submissionId} and index >= ${from} and index < ${to} order by index
  `.execute(db);
  return rows;
}

export interface LeafFilter {
  type?: string | undefined;
  /** Digests of the grants that are meant; absent for all entries. */
  digests?: readonly string[] | undefined;
  from?: Date | undefined;
  until?: Date | undefined;
}

/** Newest first, below `before`. A withheld entry has no type, time or grant: a filter passes it over. */
export async function leafPage(
  db: Db,
  submissionId: string,
  { type, digests, from, until }: LeafFilter,
  before: number | undefined,
  limit: number,
): Promise<LeafRow[]> {
  const { rows } = await sql<LeafRow>`
    select ${leafColumns} from access.pulled_leaf
    where submission_id = ${submissionId}
      and ${before === undefined ? sql`true` : sql`index < ${before}`}
      and ${type === undefined ? sql`true` : sql`type = ${type}`}
      and ${digests === undefined ? sql`true` : sql`grant_digest = any(${digests})`}
      and ${from === undefined ? sql`true` : sql`at >= ${from}`}
      and ${until === undefined ? sql`true` : sql`at < ${until}`}
    order by index desc limit ${limit}
  `.execute(db);
  return rows;
}

/** Live pages look again; told with the transaction that made it worth looking. */
export async function tellPages(tx: Tx): Promise<void> {
  await sql`select pg_notify(${grownChannel('inner')}, '')`.execute(tx);
}
