/** Writes tar archives that `tar.ts` and every other reader take alike: plain ustar, pax for long names. */
import { blockBytes } from './tar-header.ts';
import type { TarFile } from './tar.ts';

/** Writes files in the order given: no owner, mode or time, so equal files make equal bytes. */
export function writeTar(files: Iterable<TarFile>): Buffer {
  const blocks: Buffer[] = [];
  for (const { path, bytes } of files) {
    const name = Buffer.from(path);
    if (name.length > 100) {
      const record = paxRecord('path', path);
      blocks.push(headerOf(Buffer.from('pax'), record.length, 'x'), padded(record));
    }
    blocks.push(headerOf(name.subarray(0, 100), bytes.length, '0'), padded(bytes));
  }
  blocks.push(Buffer.alloc(2 * blockBytes));
  return Buffer.concat(blocks);
}

function paxRecord(key: string, value: string): Buffer {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest);
  length += String(length + String(length).length).length;
  return Buffer.from(`${length}${rest}`);
}

function headerOf(name: Buffer, size: number, type: string): Buffer {
  const header = Buffer.alloc(blockBytes);
  name.copy(header);
  header.write('0000644\0', 100);
  header.write('0000000\0'.repeat(2), 108);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write(`${'0'.repeat(11)}\0`, 136);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function padded(bytes: Uint8Array): Buffer {
  const left = (blockBytes - (bytes.length % blockBytes)) % blockBytes;
  return Buffer.concat([bytes, Buffer.alloc(left)]);
}
