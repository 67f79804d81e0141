/**
 * A file's lines as they stream in, each with its place, so that none has to be kept: a journal may be
 * larger than what a browser holds. Memory is one chunk and one line.
 */
export interface Line {
  text: string;
  /** Of its first byte, and how many without the line break. */
  offset: number;
  bytes: number;
}

export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';
}

/** As the engine's own reader. */
const lineBytesMax = 64 * 1024 * 1024;
const lineBreak = 10;

/** Lines in groups, one group a chunk. A last line without a line break is torn and not among them. */
export async function* linesOf(file: Blob): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder();
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  let offset = 0;
  const reader = file.stream().getReader();
  for (;;) {
    const { value: chunk, done } = await reader.read();
    if (done) return;
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(lineBreak); at >= 0; at = chunk.indexOf(lineBreak, from)) {
      const tail = chunk.subarray(from, at);
      const whole = rest.length === 0 ? tail : joined([...rest, tail], restBytes + tail.length);
      lines.push({ text: decoder.decode(whole), offset, bytes: whole.length });
      offset += whole.length + 1;
      rest = [];
      restBytes = 0;
      from = at + 1;
    }
    if (from < chunk.length) {
      rest.push(chunk.slice(from));
      restBytes += chunk.length - from;
    }
    if (restBytes > lineBytesMax) throw new LineTooLong();
    yield lines;
  }
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
