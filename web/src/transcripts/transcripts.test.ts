/** A journal as a page takes it in: lines across chunks, and what is believed of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryOf, saidIn } from './entry.ts';
import { linesOf, type Line } from './lines.ts';
import { narrowed, samplesShownMax } from './narrowed.ts';
import { excerptOf, placed, type SampleRow } from './outline.ts';

const lineOf = (entry: object): string => JSON.stringify({ hash: '0'.repeat(64), entry });
const at = '2026-11-27T09:30:00.000Z';

/** A file that streams in pieces of this many bytes. */
class Slow extends Blob {
  readonly #bytes: number;
  constructor(text: string, bytes: number) {
    super([text]);
    this.#bytes = bytes;
  }
  override stream(): ReturnType<Blob['stream']> {
    const [whole, size] = [super.slice(), this.#bytes];
    return new ReadableStream({
      async start(controller) {
        const bytes = new Uint8Array(await whole.arrayBuffer());
        for (let from = 0; from < bytes.length; from += size)
          controller.enqueue(bytes.slice(from, from + size));
        controller.close();
      },
    }) as ReturnType<Blob['stream']>;
  }
}

async function allLines(file: Blob): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const group of linesOf(file)) lines.push(...group);
  return lines;
}

describe('lines', () => {
  const text = 'eins\n\nzwölf – lang\ntorn';

  it('are the same however the file is cut into chunks, each at its place', async () => {
    for (const bytes of [1, 2, 3, 5, 1000]) {
      const lines = await allLines(new Slow(text, bytes));
      assert.deepEqual(
        lines.map((line) => line.text),
        ['eins', '', 'zwölf – lang'],
        `chunks of ${bytes}`,
      );
      for (const { text: found, offset, bytes: length } of lines)
        assert.equal(await new Blob([text]).slice(offset, offset + length).text(), found);
    }
  });
});

describe('an entry', () => {
  it('is believed only where it looks like one', () => {
    for (const line of ['', 'no', 'null', '[]', '{"entry":[]}', '{"entry":{"at":1,"kind":"call"}}'])
      assert.equal(entryOf(line), undefined, line);
    assert.equal(entryOf(lineOf({ at, kind: 'new_kind', more: 1 }))?.kind, 'new_kind');
  });

  it('says its messages in order, and a command as it would be typed', () => {
    const call = {
      ...{ at, kind: 'call', sample: 'a/b#1', requestSha256: 'x', tries: [] },
      answer: { text: '{}' },
      messages: [
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ function: { name: 'bash', arguments: '{"command":"ls\\n-l"}' } }],
        },
        { role: 'tool', content: 'out' },
        'not a message',
      ],
    };
    const entry = entryOf(lineOf(call));
    assert.ok(entry);
    assert.deepEqual(saidIn(entry), [
      { by: 'calls bash', text: 'ls\n-l' },
      { by: 'tool', text: 'out' },
      { by: 'message', text: '' },
      { by: 'answer as it came', text: '{}' },
    ]);
  });

  it('never shows the secret of a plan', () => {
    const plan = { suite: { name: 's' }, secret: 'do not show' };
    const entry = entryOf(lineOf({ at, kind: 'run_started', plan, frames: {} }));
    assert.ok(entry);
    assert.match(JSON.stringify(saidIn(entry)), /suite/);
    assert.doesNotMatch(JSON.stringify(saidIn(entry)) + excerptOf(entry), /do not show/);
  });

  it('takes its place in its sample, which ends once', () => {
    const samples: SampleRow[] = [];
    const places = new Map<string, number>();
    const take = (entry: object) => {
      const read = entryOf(lineOf({ at, ...entry }));
      assert.ok(read);
      return placed(read, samples, places);
    };
    assert.equal(take({ kind: 'run_started' }), -1);
    assert.equal(take({ kind: 'sample_started', sample: 'a' }), 0);
    assert.equal(take({ kind: 'sample_started', sample: 'b' }), 1);
    const result = { disposition: 'scored', score: { value: 0.5 } };
    assert.equal(take({ kind: 'sample_ended', sample: 'a', result }), 0);
    assert.deepEqual(samples, [
      { name: 'a', entries: 2, disposition: 'scored', value: 0.5 },
      { name: 'b', entries: 1, disposition: '', value: null },
    ]);
  });
});

describe('a long list of samples', () => {
  const samples = Array.from({ length: 60_000 }, (_, at) => ({
    ...{ name: `Task-${at % 600}/default#${at}`, entries: 1, disposition: '', value: null },
  }));

  it('is narrowed by part of a name, to as many as a list can hold, and says how many more there are', () => {
    const all = narrowed(samples, '');
    assert.deepEqual([all.shown.length, all.more], [samplesShownMax, 60_000 - samplesShownMax]);
    const some = narrowed(samples, ' task-59/ ');
    assert.deepEqual([some.shown.length, some.more, some.shown[1]], [100, 0, 659]);
    assert.deepEqual(narrowed(samples, 'nothing like it'), { shown: [], more: 0 });
  });
});
