/** Each fault of a log is found and named at its place. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bytesOf, faultsIn, flip, makeLog, sourceOf, testOrigin, trustIn } from '#test/tlog';
import {
  emptyRoot,
  formatCheckpoint,
  newSigner,
  signNote,
  verifyLog,
  type LogQuestions,
  type LogReport,
  type Trust,
} from './index.ts';

const size = 600;
const log = newSigner(testOrigin);
const sound = makeLog({ size, earlier: [0, 256, 400], log });

async function verified(
  change: (files: Map<string, Uint8Array>) => void = () => undefined,
  questions: LogQuestions = {},
  trust: Trust = trustIn(sound),
): Promise<LogReport> {
  const files = new Map(sound.files);
  change(files);
  return verifyLog(sourceOf(files), trust, questions);
}

describe('a fault is named at its place', () => {
  const cases: [string, (files: Map<string, Uint8Array>) => void, RegExp][] = [
    [
      'a bit of a tile',
      flip('tile/0/001', 17 * 32 + 5),
      /^tile\/0\/001: hash 17 differs from entry 273, which was signed$/,
    ],
    [
      'a bit of an upper tile',
      flip('tile/1/000.p/2', 40),
      /^tile\/1\/000\.p\/2: hash 1 differs from the one over its entries$/,
    ],
    [
      'a bit of an entry',
      flip('tile/entries/001', 17 * 65 + 40),
      /^tile\/entries\/001: entry 17 \(273 of the log\) is not the one signed$/,
    ],
    [
      'a bit of an entry’s length',
      flip('tile/entries/000', 0),
      /^tile\/entries\/000: ends within entry/,
    ],
    [
      'a truncated bundle',
      (files) => files.set('tile/entries/001', bytesOf(files, 'tile/entries/001').subarray(0, -1)),
      /^tile\/entries\/001: ends within entry 255 of its 256$/,
    ],
    [
      'a bundle that goes on',
      (files) =>
        files.set(
          'tile/entries/001',
          Buffer.concat([bytesOf(files, 'tile/entries/001'), Buffer.alloc(2)]),
        ),
      /^tile\/entries\/001: goes on for 2 bytes/,
    ],
    [
      'a missing bundle',
      (files) => files.delete('tile/entries/001'),
      /^tile\/entries\/001: is missing$/,
    ],
    ['a missing tile', (files) => files.delete('tile/0/001'), /^tile\/0\/001: is missing$/],
    [
      'a missing upper tile',
      (files) => files.delete('tile/1/000.p/2'),
      /^tile\/1\/000\.p\/2: is missing$/,
    ],
    [
      'a short tile',
      (files) => files.set('tile/0/001', bytesOf(files, 'tile/0/001').subarray(1)),
      /^tile\/0\/001: has 8191 bytes and not 256 hashes/,
    ],
    [
      'another body',
      (files) =>
        files.set(
          'bodies/000',
          Buffer.from(
            bytesOf(files, 'bodies/000').toString().replace('\\"index\\":3', '\\"index\\":4'),
          ),
        ),
      /^bodies\/000: the body of entry 3 is not the one committed to$/,
    ],
    [
      'a body of elsewhere',
      (files) => files.set('bodies/001', bytesOf(files, 'bodies/000')),
      /^bodies\/001: shows entry 0, which is elsewhere/,
    ],
    [
      'bodies that are no lines of JSON',
      (files) => files.set('bodies/001', Buffer.from('{}\n')),
      /^bodies\/001: line 1 holds/,
    ],
    [
      'a cut line of bodies',
      (files) => files.set('bodies/001', bytesOf(files, 'bodies/001').subarray(0, -1)),
      /^bodies\/001: ends within a line$/,
    ],
    [
      'a checkpoint of another size',
      (files) =>
        files.set(
          'checkpoint',
          Buffer.from(bytesOf(files, 'checkpoint').toString().replace('\n600\n', '\n599\n')),
        ),
      /^checkpoint: the signature of `log\.example\/engagement-7` does not hold$/,
    ],
    [
      'a checkpoint that is none',
      (files) => files.set('checkpoint', Buffer.from([0xff, 0x0a])),
      /^checkpoint: the note is not UTF-8$/,
    ],
    [
      'the checkpoint of another history',
      (files) =>
        files.set(
          'checkpoint',
          Buffer.from(
            makeLog({ size, log, witnesses: sound.witnesses, history: 'other' }).checkpoints.get(
              size,
            ) as string,
          ),
        ),
      /^checkpoint: its root is not that of the 600 entries here/,
    ],
    [
      'a checkpoint of another key',
      (files) =>
        files.set('checkpoint', Buffer.from(makeLog({ size: 0 }).checkpoints.get(0) as string)),
      /^checkpoint: bears no signature of the key `log\.example\/engagement-7\+/,
    ],
  ];
  for (const [what, change, expected] of cases) {
    it(what, async () => {
      const report = await verified(change);
      assert.equal(report.isProved, false);
      assert.match(faultsIn(report)[0] ?? '', expected);
      assert.ok(report.checks.some(({ status }) => status === 'failed'));
    });
  }

  it('one flipped bit makes one finding, and the rest still passes', async () => {
    for (const change of [flip('tile/0/001', 17 * 32), flip('tile/entries/001', 17 * 65 + 40)]) {
      const report = await verified(change);
      assert.equal(report.findings.length, 1);
      assert.equal(report.entries, 600);
      const failed = report.checks.filter(({ status }) => status === 'failed');
      // A body shown for an entry that was changed does not fit it, and is not blamed.
      assert.deepEqual(
        failed.map(({ check }) => check),
        [report.findings[0]?.check],
      );
    }
  });

  it('a checkpoint of another log, signed by this log’s key', async () => {
    const other = formatCheckpoint({ origin: 'log.example/other', size: 0, root: emptyRoot() });
    const report = await verified((files) => {
      files.set('checkpoint', Buffer.from(signNote(other, [log])));
    });
    assert.deepEqual(faultsIn(report), [
      'checkpoint: is of another log: `log.example/other`, not `log.example/engagement-7`',
    ]);
    assert.deepEqual(
      report.checks.map(({ status }) => status),
      ['failed', ...Array(4).fill('not reached'), 'not asked', 'not asked'],
    );
    assert.deepEqual(report.proves, []);
  });

  it('entries other than the signed ones prove nothing else either', async () => {
    const other = makeLog({ size, log, witnesses: sound.witnesses, history: 'other' });
    const report = await verified(
      (files) => files.set('checkpoint', other.files.get('checkpoint') as Uint8Array),
      { earlier: sound.checkpoints.get(400) as string },
    );
    assert.deepEqual(
      report.checks.map(({ check, status }) => `${check}: ${status}`),
      [
        'checkpoint: passed',
        'witnesses: passed',
        'entries: failed',
        'tiles: not reached',
        'bodies: not reached',
        'earlier checkpoint: not reached',
        'proof file: not asked',
      ],
    );
    assert.equal(report.proves.length, 1);
    assert.match(report.proves[0] as string, /^Cosigned by/);
  });

  it('what cannot be read at all ends the reading, and says from where', async () => {
    const report = await verified((files) => {
      files.delete('tile/0/001');
      files.delete('tile/entries/001');
    });
    assert.equal(report.entries, 256);
    assert.match(faultsIn(report).join('\n'), /nothing from entry 256 on could be checked/);
    assert.deepEqual(
      report.proves.filter((sentence) => sentence.includes('entries')),
      [],
    );
  });

  it('names a hundred and counts the rest', async () => {
    const other = makeLog({ size: 40_000, history: 'other', discloseEvery: 0, log });
    const files = new Map(other.files);
    for (const name of files.keys())
      if (/^tile\/0\//.test(name)) files.set(name, Buffer.alloc(files.get(name)?.length ?? 0));
    const report = await verifyLog(sourceOf(files), trustIn(other));
    assert.equal(report.findings.length, 100);
    assert.ok(report.findingsLeftOut > 400, String(report.findingsLeftOut));
  });

  it('any flipped bit of any file that a verification reads', async () => {
    const small = makeLog({ size: 300, log, witnesses: sound.witnesses, discloseEvery: 40 });
    const names = [...small.files.keys()].filter((name) => name !== 'keys.json');
    assert.equal(names.length, 8);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), fc.nat(7), async (name, at, bit) => {
        const files = new Map(small.files);
        flip(name, at % (files.get(name)?.length ?? 1), bit)(files);
        const report = await verifyLog(sourceOf(files), trustIn(small));
        assert.ok(!report.isProved, `${name} ${at} ${bit}`);
        assert.ok(report.findings.length > 0);
        // A flipped length makes a bundle unreadable; a flipped bit elsewhere is found in its own file.
        assert.equal(report.findings[0]?.place, name);
      }),
      { numRuns: 400 },
    );
  });
});
