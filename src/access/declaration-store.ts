/** The only SQL over declarations of interest, and over who is kept out or let in because of one. */
import { sql, type Db, type Tx } from '#platform/db';

export interface DeclarationRow {
  submissionId: string;
  personId: string;
  hasInterest: boolean;
  words: string;
  at: Date;
}

/** False where the person said so before. */
export async function addDeclaration(tx: Tx, row: DeclarationRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into access.declaration (submission_id, person_id, has_interest, words, at)
    values (${row.submissionId}, ${row.personId}, ${row.hasInterest}, ${row.words}, ${row.at})
    on conflict do nothing
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export async function declarationsOf(db: Db, submissionId: string): Promise<DeclarationRow[]> {
  const { rows } = await sql<DeclarationRow>`
    select submission_id as "submissionId", person_id as "personId", has_interest as "hasInterest", words, at
    from access.declaration where submission_id = ${submissionId} order by at, person_id, has_interest
  `.execute(db);
  return rows;
}

/** For good: nothing removes a person from among the recused. */
export async function recuse(tx: Tx, submissionId: string, personId: string): Promise<void> {
  await sql`
    update access.submission
    set recused = array_append(recused, ${personId}), disinterested = array_remove(disinterested, ${personId})
    where id = ${submissionId} and not ${personId} = any(recused)
  `.execute(tx);
}

export async function letIn(tx: Tx, submissionId: string, personId: string): Promise<void> {
  await sql`
    update access.submission set disinterested = array_append(disinterested, ${personId})
    where id = ${submissionId} and not ${personId} = any(recused || disinterested)
  `.execute(tx);
}

/** Submissions of which nothing is there for the person; few, as people do not declare lightly. */
export async function recusedFrom(db: Db | Tx, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select submission_id as id from access.declaration where person_id = ${personId} and has_interest
  `.execute(db);
  return rows.map(({ id }) => id);
}
