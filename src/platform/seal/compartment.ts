/**
 * Compartments: the middle keys. One a case, one an engagement, and one a finder organisation for
 * what it sent that has joined no case yet.
 * Destroying a compartment's key makes everything in it unreadable for ever, whoever holds copies of
 * the ciphertext (crypto-destruction); the caller writes the receipt as an event in the same transaction.
 */
import { randomBytes } from 'node:crypto';
import { sql, type Db, type Tx } from '#platform/db';
import { Refusal } from '#platform/problems';
import type { ZoneKeys } from '#platform/keys';
import { seal, unseal } from './envelope.ts';

/**
 * Makes each compartment that is not there, with a fresh key wrapped by the zone's root, and returns the
 * keys of all of them by id. One statement, because every submission asks.
 */
export async function makeCompartments(
  tx: Tx,
  keys: ZoneKeys,
  ids: readonly string[],
  at: Date,
): Promise<Map<string, Buffer>> {
  const distinct = [...new Set(ids)].sort();
  const wrapped = distinct.map((id) => seal(keys.wrapping, `compartment:${id}`, randomBytes(32)));
  const { rows } = await sql<CompartmentRow>`
    with made as (
      insert into ${home(keys)}.compartment (id, wrapped_key, made_at)
      select given.id, given.wrapped_key, ${at} from unnest(${distinct}::text[], ${wrapped}::bytea[]) as given (id, wrapped_key)
      on conflict (id) do nothing returning id, wrapped_key
    )
    select id, wrapped_key from made union all
    select id, wrapped_key from ${home(keys)}.compartment where id = any(${distinct})
  `.execute(tx);
  // One that another transaction made while this statement waited for it is not in this statement's view.
  const missing = distinct.filter((id) => !rows.some((row) => row.id === id));
  const late = missing.length === 0 ? [] : await compartmentRows(tx, keys, missing);
  return new Map(
    [...rows, ...late].map(({ id, wrapped_key }) => [id, opened(keys, id, wrapped_key)]),
  );
}

interface CompartmentRow {
  id: string;
  wrapped_key: Buffer | null;
}

async function compartmentRows(
  tx: Tx,
  keys: ZoneKeys,
  ids: readonly string[],
): Promise<CompartmentRow[]> {
  const { rows } = await sql<CompartmentRow>`
    select id, wrapped_key from ${home(keys)}.compartment where id = any(${ids})
  `.execute(tx);
  return rows;
}

/** The same for one, when only its being there matters. */
export async function makeCompartment(tx: Tx, keys: ZoneKeys, id: string, at: Date): Promise<void> {
  await makeCompartments(tx, keys, [id], at);
}

/** The compartment's key; refuses one that was destroyed. */
export async function compartmentKey(tx: Tx, keys: ZoneKeys, id: string): Promise<Buffer> {
  const [row] = await compartmentRows(tx, keys, [id]);
  if (row === undefined) throw new Error('a sealed blob names a compartment that does not exist');
  return opened(keys, id, row.wrapped_key);
}

function opened(keys: ZoneKeys, id: string, wrappedKey: Buffer | null): Buffer {
  if (wrappedKey === null) {
    throw new Refusal(
      'content_destroyed',
      'the keys to this were destroyed as its terms required; only the record that it existed remains',
    );
  }
  return unseal(keys.wrapping, `compartment:${id}`, wrappedKey);
}

/**
 * Moves a noun's blobs into another compartment, as when a report joins a case: only the 32-byte blob
 * keys are wrapped anew, no content is read. Returns how many moved.
 */
export async function moveToCompartment(
  tx: Tx,
  keys: ZoneKeys,
  subject: string,
  to: string,
): Promise<number> {
  const { rows } = await sql<{ ref: string; compartment: string; wrapped_key: Buffer }>`
    select ref, compartment, wrapped_key from ${home(keys)}.blob where subject = ${subject} and compartment <> ${to} for update
  `.execute(tx);
  if (rows.length === 0) return 0;
  const newKey = await compartmentKey(tx, keys, to);
  for (const { ref, compartment, wrapped_key } of rows) {
    const oldKey = await compartmentKey(tx, keys, compartment);
    const rewrapped = seal(
      newKey,
      `blob-key:${ref}`,
      unseal(oldKey, `blob-key:${ref}`, wrapped_key),
    );
    await sql`
      update ${home(keys)}.blob set compartment = ${to}, wrapped_key = ${rewrapped} where ref = ${ref}
    `.execute(tx);
  }
  return rows.length;
}

/** Destroys the key. Returns how many blobs became unreadable, for the receipt. */
export async function destroyCompartment(
  tx: Tx,
  keys: ZoneKeys,
  id: string,
  at: Date,
): Promise<number> {
  await sql`
    update ${home(keys)}.compartment set wrapped_key = null, destroyed_at = ${at}
    where id = ${id} and wrapped_key is not null
  `.execute(tx);
  return await sealedIn(tx, keys, id);
}

/** How many blobs it holds. */
export async function sealedIn(db: Db | Tx, keys: ZoneKeys, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${home(keys)}.blob where compartment = ${id}
  `.execute(db);
  return rows[0]?.n ?? 0;
}

const home = (keys: ZoneKeys) => sql.id(`zone_${keys.zone}`);
