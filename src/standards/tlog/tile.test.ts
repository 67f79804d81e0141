/** Checkpoints, tile paths, bundles and proof files: one spelling each. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  decodeBundle,
  emptyRoot,
  encodeBundle,
  entryBundlePath,
  formatCheckpoint,
  formatProofFile,
  parseCheckpoint,
  parseProofFile,
  parseTilePath,
  tilePath,
  TlogError,
  widthIn,
} from './index.ts';

const index = fc.oneof(fc.nat(2_000_000), fc.maxSafeNat());
const width = fc.integer({ min: 1, max: 256 });

describe('a tile’s path', () => {
  it('is read as it was written, every level, index and width', () => {
    fc.assert(
      fc.property(fc.nat(63), index, width, (level, index, width) => {
        assert.deepEqual(parseTilePath(tilePath({ level, index, width })), { level, index, width });
        const bundle = parseTilePath(entryBundlePath(index, width));
        assert.deepEqual(bundle, { entries: true, index, width });
      }),
    );
  });

  it('is that of the specification', () => {
    assert.equal(tilePath({ level: 0, index: 1_234_067, width: 256 }), 'tile/0/x001/x234/067');
    assert.equal(tilePath({ level: 63, index: 0, width: 8 }), 'tile/63/000.p/8');
    assert.equal(entryBundlePath(1000, 1), 'tile/entries/x001/000.p/1');
  });

  it('has no second spelling', () => {
    for (const path of [
      'tile/0/0',
      'tile/00/000',
      'tile/64/000',
      'tile/0/x000/001',
      'tile/0/001/000',
      'tile/0/x001/x000',
      'tile/0/000.p/0',
      'tile/0/000.p/08',
      'tile/0/000.p/256',
      'tile/0/000.p/',
      'tile/0/000/',
      '/tile/0/000',
      'tile/-1/000',
      'tile/entries/../000',
      'tile/0/x999/x999/x999/x999/x999/999',
      'tile/0/０００',
    ]) {
      assert.equal(parseTilePath(path), undefined, path);
    }
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'tile/0entrisx19.p') }), (path) => {
        const place = parseTilePath(path);
        if (place === undefined) return;
        const written =
          'entries' in place ? entryBundlePath(place.index, place.width) : tilePath(place);
        assert.equal(written, path);
      }),
    );
  });

  it('refuses a place that cannot be', () => {
    for (const place of [
      { level: -1, index: 0, width: 1 },
      { level: 64, index: 0, width: 1 },
      { level: 0, index: -1, width: 1 },
      { level: 0, index: 0.5, width: 1 },
      { level: 0, index: 0, width: 0 },
      { level: 0, index: 0, width: 257 },
    ]) {
      assert.throws(() => tilePath(place), TlogError);
    }
  });

  it('gives the tiles that the specification counts for 70,000 entries', () => {
    assert.deepEqual(
      [widthIn(70_000, 0, 272), widthIn(70_000, 0, 273), widthIn(70_000, 0, 274)],
      [256, 112, 0],
    );
    assert.deepEqual([widthIn(70_000, 1, 0), widthIn(70_000, 1, 1)], [256, 17]);
    assert.deepEqual([widthIn(70_000, 2, 0), widthIn(70_000, 3, 0)], [1, 0]);
  });
});

describe('an entry bundle', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 });

  it('gives back its entries, and refuses every other width', () => {
    fc.assert(
      fc.property(entries, (entries) => {
        const bytes = encodeBundle(entries);
        assert.deepEqual(
          decodeBundle(bytes, entries.length),
          entries.map((entry) => Buffer.from(entry)),
        );
        if (entries.length > 1) {
          assert.throws(() => decodeBundle(bytes, entries.length - 1), /goes on/);
        }
        if (entries.length < 256)
          assert.throws(() => decodeBundle(bytes, entries.length + 1), /ends/);
      }),
      { numRuns: 50 },
    );
  });

  it('is not read past its end, at any cut', () => {
    const bytes = encodeBundle([Buffer.from('one'), Buffer.from('two'), Buffer.alloc(300)]);
    for (let cut = 0; cut < bytes.length; cut++) {
      assert.throws(() => decodeBundle(bytes.subarray(0, cut), 3), /ends within entry/);
    }
  });

  it('is never empty, nor an entry longer than two bytes can say', () => {
    assert.throws(() => encodeBundle([]), TlogError);
    assert.throws(() => decodeBundle(Buffer.alloc(0), 0), TlogError);
    encodeBundle([Buffer.alloc(65_535)]);
    assert.throws(() => encodeBundle([Buffer.alloc(65_536)]), /65535/);
  });
});

describe('a checkpoint', () => {
  const root = Buffer.alloc(32, 7);
  const text = formatCheckpoint({ origin: 'log.example', size: 12, root });

  it('is three lines', () => {
    assert.equal(text, `log.example\n12\n${root.toString('base64')}\n`);
    assert.deepEqual(parseCheckpoint(text), { origin: 'log.example', size: 12, root });
    const extended = parseCheckpoint(`${text}more\n`);
    assert.deepEqual(extended.extensions, ['more']);
    assert.equal(formatCheckpoint(extended), `${text}more\n`);
  });

  for (const [what, wrong] of [
    ['a leading zero', text.replace('12', '012')],
    ['a plus sign', text.replace('12', '+12')],
    ['no size', text.replace('12', '')],
    ['a size past 2^53', text.replace('12', '9007199254740992')],
    ['a short root', `log.example\n12\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a root in base64url', `log.example\n12\n${Buffer.alloc(32, 255).toString('base64url')}\n`],
    ['no origin', text.slice('log.example'.length)],
    ['an empty extension', `${text}\n`],
    ['no last newline', text.slice(0, -1)],
    ['another root for no entries', text.replace('12', '0')],
  ] as const) {
    it(`is refused: ${what}`, () => assert.throws(() => parseCheckpoint(wrong), TlogError));
  }

  it('of no entries has the empty root', () => {
    const empty = { origin: 'log.example', size: 0, root: emptyRoot() };
    assert.deepEqual(parseCheckpoint(formatCheckpoint(empty)), empty);
  });
});

describe('a proof file', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
  const file = fc.record(
    {
      index,
      proof: fc.array(hash, { maxLength: 63 }),
      checkpoint: fc.constant('log.example\n1\nroot\n\n— a AAAAAAA=\n'),
      extra: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    },
    { requiredKeys: ['index', 'proof', 'checkpoint'], noNullPrototype: true },
  );

  it('is read as it was written', () => {
    fc.assert(
      fc.property(file, (file) => assert.deepEqual(parseProofFile(formatProofFile(file)), file)),
    );
  });

  for (const [what, text] of [
    ['another head', 'c2sp.org/tlog-proof@v2\nindex 0\n\nnote\n'],
    ['no index', 'c2sp.org/tlog-proof@v1\n\nnote\n'],
    ['extra after the index', 'c2sp.org/tlog-proof@v1\nindex 0\nextra AA==\n\nnote\n'],
    ['a leading zero', 'c2sp.org/tlog-proof@v1\nindex 01\n\nnote\n'],
    ['a short hash', 'c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nnote\n'],
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n'],
    [
      '64 hashes',
      `c2sp.org/tlog-proof@v1\nindex 0\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}\nnote\n`,
    ],
  ] as const) {
    it(`is refused: ${what}`, () => assert.throws(() => parseProofFile(text), TlogError));
  }
});
