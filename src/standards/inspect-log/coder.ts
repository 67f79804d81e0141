/** Bytes through one of zlib's coders, with errors of either side reaching whoever reads. */
import type { DeflateRaw, InflateRaw, ZstdDecompress } from 'node:zlib';

type Coder = DeflateRaw | InflateRaw | ZstdDecompress;

export async function* through(
  source: AsyncIterable<Buffer>,
  coder: Coder,
): AsyncGenerator<Buffer> {
  // The reader below is told; without a listener the process would be, too.
  coder.on('error', () => {});
  const closed = new Promise<void>((done) => coder.once('close', () => done()));
  const feeding = feed(source, coder, closed);
  try {
    for await (const chunk of coder) yield chunk as Buffer;
  } finally {
    coder.destroy();
    await feeding;
  }
}

/** A coder that is closed in the middle of a write forgets to say so to the writer. */
async function feed(
  source: AsyncIterable<Buffer>,
  coder: Coder,
  closed: Promise<void>,
): Promise<void> {
  try {
    for await (const chunk of source) {
      if (coder.destroyed) return;
      const written = new Promise<void>((done) => coder.write(chunk, () => done()));
      await Promise.race([written, closed]);
    }
    coder.end();
  } catch (error) {
    coder.destroy(error as Error);
  }
}
