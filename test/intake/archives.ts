/** Archives nobody's tool would write: entry by entry, byte by byte. */
import { gzipSync } from 'node:zlib';
import { readBundleBytes } from '#proof';
import { archiveOf } from '#test/permissions';

export interface Entry {
  name: string | Uint8Array;
  /** Type flag of POSIX ustar: `0` file, `1` hard link, `2` symbolic link, `3` device, `5` folder. */
  type?: string;
  body?: Uint8Array;
  linkName?: string;
  /** The size that the header claims, where it is not the body's. */
  claimedBytes?: number;
}

/** One ustar entry with a right checksum. */
function tarEntry({
  name,
  type = '0',
  body = Buffer.alloc(0),
  linkName = '',
  claimedBytes,
}: Entry): Buffer {
  const header = Buffer.alloc(512);
  Buffer.from(name as string).copy(header, 0, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${(claimedBytes ?? body.length).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write(type, 156);
  header.write(linkName, 157, 100);
  header.write('ustar\x0000', 257);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]);
}

export function tarOf(entries: readonly Entry[]): Buffer {
  return Buffer.concat([...entries.map(tarEntry), Buffer.alloc(1024)]);
}

/** The whole, valid bundle, and then what else is given. */
export function bundleWith(...more: Entry[]): Buffer {
  const files = [...readBundleBytes(archiveOf()).files].map(([name, body]) => ({ name, body }));
  return gzipSync(tarOf([...files, ...more]));
}

/** The valid bundle with another `report.json`: changed as JSON, or other bytes altogether. */
export function bundleWhere(
  change: ((report: Record<string, unknown>) => unknown) | Uint8Array,
): Buffer {
  const files = new Map(readBundleBytes(archiveOf()).files);
  const text = Buffer.from(files.get('report.json') ?? []).toString('utf8');
  const report =
    change instanceof Uint8Array
      ? change
      : Buffer.from(JSON.stringify(change(JSON.parse(text) as Record<string, unknown>)));
  files.set('report.json', report);
  return gzipSync(tarOf([...files].map(([name, body]) => ({ name, body }))));
}
