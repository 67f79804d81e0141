/**
 * How the supervisor and its client speak over the pipe: frames of a JSON body and one binary blob,
 * each with its length in front. Version 1. The client keeps its own copy of these rules
 * (`src/platform/sandbox/wire.ts`), because this program imports nothing of ours; the two meet in
 * the `hello` frame, which names the version and is refused when it differs.
 *
 * Layout: `u32 bodyBytes`, `u32 blobBytes` (big endian), body as UTF-8 JSON, blob.
 */

export const protocolVersion = 1;
export const bodyBytesMax = 8 * 1024 * 1024;
export const blobBytesMax = 256 * 1024 * 1024;

export interface Frame {
  body: unknown;
  blob: Buffer;
}

export function encodeFrame(body: object, blobs: readonly Buffer[] = []): Buffer[] {
  const text = Buffer.from(JSON.stringify(body), 'utf8');
  const blobBytes = blobs.reduce((sum, blob) => sum + blob.length, 0);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt32BE(blobBytes, 4);
  return [head, text, ...blobs];
}

/** Collects bytes and hands out whole frames; throws on a length past the limits. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #bytes = 0;

  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | null {
    if (this.#bytes < 8) return null;
    const head = this.#peek(8);
    const bodyBytes = head.readUInt32BE(0);
    const blobBytes = head.readUInt32BE(4);
    if (bodyBytes > bodyBytesMax || blobBytes > blobBytesMax) {
      throw new Error(`a frame of ${bodyBytes} + ${blobBytes} bytes is past the limit`);
    }
    if (this.#bytes < 8 + bodyBytes + blobBytes) return null;
    const whole = this.#take(8 + bodyBytes + blobBytes);
    const body: unknown = JSON.parse(whole.toString('utf8', 8, 8 + bodyBytes));
    return { body, blob: whole.subarray(8 + bodyBytes) };
  }

  #peek(bytes: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= bytes) return first;
    this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]!;
  }

  #take(bytes: number): Buffer {
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    const rest = all.subarray(bytes);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    return all.subarray(0, bytes);
  }
}
