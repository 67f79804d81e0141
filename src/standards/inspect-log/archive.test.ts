/** `.eval` archives as writers leave them, and as accidents and attackers do. */
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { evalOf, zipOf, type FixtureEntry } from './archive.fixture.ts';
import { inspectLogLimits } from './limits.ts';
import { all, codesOf, finished, header, opened, sample } from './log.fixture.ts';
import { cutAtFrameEnds } from './zstd-frames.ts';

const whole = evalOf(finished);
const changed = (name: string, change: Partial<FixtureEntry>): Buffer =>
  zipOf(whole.map((entry) => (entry.name === name ? { ...entry, ...change } : entry)));

async function idsOf(t: TestContext, bytes: Buffer, limits = inspectLogLimits) {
  const log = await opened(t, bytes, limits);
  const samples = await all(log.samples());
  for (const each of samples) await all(each.events());
  return { log, ids: samples.filter(({ isWhole }) => isWhole).map(({ fields }) => fields.id) };
}

describe('packing', () => {
  for (const method of ['stored', 'deflate', 'zstd'] as const)
    test(`reads entries that are ${method}`, async (t) => {
      const { log, ids } = await idsOf(t, zipOf(evalOf(finished, method)));
      assert.deepEqual(ids, [1, 2]);
      assert.equal(log.header?.eval.task, 'flags');
      assert.equal(log.isFinished, true);
      assert.deepEqual(log.findings(), []);
    });

  test('reads an entry of several Zstandard frames, one of them to be skipped', async (t) => {
    const text = Buffer.from(JSON.stringify(sample(1)));
    const skippable = Buffer.from('502a4d18' + '03000000' + 'aabbcc', 'hex');
    const packed = Buffer.concat([
      zstdCompressSync(text.subarray(0, 100)),
      skippable,
      zstdCompressSync(text.subarray(100, 101)),
      zstdCompressSync(text.subarray(101)),
    ]);
    const { log, ids } = await idsOf(t, changed('samples/1_epoch_1.json', { method: 93, packed }));
    assert.deepEqual(ids, [1, 2]);
    assert.deepEqual(log.findings(), []);
  });

  test('cuts frames where they end, however they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 50 }),
        async (contents, size) => {
          const frames = contents.map((content) => zstdCompressSync(content));
          const stream = Buffer.concat(frames);
          const source = async function* () {
            for (let at = 0; at < stream.length; at += size) yield stream.subarray(at, at + size);
          };
          const ends = new Set<number>();
          let at = 0;
          for (const piece of await all(cutAtFrameEnds(source()))) ends.add((at += piece.length));
          assert.equal(at, stream.length);
          let end = 0;
          for (const frame of frames) assert.ok(ends.has((end += frame.length)), `${end}`);
        },
      ),
    );
  });

  test('names a method it cannot unpack', async (t) => {
    const { log, ids } = await idsOf(t, changed('samples/1_epoch_1.json', { method: 12 }));
    assert.deepEqual(ids, [2]);
    assert.deepEqual(codesOf(log), ['compression_unknown samples/1_epoch_1.json']);
  });

  test('names an encrypted sample, and reads the others', async (t) => {
    const { log, ids } = await idsOf(t, changed('samples/1_epoch_1.json', { isEncrypted: true }));
    assert.deepEqual(ids, [2]);
    assert.deepEqual(codesOf(log), ['encrypted samples/1_epoch_1.json']);
  });

  test('falls back to the journal when the header is encrypted, and does not call the run finished', async (t) => {
    const { log } = await idsOf(t, changed('header.json', { isEncrypted: true }));
    assert.equal(log.header?.status, 'started');
    assert.equal(log.isFinished, false);
    assert.ok(codesOf(log).includes('encrypted header.json'));
  });
});

describe('names', () => {
  test('the last of two entries with one name counts', async (t) => {
    const again = evalOf({ 'samples/1_epoch_1.json': sample(1, 'P') });
    const { log } = await idsOf(t, zipOf([...whole, ...again]));
    assert.equal((await log.sample(1, 1))?.fields.scores?.['flag']?.value, 'P');
    assert.equal(log.sampleCount, 2);
    assert.deepEqual(codesOf(log), ['duplicate samples/1_epoch_1.json']);
  });

  test('hostile names are labels: nothing is written, the rest is read', async (t) => {
    const hostile = [
      '../../etc/passwd',
      '/etc/shadow',
      'C:\\x',
      'samples/\u001b[2J_epoch_1.json',
      'samples/x.json',
    ];
    const { log, ids } = await idsOf(
      t,
      zipOf([
        ...hostile.map((name) => ({ name, content: JSON.stringify(sample('\u001b[2J')) })),
        ...whole,
      ]),
    );
    assert.deepEqual(ids, ['\u001b[2J', 1, 2]);
    assert.equal(log.findings().length, hostile.length);
    for (const { entry, message } of log.findings()) assert.doesNotMatch(entry + message, /\u001b/);
  });

  test('a sample that is another inside is reported', async (t) => {
    const { log } = await idsOf(
      t,
      zipOf(evalOf({ ...finished, 'samples/2_epoch_1.json': sample(9) })),
    );
    assert.deepEqual(codesOf(log), ['identity_mismatch samples/2_epoch_1.json']);
  });

  test('an entry whose data bears another name is not read', async (t) => {
    const { log, ids } = await idsOf(
      t,
      changed('samples/1_epoch_1.json', { localName: 'samples/7_epoch_1.json' }),
    );
    assert.deepEqual(ids, [2]);
    assert.deepEqual(codesOf(log), ['name_mismatch samples/1_epoch_1.json']);
  });
});

describe('damage', () => {
  test('a wrong checksum or size is found', async (t) => {
    for (const change of [{ crc: 1 }, { unpackedBytes: 7 }]) {
      const { log, ids } = await idsOf(t, changed('samples/1_epoch_1.json', change));
      assert.deepEqual(ids, [2]);
      assert.deepEqual(codesOf(log), ['damaged samples/1_epoch_1.json']);
    }
  });

  test('an entry that unpacks to more than the archive says is named in our words', async (t) => {
    for (const method of ['deflate', 'zstd'] as const) {
      const { log } = await idsOf(
        t,
        changed('samples/1_epoch_1.json', { method, unpackedBytes: 7 }),
      );
      const [found] = log.findings();
      assert.equal(found?.message, 'unpacks to more than the 7 bytes that the archive says');
    }
  });

  test('cut anywhere, an archive gives every sample that is whole, and says that it was cut', async (t) => {
    for (const descriptors of [false, true]) {
      const bytes = zipOf(whole.map((entry) => ({ ...entry, hasDescriptor: descriptors })));
      const starts = whole.map(({ name }) => bytes.indexOf(name));
      for (let length = 4; length < bytes.length; length += 97) {
        const { log, ids } = await idsOf(t, bytes.subarray(0, length));
        // Entries follow one another, so a sample is whole where the next entry has begun.
        const expected = [1, 2].filter((_, at) => length >= (starts[at + 2] as number));
        const late = [1, 2].filter((_, at) => length >= (starts[at + 2] as number) - 46);
        assert.ok(ids.length >= expected.length && ids.length <= late.length, `${length}: ${ids}`);
        assert.equal(log.isFinished, false);
        assert.ok(
          codesOf(log).some((code) => code.startsWith('truncated')),
          `${length}`,
        );
      }
    }
  });

  test('an archive that lost its directory but not its header is still not called finished', async (t) => {
    const bytes = zipOf(whole);
    const { log, ids } = await idsOf(t, bytes.subarray(0, bytes.length - 22));
    assert.deepEqual(ids, [1, 2]);
    assert.equal(log.header?.status, 'started');
    assert.equal(log.isFinished, false);
  });

  test('random damage never throws', async (t) => {
    const bytes = zipOf([...evalOf(finished, 'zstd'), ...whole]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        async (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          const { log } = await idsOf(t, damaged);
          await all(log.summaries());
          await log.reductions();
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('size', () => {
  const small = { ...inspectLogLimits, ratioFreeBytes: 1_000_000, entryBytesMax: 30_000_000 };
  const zeros = (bytes: number) => Buffer.alloc(bytes, ' ');

  test('a bomb ends at its ratio or at its size', async (t) => {
    const content = zeros(20_000_000);
    const bomb = {
      content,
      packed: zstdCompressSync(content),
      method: 93,
      unpackedBytes: content.length,
    };
    const large = zeros(40_000_000);
    for (const change of [bomb, { content: large, packed: deflateRawSync(large) }]) {
      const { log, ids } = await idsOf(t, changed('samples/1_epoch_1.json', change), small);
      assert.deepEqual(ids, [2]);
      assert.deepEqual(codesOf(log), ['too_large samples/1_epoch_1.json']);
    }
  });

  test('all reading of one log has one budget, so overlapping entries gain nothing', async (t) => {
    const { log } = await idsOf(t, zipOf(whole), { ...inspectLogLimits, unpackedBytesMax: 2_000 });
    assert.ok(codesOf(log).includes('too_large samples/2_epoch_1.json'), String(codesOf(log)));
  });

  test('counts no more entries than it may', async (t) => {
    const { log } = await idsOf(t, zipOf(whole), { ...inspectLogLimits, entriesMax: 3 });
    assert.ok(codesOf(log).includes('too_many'));
    assert.equal(log.isFinished, false);
  });

  test('an empty archive is a log that says nothing', async (t) => {
    const { log, ids } = await idsOf(t, zipOf([]));
    assert.deepEqual([log.header, ids, codesOf(log)], [undefined, [], ['no_header']]);
  });

  test('the header is as it was written', async (t) => {
    const { log } = await idsOf(t, zipOf(whole));
    assert.deepEqual(log.header?.results?.scores[0]?.metrics, header.results.scores[0]?.metrics);
  });
});
