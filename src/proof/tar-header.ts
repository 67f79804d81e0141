/**
 * The fields of a tar header and of pax records, read strictly (POSIX.1-2024, `pax`). Whatever two
 * readers could take differently is an `ArchiveError` here.
 */
import { problemInPath } from './archive-path.ts';

/** What is wrong with an archive, where, and what to do. `entry` is empty for the archive itself. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly entry: string;
  constructor(entry: string, message: string) {
    super(entry === '' ? message : `\`${printable(entry)}\`: ${message}`);
    this.entry = entry;
  }
}

export const blockBytes = 512;
const utf8 = new TextDecoder('utf-8', { fatal: true });

export const typeNames: Record<string, string> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a character device',
  '4': 'a block device',
  '6': 'a named pipe',
  '7': 'a contiguous file',
  L: 'a GNU long name',
  K: 'a GNU long link',
  S: 'a sparse file',
};

export function refuseBadPath(path: string): void {
  const problem = problemInPath(path);
  if (problem !== undefined) throw new ArchiveError(path, problem);
}

export function checkSum(header: Buffer): void {
  let sum = 8 * 32;
  for (let index = 0; index < blockBytes; index++) {
    if (index < 148 || index >= 156) sum += header[index] as number;
  }
  if (octal(header, 148, 8) !== sum)
    throw new ArchiveError('', 'an entry’s checksum is wrong; this is not an intact tar archive');
}

export function octal(header: Buffer, offset: number, length: number): number {
  const field = header
    .toString('latin1', offset, offset + length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
  if (!/^[0-7]{0,11}$/.test(field))
    throw new ArchiveError('', 'an entry’s number is not octal; pack it again with plain tar');
  return field === '' ? 0 : Number.parseInt(field, 8);
}

export function nameIn(header: Buffer): string {
  const name = field(header, 0, 100);
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? field(header, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function field(header: Buffer, offset: number, length: number): string {
  const end = header.indexOf(0, offset);
  return decode(
    header.subarray(offset, end === -1 || end > offset + length ? offset + length : end),
  );
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new ArchiveError('', 'an entry’s name is not UTF-8; rename it');
  }
}

function* paxRecords(bytes: Buffer): Generator<[string, string]> {
  let offset = 0;
  while (offset < bytes.length) {
    const space = bytes.indexOf(32, offset);
    const length = space === -1 ? NaN : Number(bytes.toString('latin1', offset, space));
    const record = bytes.subarray(space + 1, offset + length - 1);
    const equals = record.indexOf(61);
    if (
      !Number.isInteger(length) ||
      offset + length > bytes.length ||
      equals < 1 ||
      bytes[offset + length - 1] !== 10
    ) {
      throw new ArchiveError('', 'an extended header is malformed; pack it again with plain tar');
    }
    yield [decode(record.subarray(0, equals)), decode(record.subarray(equals + 1))];
    offset += length;
  }
}

/** Times, owners and comments change nothing we keep; anything else changes what the entry is. */
const harmless =
  /^(comment|mtime|atime|ctime|uid|gid|uname|gname|charset|(LIBARCHIVE|SCHILY|NODETAR)\..*)$/;

export function paxPathIn(bytes: Buffer): string | undefined {
  let path: string | undefined;
  for (const [key, value] of paxRecords(bytes)) {
    if (key === 'path' && path === undefined) path = value;
    else if (!harmless.test(key))
      throw new ArchiveError(
        '',
        `the extended header \`${printable(key)}\` is not allowed; pack it again with plain tar`,
      );
  }
  return path;
}

export function requireCommentOnly(bytes: Buffer): void {
  for (const [key] of paxRecords(bytes)) {
    if (key !== 'comment')
      throw new ArchiveError(
        '',
        `the global header \`${printable(key)}\` is not allowed; pack it again with plain tar`,
      );
  }
}

/** Names from outside are shown without their control characters, at a length a log can hold. */
function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd').slice(0, 120);
}
