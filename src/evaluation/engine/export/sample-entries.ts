/**
 * A journal by samples. Samples run side by side, so their lines are mixed; a first pass notes where each
 * sample's lines are, and a sample is then read by itself, so that no more than one is in memory.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { partsOf } from '../run/journal.ts';
import { entriesIn } from '../run/read-journal.ts';
import type { Stamped } from '../run/entry.ts';

type Span = [start: number, end: number];

export class SampleEntries {
  readonly #file: FileHandle;
  readonly #spans: ReadonlyMap<string, readonly Span[]>;

  private constructor(file: FileHandle, spans: ReadonlyMap<string, readonly Span[]>) {
    this.#file = file;
    this.#spans = spans;
  }

  /** Checks the whole journal on the way. Throws `JournalRefused`. */
  static async open(path: string): Promise<SampleEntries> {
    const spans = new Map<string, Span[]>();
    let start = 0;
    for await (const { entry, bytes } of entriesIn(path)) {
      const sample = entry !== null && 'sample' in entry ? entry.sample : null;
      if (sample !== null) {
        // Another attempt: what came before it is no part of what the sample came to.
        if (entry?.kind === 'sample_started') spans.set(sample, []);
        spans.get(sample)?.push([start, bytes]);
      }
      start = bytes;
    }
    return new SampleEntries(await open(path), spans);
  }

  /** Of the last attempt, in order; none where it was never begun. */
  async of(sample: string): Promise<Stamped[]> {
    const entries: Stamped[] = [];
    for (const [start, end] of this.#spans.get(sample) ?? []) {
      const bytes = Buffer.alloc(end - start - 1);
      await this.#file.read(bytes, 0, bytes.length, start);
      entries.push(JSON.parse(partsOf(bytes.toString('utf8'))?.entry ?? 'null') as Stamped);
    }
    return entries;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
