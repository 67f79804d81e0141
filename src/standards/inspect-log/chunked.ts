/**
 * A sample spread over entries (Inspect's `log/_recorders/chunked/format.py`): a shell, and four
 * sequences in chunks that are named by the index of their first item. Attachments are referred to by
 * index, `attachment://7`.
 */
import { mended } from './mend.ts';
import { listOf, migrateSample } from './migrate.ts';
import { eventsOf, messagesOf } from './monolith.ts';
import { Pool } from './pool.ts';
import { readMembers, readWhole, type Document, type Wholeness } from './reading.ts';
import { sampleFields, type InspectMessage, type InspectSample } from './sample.ts';

export type Sequence = 'messages' | 'events' | 'calls' | 'attachments';

/** Which entries of the archive make one sample up. */
export interface ChunkedEntries {
  prefix: string;
  hasMetadata: boolean;
  /** Starts of each sequence's chunks, in no order. */
  starts: Record<Sequence, number[]>;
}

type Open = (entry: string) => Document;

export async function readChunked(
  entries: ChunkedEntries,
  open: Open,
  scorer: string | undefined,
): Promise<InspectSample | undefined> {
  const wholeness: Wholeness = { isWhole: true };
  const shell = open(`${entries.prefix}/sample.json`);
  const { message_refs: messageRefs, ...raw } = await readWhole(shell, wholeness);
  if (!wholeness.isWhole && raw['id'] === undefined) return undefined;
  if (entries.hasMetadata)
    raw['metadata'] = await readWhole(open(`${entries.prefix}/metadata.json`), wholeness);
  const fields = mended(sampleFields, migrateSample(raw, scorer), shell.entry, shell.findings);
  if (fields === undefined) return undefined;
  const chunks = (sequence: Sequence) => chunksOf(entries, sequence, open);
  const pooledMessages = async function* (): AsyncGenerator<InspectMessage> {
    for (const chunk of chunks('messages'))
      yield* contiguous(chunk, messagesOf(chunk.document, ['']));
  };
  return {
    entry: shell.entry,
    isWhole: wholeness.isWhole,
    fields,
    counts: {
      messages: rangesOf(messageRefs).reduce((sum, [start, end]) => sum + end - start, 0),
      events: await countOf(chunks('events')),
      attachments: await countOf(chunks('attachments')),
    },
    messages: () => conversation(shell, rangesOf(messageRefs), pooledMessages()),
    async *events() {
      for (const chunk of chunks('events'))
        yield* contiguous(chunk, eventsOf(chunk.document, ['']));
    },
    async *pooled() {
      let at = 0;
      for (const chunk of chunks('attachments'))
        for await (const text of contiguous(chunk, itemsOf(chunk.document)))
          yield { pool: 'attachments', name: String(at++), value: String(text) };
      for await (const value of pooledMessages()) yield { pool: 'messages', value };
      for (const chunk of chunks('calls'))
        for await (const value of contiguous(chunk, itemsOf(chunk.document)))
          yield { pool: 'calls', value };
    },
  };
}

interface Chunk {
  document: Document;
  start: number;
  /** The next chunk's start; unknown for the last. */
  end: number | undefined;
}

function chunksOf({ prefix, starts }: ChunkedEntries, sequence: Sequence, open: Open): Chunk[] {
  const ordered = starts[sequence].toSorted((a, b) => a - b);
  return ordered.map((start, at) => {
    const document = open(`${prefix}/${sequence}/${start}.json`);
    if (at === 0 && start !== 0)
      document.findings.add(
        'count_mismatch',
        document.entry,
        'the items before this chunk are absent',
      );
    return { document, start, end: ordered[at + 1] };
  });
}

async function* itemsOf(document: Document): AsyncGenerator<unknown> {
  for await (const { value } of readMembers(document, () => 'keep')) yield value;
}

/** Passes the items on, and reports a chunk that does not lead up to the next. */
async function* contiguous<Item>(chunk: Chunk, items: AsyncIterable<Item>): AsyncGenerator<Item> {
  let count = 0;
  for await (const item of items) {
    count++;
    yield item;
  }
  const { document, start, end } = chunk;
  if (end !== undefined && start + count !== end)
    document.findings.add(
      'count_mismatch',
      document.entry,
      `holds ${count} items where the next chunk begins at ${end}`,
    );
}

async function countOf(chunks: Chunk[]): Promise<number> {
  const last = chunks.at(-1);
  if (last === undefined) return 0;
  let count = last.start;
  for await (const _ of readMembers(last.document, () => 'pass')) count++;
  return count;
}

/** The final conversation: ranges of the pooled messages, which may come in any order. */
async function* conversation(
  shell: Document,
  ranges: [number, number][],
  pooled: AsyncIterable<InspectMessage>,
): AsyncGenerator<InspectMessage> {
  const pool = new Pool(shell.scratch(), shell.limits.poolItemsMax);
  try {
    let size = 0;
    for await (const message of pooled) pool.add(String(size++), message);
    let given = 0;
    for (const [start, end] of ranges)
      for (let at = start; at < Math.min(end, size); at++) {
        if (++given > shell.limits.poolItemsMax) return;
        yield pool.get(String(at)) as InspectMessage;
      }
    if (ranges.some(([, end]) => end > size))
      shell.findings.add(
        'reference_missing',
        shell.entry,
        'the conversation refers to absent messages',
      );
  } finally {
    pool.close();
  }
}

function rangesOf(refs: unknown): [number, number][] {
  return listOf(refs).flatMap((ref): [number, number][] => {
    const [start, end] = listOf(ref);
    const isRange = Number.isInteger(start) && Number.isInteger(end) && (start as number) >= 0;
    return isRange && (end as number) >= (start as number)
      ? [[start as number, end as number]]
      : [];
  });
}
