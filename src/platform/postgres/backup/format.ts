/**
 * What a backup file says about itself. `header.json` comes first: what to expect. `manifest.json`
 * comes last: what was written, so that a file cut short has none. Between them are the tables' texts
 * in pieces, `tables/<index>/<piece>`, and the sealed files, `blobs/<zone>/<two digits>/<address>`.
 */
import { z } from 'zod';
import { tablesMax } from './catalog.ts';
import { BackupProblem } from './problems.ts';

export const formatName = 'sallyport-backup';
export const formatVersion = 1;

export const headerEntry = 'header.json';
export const manifestEntry = 'manifest.json';
export const jsonBytesMax = 32 * 1024 * 1024;
export const pieceBytesMax = 8 * 1024 * 1024;

export function pieceName(index: number, piece: number): string {
  return `tables/${String(index).padStart(5, '0')}/${String(piece).padStart(7, '0')}`;
}

const identifier = z.string().min(1).max(63);
/** Literals only: this text becomes part of a CREATE TABLE. */
const literal = `(?:'(?:[^'\\\\]|'')*'|-?[0-9.]+|true|false|NULL|MINVALUE|MAXVALUE)`;
const literals = `\\(${literal}(?:, ${literal})*\\)`;
const bound = new RegExp(
  `^(?:DEFAULT|FOR VALUES (?:IN ${literals}|FROM ${literals} TO ${literals}|WITH \\(modulus [0-9]+, remainder [0-9]+\\)))$`,
);

const headerSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.int().positive(),
  /** RFC 3339. */
  madeAt: z.iso.datetime(),
  postgres: z.string().max(200),
  /** Applied migrations, oldest first: the schema that the rows need. */
  migrations: z.array(z.string().max(300)).max(100_000),
  tables: z
    .array(
      z.strictObject({
        schema: identifier,
        name: identifier,
        columns: z.array(z.strictObject({ name: identifier, type: z.string().max(500) })).max(1600),
        partitions: z
          .array(
            z.strictObject({
              schema: identifier,
              name: identifier,
              bound: z.string().max(10_000).regex(bound),
            }),
          )
          .max(tablesMax),
      }),
    )
    .max(tablesMax),
  sequences: z
    .array(
      z.strictObject({
        schema: identifier,
        name: identifier,
        lastValue: z.string().regex(/^-?[0-9]{1,20}$/),
        isCalled: z.boolean(),
      }),
    )
    .max(tablesMax),
  materialised: z.array(z.strictObject({ schema: identifier, name: identifier })).max(tablesMax),
  /** The greatest transaction number that a row holds (`xid8`); the target must be past it. */
  transactionMax: z.string().regex(/^[0-9]{1,20}$/),
});

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const manifestSchema = z.strictObject({
  headerSha256: sha256,
  tables: z.array(z.strictObject({ rows: count, bytes: count, sha256 })).max(tablesMax),
  /** `sha256` over the lines `name size` in the file's order. */
  blobs: z.strictObject({ files: count, bytes: count, sha256 }),
  /** As `stateHash` gives it for the database that was backed up. */
  stateSha256: sha256,
});

export type Header = z.infer<typeof headerSchema>;
export type Manifest = z.infer<typeof manifestSchema>;

export function parseHeader(bytes: Buffer): Header {
  const value = parseJson(bytes) as { format?: unknown; version?: unknown };
  if (value?.format !== formatName) throw notABackup();
  if (typeof value.version === 'number' && value.version > formatVersion) {
    throw new BackupProblem(
      'not_a_backup',
      `the backup has format ${value.version}, and this Sallyport reads up to ${formatVersion}; use the newer Sallyport that made it`,
    );
  }
  return parsed(headerSchema, value);
}

export function parseManifest(bytes: Buffer): Manifest {
  return parsed(manifestSchema, parseJson(bytes));
}

export function notABackup(): BackupProblem {
  return new BackupProblem(
    'not_a_backup',
    'the file is no backup of Sallyport; give the file that `sallyport backup --to` wrote',
  );
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new BackupProblem(
      'backup_damaged',
      'the backup is altered: what it says about itself cannot be read; use another copy',
      { cause: error },
    );
  }
}

function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('/') ?? '';
  throw new BackupProblem(
    'backup_damaged',
    `the backup is altered: \`/${where}\` of what it says about itself is not as Sallyport writes it; use another copy`,
  );
}
