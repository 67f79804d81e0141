/**
 * Lines of a stream of bytes, each within a limit: unlike `node:readline`, a line that never ends
 * cannot fill memory. A line too long comes out cut, and says so.
 */

export interface Line {
  /** From 1. */
  number: number;
  text: string;
  /** The line was longer than the limit, and `text` is only its beginning. */
  isCut: boolean;
}

/** Lines without their end (`\n` or `\r\n`); the last needs none. Bytes that are no UTF-8 read as U+FFFD. */
export async function* linesOf(
  stream: AsyncIterable<Uint8Array | string>,
  lineBytesMax: number,
): AsyncGenerator<Line> {
  let parts: Buffer[] = [];
  let bytes = 0;
  let number = 0;
  const take = (part: Buffer) => {
    const room = lineBytesMax - bytes;
    if (room > 0) parts.push(part.length > room ? part.subarray(0, room) : part);
    bytes += part.length;
  };
  const finish = (): Line => {
    const text = Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    const line = { number: ++number, text, isCut: bytes > lineBytesMax };
    parts = [];
    bytes = 0;
    return line;
  };
  for await (const given of stream) {
    let chunk =
      typeof given === 'string'
        ? Buffer.from(given)
        : Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a)) {
      take(chunk.subarray(0, end));
      yield finish();
      chunk = chunk.subarray(end + 1);
    }
    if (chunk.length > 0) take(chunk);
  }
  if (bytes > 0) yield finish();
}
