/**
 * The client's side of the frames described in `sandbox/frames.ts`. Kept apart from it on purpose:
 * the supervisor imports nothing of ours. What the supervisor sends is checked here like any input,
 * since a supervisor that broke is exactly when this code matters.
 */

export const protocolVersion = 1;
const bodyBytesMax = 8 * 1024 * 1024;
const blobBytesMax = 256 * 1024 * 1024;

export interface Frame {
  body: Record<string, unknown>;
  blob: Buffer;
}

/** Throws when the parts are past what the supervisor accepts. */
export function encodeFrame(body: object, blob: Uint8Array = new Uint8Array()): Buffer[] {
  const text = Buffer.from(JSON.stringify(body), 'utf8');
  if (text.length > bodyBytesMax || blob.length > blobBytesMax) {
    throw new RangeError(`a request of ${text.length} + ${blob.length} bytes is past the limit`);
  }
  const head = Buffer.alloc(8);
  head.writeUInt32BE(text.length, 0);
  head.writeUInt32BE(blob.length, 4);
  return [head, text, Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength)];
}

/** Collects bytes and hands out whole frames; throws on a length past the limits. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Total length of the frame being collected, once its head is there. */
  #wanted: number | null = null;

  push(chunk: Buffer): Frame[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): Frame | null {
    if (this.#bytes < (this.#wanted ?? 8)) return null;
    const all = Buffer.concat(this.#chunks);
    this.#chunks = [all];
    const bodyBytes = all.readUInt32BE(0);
    const blobBytes = all.readUInt32BE(4);
    if (bodyBytes > bodyBytesMax || blobBytes > blobBytesMax) {
      throw new RangeError(`a frame of ${bodyBytes} + ${blobBytes} bytes is past the limit`);
    }
    this.#wanted = 8 + bodyBytes + blobBytes;
    if (this.#bytes < this.#wanted) return null;
    const body = JSON.parse(all.toString('utf8', 8, 8 + bodyBytes)) as Record<string, unknown>;
    const blob = all.subarray(8 + bodyBytes, this.#wanted);
    const rest = all.subarray(this.#wanted);
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    this.#wanted = null;
    return { body, blob };
  }
}
