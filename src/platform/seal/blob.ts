/**
 * Sealed blobs. Each has a random key of its own, wrapped by its compartment's; its address is the
 * SHA-256 of its ciphertext, so equal plaintexts in two cases share nothing and show no equality.
 *
 * Small ciphertexts are rows and share the command's transaction. Large ones are files, made durable
 * before the transaction commits; a file whose transaction failed is an orphan and holds no secret.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newestFirst, sql, type Db, type Page, type Tx } from '#platform/db';
import type { Ids } from '#platform/ids';
import type { ZoneKeys } from '#platform/keys';
import { Refusal } from '#platform/problems';
import type { LogName } from '#platform/ledger';
import { compartmentKey } from './compartment.ts';
import { seal, unseal } from './envelope.ts';

/** Ciphertexts up to this many bytes are kept in the row. */
const inlineBytesMax = 256 * 1024;

export interface SealedBlob {
  /** What it is, as `domain.kind`; the kind's policy decides who may reveal it. */
  kind: string;
  /** The noun it belongs to, and the log its reads are written to. */
  subject: string;
  log: LogName;
  compartment: string;
}

export interface BlobStore {
  /** Seals `plain`; the ref is worth nothing until the transaction commits. */
  put(tx: Tx, blob: SealedBlob, plain: Uint8Array, at: Date): Promise<string>;
  /** The same for many, in order, in one statement; the caller has the compartments' keys already. */
  putAll(
    tx: Tx,
    drafts: readonly { blob: SealedBlob; plain: Uint8Array }[],
    compartmentKeys: ReadonlyMap<string, Buffer>,
    at: Date,
  ): Promise<string[]>;
  /** Whose it is; undefined when there is no such blob. */
  find(tx: Tx, ref: string): Promise<(SealedBlob & { size: number }) | undefined>;
  /** What is sealed in a compartment, newest first, whoever may open it. */
  inCompartment(
    db: Db,
    compartment: string,
    page: { cursor?: string | undefined; limit: number },
  ): Promise<Page<{ id: string; kind: string; at: Date }>>;
  /** Drops the rows of nouns that turned out not to be kept; for the transaction that wrote them. */
  forget(tx: Tx, subjects: readonly string[]): Promise<void>;
  /** Only `reveal` may call this: it decrypts without policy or leaf. */
  openUnlogged(tx: Tx, ref: string): Promise<Buffer>;
}

interface BlobRow {
  kind: string;
  subject: string;
  log: LogName;
  compartment: string;
  wrapped_key: Buffer;
  address: Buffer;
  size: number;
  inline: Buffer | null;
}

export function openBlobStore(folder: string, keys: ZoneKeys, ids: Ids): BlobStore {
  const home = sql.id(`zone_${keys.zone}`);
  const rowOf = async (tx: Tx, ref: string): Promise<BlobRow | undefined> => {
    const { rows } = await sql<BlobRow>`
      select kind, subject, log, compartment, wrapped_key, address, size, inline from ${home}.blob where ref = ${ref}
    `.execute(tx);
    return rows[0];
  };
  return {
    async put(tx, blob, plain, at) {
      const key = await compartmentKey(tx, keys, blob.compartment);
      const [ref] = await this.putAll(
        tx,
        [{ blob, plain }],
        new Map([[blob.compartment, key]]),
        at,
      );
      if (ref === undefined) throw new Error('a blob got no ref');
      return ref;
    },
    async putAll(tx, drafts, compartmentKeys, at) {
      const rows = drafts.map(({ blob, plain }) => {
        const ref = ids.make('blob');
        const compartment = compartmentKeys.get(blob.compartment);
        if (compartment === undefined)
          throw new Error('a blob names a compartment whose key was not given');
        const key = randomBytes(32);
        const ciphertext = seal(key, `blob:${ref}`, plain);
        const address = createHash('sha256').update(ciphertext).digest();
        return {
          ...blob,
          ref,
          wrapped: seal(compartment, `blob-key:${ref}`, key),
          address,
          ciphertext,
          size: plain.length,
        };
      });
      for (const { ciphertext, address } of rows) {
        if (ciphertext.length > inlineBytesMax)
          await writeDurably(fileOf(folder, address), ciphertext);
      }
      await sql`
        insert into ${home}.blob (ref, kind, subject, log, compartment, wrapped_key, address, size, inline, made_at)
        select given.*, ${at} from unnest(
          ${rows.map(({ ref }) => ref)}::text[], ${rows.map(({ kind }) => kind)}::text[],
          ${rows.map(({ subject }) => subject)}::text[], ${rows.map(({ log }) => log)}::text[],
          ${rows.map(({ compartment }) => compartment)}::text[], ${rows.map(({ wrapped }) => wrapped)}::bytea[],
          ${rows.map(({ address }) => address)}::bytea[], ${rows.map(({ size }) => size)}::bigint[],
          ${rows.map(({ ciphertext }) => (ciphertext.length <= inlineBytesMax ? ciphertext : null))}::bytea[]) as given
      `.execute(tx);
      return rows.map(({ ref }) => ref);
    },
    async forget(tx, subjects) {
      await sql`delete from ${home}.blob where subject = any(${subjects})`.execute(tx);
    },
    async find(tx, ref) {
      const row = await rowOf(tx, ref);
      if (row === undefined) return undefined;
      const { kind, subject, log, compartment, size } = row;
      return { kind, subject, log, compartment, size };
    },
    async inCompartment(db, compartment, page) {
      const rows = sql<{ id: string; kind: string; at: Date }>`
        select b.ref as id, b.kind, b.made_at as at from ${home}.blob b where b.compartment = ${compartment}`;
      return await newestFirst(db, page, rows, {
        at: 'b.made_at',
        id: 'b.ref',
        instantOf: ({ at }) => at,
      });
    },
    async openUnlogged(tx, ref) {
      const row = await rowOf(tx, ref);
      if (row === undefined) throw new Error('a sealed blob vanished between policy and reading');
      const ciphertext = row.inline ?? (await readFile(fileOf(folder, row.address)));
      if (!createHash('sha256').update(ciphertext).digest().equals(row.address)) {
        throw new Error(
          'a sealed blob does not have the bytes its address promises; restore it from a backup',
        );
      }
      const key = unseal(
        await compartmentKey(tx, keys, row.compartment),
        `blob-key:${ref}`,
        row.wrapped_key,
      );
      return unseal(key, `blob:${ref}`, ciphertext);
    },
  };
}

function fileOf(folder: string, address: Buffer): string {
  const name = address.toString('hex');
  return join(folder, name.slice(0, 2), name);
}

/** Aside, fsync, rename, fsync of the folder: after this returns, a power cut keeps the bytes. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = await open(aside, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    const parent = await open(dirname(path), 'r');
    await parent.sync();
    await parent.close();
  } catch (error) {
    await rm(aside, { force: true });
    if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) {
      throw new Refusal(
        'storage_full',
        'there is no room to keep the upload; nothing was accepted, try again later',
        { cause: error },
      );
    }
    throw error;
  }
}
