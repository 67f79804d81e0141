/**
 * The checkpointer: signs what the sequencer made (C2SP tlog-checkpoint), at most once a second a log and
 * only when it grew. Any number of workers run it: each log is one short transaction, which the first to
 * come gets and the others pass by, and which is there whole or not at all when its worker is killed.
 *
 * INVARIANT (a checkpoint continues the one before): a log whose rows no longer lead to the root that was
 * signed last is not signed again. Whoever changed them must answer for it; we would only hide it.
 *
 * Everything is read and hashed before the first write. A transaction that has written holds back every
 * reader of committed events, so this one writes last and ends.
 */
import type { Clock } from '#platform/clock';
import { sql, type Tx, type ZoneDatabase } from '#platform/db';
import type { Zone, ZoneKeys } from '#platform/keys';
import { formatCheckpoint, rootOf, signNote, TlogError, type TileReader } from '#standards/tlog';
import { tilesAt } from './log.ts';
import { logIdOf, type LogName } from './log-name.ts';
import { checkpointKeyOf } from './signed-log.ts';
import { extendTiles } from './tiler.ts';

export interface CheckpointerParts {
  database: ZoneDatabase;
  keys: ZoneKeys;
  clock: Clock;
  /** Stands before each log's id in its origin: the host name this installation is known by. */
  host: string;
  /** Told once of each log that can no longer be signed. */
  onDefect(error: unknown): void;
}

/** A log is signed again this long after its last checkpoint. */
const restMs = 1000;
const logsMax = 500;

export class Checkpointer {
  readonly #parts: CheckpointerParts;
  /** Passed over until this process ends, so that one broken log does not hold up the others. */
  readonly #broken = new Set<string>();

  constructor(parts: CheckpointerParts) {
    this.#parts = parts;
  }

  /** Looks once at every log that is due. Returns how many were signed, and whether work is left. */
  async step(): Promise<{ signed: number; isMore: boolean }> {
    const { database, clock, onDefect } = this.#parts;
    const due = await dueLogs(database, clock.now(), [...this.#broken]);
    let signed = 0;
    let isMore = due.length === logsMax;
    for (const log of due) {
      try {
        const outcome = await database.transaction((tx) => checkpointLog(tx, this.#parts, log));
        if (outcome === 'signed') signed += 1;
        if (outcome === 'tiled') isMore = true;
      } catch (error) {
        if (!(error instanceof TlogError)) throw error;
        this.#broken.add(log);
        onDefect(new Error(`log \`${log}\` is not signed any more: ${error.message}`));
      }
    }
    return { signed, isMore };
  }
}

/** A time in the future comes from a clock that ran fast: it must not keep a log unsigned. */
async function dueLogs(
  { db, zone }: ZoneDatabase,
  now: Date,
  broken: readonly string[],
): Promise<LogName[]> {
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<{ log: LogName }>`
    select l.log from ${home}.log l left join ${home}.signed_log s using (log)
    where l.size > coalesce(s.size, 0) and l.log <> all (${broken}::text[])
      and (s.at is null or s.at <= ${new Date(now.getTime() - restMs)} or s.at > ${now})
    order by s.at nulls first limit ${logsMax}`.execute(db);
  return rows.map(({ log }) => log);
}

/** `tiled`: more tiles first. `passed`: another worker has it or was quicker. */
async function checkpointLog(
  tx: Tx,
  parts: CheckpointerParts,
  log: LogName,
): Promise<'signed' | 'tiled' | 'passed'> {
  const { zone } = parts.database;
  const now = parts.clock.now();
  const state = await lockedState(tx, zone, log);
  if (state === undefined || !isDue(state, now)) return 'passed';
  const covered = await extendTiles(tx, zone, log, state.grown);
  if (covered < state.grown) return 'tiled';
  const read = tilesAt(tx, zone, log, state.grown);
  await requireContinued(read, state);
  const root = await rootOf(read, state.grown);
  const id = logIdOf(parts.keys, log);
  // An installation may take another name later; its logs keep the one that their readers have pinned.
  const origin = state.origin ?? `${parts.host}/${id}`;
  const text = formatCheckpoint({ origin, size: state.grown, root });
  const note = signNote(text, [
    { key: checkpointKeyOf(parts.keys, origin), privateKey: parts.keys.checkpointSigning },
  ]);
  const checkpoint = { log, id, origin, size: state.grown, root, note, at: now };
  return (await putCheckpoint(tx, zone, checkpoint, state.signed ?? 0)) ? 'signed' : 'passed';
}

interface LogState {
  /** As far as the sequencer came. */
  grown: number;
  /** As the last checkpoint says; null before the first. */
  signed: number | null;
  root: Buffer | null;
  origin: string | null;
  at: Date | null;
}

/** An advisory lock, because a row's lock would already count as a write. It ends with the transaction. */
async function lockedState(tx: Tx, zone: Zone, log: LogName): Promise<LogState | undefined> {
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<LogState & { isMine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`sallyport checkpoint ${zone} ${log}`}, 0)) as "isMine",
      l.size as grown, s.size as signed, s.origin, s.at, c.root
    from ${home}.log l left join ${home}.signed_log s using (log)
      left join ${home}.checkpoint c on c.log = s.log and c.size = s.size
    where l.log = ${log}`.execute(tx);
  const [state] = rows;
  return state?.isMine === true ? state : undefined;
}

const isDue = ({ grown, signed, at }: LogState, now: Date): boolean =>
  grown > (signed ?? 0) &&
  (at === null || at.getTime() <= now.getTime() - restMs || at.getTime() > now.getTime());

async function requireContinued(read: TileReader, { signed, root }: LogState): Promise<void> {
  if (signed === null) return;
  if (root === null || !(await rootOf(read, signed)).equals(root)) {
    throw new TlogError(
      `its first ${signed} entries are not those of its last checkpoint; see the runbook on backup and restore`,
    );
  }
}

interface NewCheckpoint {
  log: LogName;
  id: string;
  origin: string;
  size: number;
  root: Buffer;
  note: string;
  at: Date;
}

/** False where the log was signed meanwhile: state may have been read just before another's commit. */
async function putCheckpoint(
  tx: Tx,
  zone: Zone,
  { log, id, origin, size, root, note, at }: NewCheckpoint,
  before: number,
): Promise<boolean> {
  const home = sql.id(`zone_${zone}`);
  const magnitude = size.toString(2).length - 1;
  const { rows } = await sql`
    with signed as (
      insert into ${home}.signed_log as s (log, id, origin, size, at)
      values (${log}, ${id}, ${origin}, ${size}, ${at})
      on conflict (log) do update
        set size = excluded.size, at = excluded.at, cosigned = 0, asked_at = null
        where s.size = ${before}
      returning s.log
    )
    insert into ${home}.checkpoint (log, magnitude, size, root, note, at)
    select log, ${magnitude}, ${size}, ${root}, ${note}, ${at} from signed
    on conflict (log, magnitude) do update
      set size = excluded.size, root = excluded.root, note = excluded.note, at = excluded.at
    returning log`.execute(tx);
  return rows.length === 1;
}
