/**
 * The cosigner: shows each new checkpoint to this installation's witnesses (C2SP tlog-witness) and adds
 * what they sign to the stored note. A checkpoint is served before, and without them if they are away:
 * logging here never waits for somebody else's server, and a reader who wants a quorum asks for it.
 *
 * A witness learns a log's opaque origin, its size and when it grew; that is what witnessing is.
 */
import type { Clock } from '#platform/clock';
import { sql, type Db, type ZoneDatabase } from '#platform/db';
import type { Zone } from '#platform/keys';
import { addSignatures, splitNote } from '#standards/tlog';
import { askWitness, type Answer, type Witness } from './witness.ts';
import { tilesAt } from './log.ts';
import type { LogName } from './log-name.ts';

export interface CosignerParts {
  database: ZoneDatabase;
  witnesses: readonly Witness[];
  clock: Clock;
  /** Told once of each log of which a witness has seen another history. */
  onDefect(error: unknown): void;
}

/** Logs asked about at once, each with a request to each witness. */
const logsMax = 16;
/** An unanswered checkpoint is asked about again after this, and a witness that was away after that. */
const askAgainMs = 10_000;
const awayMs = 30_000;

interface Asked {
  log: LogName;
  origin: string;
  size: number;
}

export class Cosigner {
  readonly #parts: CosignerParts;
  /** By witness, until when it is left alone; in this process's own time. */
  readonly #awayUntilMs = new Map<string, number>();
  readonly #alarms = new Set<string>();

  constructor(parts: CosignerParts) {
    this.#parts = parts;
  }

  /** Asks once about the checkpoints that wait longest. Returns how many there were. */
  async step(): Promise<number> {
    const { database, witnesses, clock } = this.#parts;
    const asked = await claim(database, witnesses.length, clock.now());
    await Promise.all(asked.map((each) => this.#cosign(each)));
    return asked.length;
  }

  async #cosign(asked: Asked): Promise<void> {
    const { db, zone } = this.#parts.database;
    const note = await noteOf(db, zone, asked);
    if (note === undefined) return;
    const { signatures } = splitNote(note);
    const isMissing = ({ key }: Witness) =>
      !signatures.some(({ name, keyId }) => name === key.name && keyId === key.keyId);
    const missing = this.#parts.witnesses.filter(isMissing);
    const answers = await Promise.all(missing.map((each) => this.#ask(each, asked, note)));
    const lines = answers.flatMap((answer) => (answer.kind === 'signed' ? [answer.line] : []));
    const cosigned = this.#parts.witnesses.length - missing.length + lines.length;
    await putCosignatures(db, zone, asked, {
      before: note,
      note: addSignatures(note, lines),
      cosigned,
    });
  }

  async #ask(witness: Witness, { log, origin, size }: Asked, note: string): Promise<Answer> {
    const { vkey } = witness.key;
    if ((this.#awayUntilMs.get(vkey) ?? 0) > performance.now()) return { kind: 'away' };
    const { db, zone } = this.#parts.database;
    const answer = await askWitness(witness, { size, note, tiles: tilesAt(db, zone, log, size) });
    if (answer.kind === 'away') this.#awayUntilMs.set(vkey, performance.now() + awayMs);
    else this.#awayUntilMs.delete(vkey);
    if (answer.kind === 'ahead' && (await noteOf(db, zone, { log, origin, size })) === undefined) {
      return { kind: 'refused' };
    }
    if (answer.kind === 'ahead' || answer.kind === 'conflict') {
      this.#alarm(log, `witness \`${witness.key.name}\` has cosigned another history of it`);
    }
    return answer;
  }

  #alarm(log: LogName, detail: string): void {
    const text = `log \`${log}\`: ${detail}; see the runbook on backup and restore`;
    if (this.#alarms.has(text)) return;
    this.#alarms.add(text);
    this.#parts.onDefect(new Error(text));
  }
}

/** Marks them asked, so that another worker asks about others, and a killed one’s are asked again. */
async function claim({ db, zone }: ZoneDatabase, witnesses: number, now: Date): Promise<Asked[]> {
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<Asked>`
    update ${home}.signed_log set asked_at = ${now} where log in (
      select log from ${home}.signed_log where cosigned < ${witnesses}
        and (asked_at is null or asked_at <= ${new Date(now.getTime() - askAgainMs)} or asked_at > ${now})
      order by asked_at nulls first limit ${logsMax} for update skip locked)
    returning log, origin, size`.execute(db);
  return rows;
}

/** Nothing where a later checkpoint has come. */
async function noteOf(db: Db, zone: Zone, { log, size }: Asked): Promise<string | undefined> {
  const home = sql.id(`zone_${zone}`);
  const { rows } = await sql<{ note: string }>`
    select c.note from ${home}.signed_log s join ${home}.checkpoint c using (log, size)
    where log = ${log} and size = ${size}`.execute(db);
  return rows[0]?.note;
}

/** Only onto the note that was shown: whoever changed it meanwhile knew more, and is asked again. */
async function putCosignatures(
  db: Db,
  zone: Zone,
  { log, size }: Asked,
  { before, note, cosigned }: { before: string; note: string; cosigned: number },
): Promise<void> {
  const home = sql.id(`zone_${zone}`);
  await sql`
    with signed as (
      update ${home}.checkpoint set note = ${note}
      where log = ${log} and size = ${size} and note = ${before} returning log
    )
    update ${home}.signed_log s set cosigned = ${cosigned}
    from signed where s.log = signed.log and s.size = ${size}`.execute(db);
}
