/**
 * The only SQL over what is to be sent to gateways: complete grants, and revocations or stops. When to send is
 * the host's time, because sending is no part of anybody's story.
 */
import { sql, type Db, type Tx } from '#platform/db';

/** To be sent at once; the host's time, because sending is not part of any story. */
export async function setActivationDue(tx: Tx, id: string): Promise<void> {
  await sql`
    update access.model_grant set activation_due_at = clock_timestamp() where id = ${id}
  `.execute(tx);
}

export async function setRevocation(tx: Tx, id: string, note: string): Promise<void> {
  await sql`
    update access.model_grant set revocation_note = ${note}, revocation_due_at = clock_timestamp() where id = ${id}
  `.execute(tx);
}

/** The server's own stop, sent where there is no signed revocation. */
export async function setStopDue(tx: Tx, id: string): Promise<void> {
  await sql`
    update access.model_grant set revocation_due_at = clock_timestamp() where id = ${id}
  `.execute(tx);
}

/** True when it was still to be sent. */
export async function clearRevocationDue(tx: Tx, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update access.model_grant set revocation_due_at = null where id = ${id} and revocation_due_at is not null
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export interface DueNote {
  id: string;
  submissionId: string;
}

/** Takes what is to be sent now, for `leaseS`, so that of several workers one sends it. */
export async function takeDueNotes(
  db: Db,
  kind: 'activation' | 'revocation',
  leaseS: number,
  limit: number,
): Promise<DueNote[]> {
  const due = sql.ref(`${kind}_due_at`);
  const { rows } = await sql<DueNote>`
    update access.model_grant set ${due} = clock_timestamp() + make_interval(secs => ${leaseS})
    where id in (select id from access.model_grant where ${due} <= clock_timestamp()
      order by ${due} limit ${limit} for update skip locked)
    returning id, submission_id as "submissionId"
  `.execute(db);
  return rows;
}

/** To be sent again; a note that is no longer to be sent stays so. */
export async function sendAgain(
  tx: Tx,
  id: string,
  kind: 'activation' | 'revocation',
  inS: number,
): Promise<void> {
  const due = sql.ref(`${kind}_due_at`);
  await sql`
    update access.model_grant set ${due} = clock_timestamp() + make_interval(secs => ${inS})
    where id = ${id} and ${due} is not null
  `.execute(tx);
}

/** The gateway has taken the note; its log will say so. */
export async function clearActivationDue(tx: Tx, id: string): Promise<void> {
  await sql`
    update access.model_grant set activation_due_at = null, activation_problem = null where id = ${id}
  `.execute(tx);
}

export async function setActivationProblem(tx: Tx, id: string, problem: string): Promise<void> {
  await sql`update access.model_grant set activation_problem = ${problem} where id = ${id}`.execute(
    tx,
  );
}
