/**
 * Cuts a Zstandard stream where its frames end (RFC 8878, section 3.1). Inspect writes large entries as
 * several frames, and Node's decoder silently drops whatever follows a frame's end inside one chunk, but
 * goes on when the next frame begins a chunk. So no chunk may hold two frames.
 */

const frameMagic = 0xfd2fb528;
const isSkippable = (magic: number) => magic >= 0x184d2a50 && magic <= 0x184d2a5f;

type Step = 'magic' | 'skippable size' | 'descriptor' | 'block' | 'checksum';

export async function* cutAtFrameEnds(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const frames = new FrameCutter();
  for await (const chunk of source) yield* frames.cut(chunk);
}

/** Damage is the decoder's to report: from there on, chunks pass as they are. */
export class FrameCutter {
  #step: Step | 'lost' = 'magic';
  /** Bytes of the field now being collected, and how many it takes. */
  #field: number[] = [];
  #fieldBytes = 4;
  /** Bytes to pass before the next field. */
  #skip = 0;
  #isLast = false;
  #hasChecksum = false;

  *cut(chunk: Buffer): Generator<Buffer> {
    let from = 0;
    let at = 0;
    while (at < chunk.length && this.#step !== 'lost') {
      if (this.#skip > 0) {
        const passed = Math.min(this.#skip, chunk.length - at);
        this.#skip -= passed;
        at += passed;
      } else {
        this.#field.push(chunk[at++] as number);
        if (this.#field.length < this.#fieldBytes) continue;
        this.#next(Buffer.from(this.#field));
        this.#field = [];
      }
      if (this.#skip === 0 && this.#step === 'magic' && this.#field.length === 0 && at > from) {
        yield chunk.subarray(from, at);
        from = at;
      }
    }
    if (from < chunk.length) yield chunk.subarray(from);
  }

  #next(field: Buffer): void {
    switch (this.#step) {
      case 'magic': {
        const magic = field.readUInt32LE();
        if (magic === frameMagic) this.#await('descriptor', 1);
        else if (isSkippable(magic)) this.#await('skippable size', 4);
        else this.#step = 'lost';
        return;
      }
      case 'skippable size':
        return this.#await('magic', 4, field.readUInt32LE());
      case 'descriptor': {
        const descriptor = field.readUInt8();
        const isSingleSegment = (descriptor & 0x20) !== 0;
        this.#hasChecksum = (descriptor & 0x04) !== 0;
        const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
        const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] as number;
        return this.#await('block', 3, (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes);
      }
      case 'block': {
        const header = field.readUIntLE(0, 3);
        const isRun = ((header >> 1) & 3) === 1;
        const bytes = isRun ? 1 : header >> 3;
        this.#isLast = (header & 1) !== 0;
        if (!this.#isLast) return this.#await('block', 3, bytes);
        if (this.#hasChecksum) return this.#await('checksum', 4, bytes);
        return this.#await('magic', 4, bytes);
      }
      case 'checksum':
        return this.#await('magic', 4);
      case 'lost':
        return;
    }
  }

  #await(step: Step, fieldBytes: number, skip = 0): void {
    this.#step = step;
    this.#fieldBytes = fieldBytes;
    this.#skip = skip;
  }
}
