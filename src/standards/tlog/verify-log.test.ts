/** The whole verification: a sound log holds, and each fault is found and named at its place. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { makeLog, newSigner, sourceOf, testOrigin, tilesIn, type TestLog } from '#test/tlog';
import {
  formatProofFile,
  inclusionProof,
  parseProofFile,
  TlogError,
  verifyLog,
  type LogQuestions,
  type LogReport,
  type LogSource,
  type Trust,
} from './index.ts';

const size = 600;
const log = newSigner(testOrigin);
const sound = makeLog({ size, earlier: [0, 256, 400], log });
const trustIn = (made: TestLog): Trust => ({
  logKey: made.log.key,
  witnesses: made.witnesses.map(({ key }) => key),
  quorum: 'all',
});

async function verified(
  change: (files: Map<string, Uint8Array>) => void = () => undefined,
  questions: LogQuestions = {},
  trust: Trust = trustIn(sound),
): Promise<LogReport> {
  const files = new Map(sound.files);
  change(files);
  return verifyLog(sourceOf(files), trust, questions);
}

const named = ({ findings }: LogReport) =>
  findings.map(({ place, detail }) => `${place}: ${detail}`);
const bytesOf = (files: Map<string, Uint8Array>, name: string) => {
  const bytes = files.get(name);
  assert.ok(bytes, `no ${name}`);
  return bytes;
};
const flip =
  (name: string, at: number, bit = 0) =>
  (files: Map<string, Uint8Array>) => {
    const bytes = Buffer.from(bytesOf(files, name));
    bytes.writeUInt8((bytes[at] as number) ^ (1 << bit), at);
    files.set(name, bytes);
  };

describe('a sound log', () => {
  it('holds: every entry, tile, body, witness', async () => {
    const report = await verified();
    assert.deepEqual(report.findings, []);
    assert.ok(report.isProved);
    const { entries, tiles, commitments, disclosed, withheld } = report;
    assert.deepEqual(
      { entries, tiles, commitments, disclosed, withheld },
      { entries: 600, tiles: 4, commitments: 600, disclosed: 200, withheld: 400 },
    );
    assert.deepEqual(
      report.cosignatures.map(({ at }) => at),
      ['2026-11-25T08:00:00.000Z', '2026-11-25T08:00:01.000Z'],
    );
    assert.match(report.proves.join(' '), /exactly these 600 entries.*200 disclosed bodies/);
    assert.match(report.doesNotProve.join(' '), /outside the log.*400 withheld.*independent/);
    assert.match(report.doesNotProve.join(' '), /runs a model/);
  });

  it('holds at every size around the edges of tiles', async () => {
    for (const size of [0, 1, 255, 256, 257, 512, 513]) {
      const made = makeLog({ size });
      const report = await verifyLog(sourceOf(made.files), trustIn(made));
      assert.deepEqual([report.isProved, report.entries, named(report)], [true, size, []]);
    }
  });

  it('holds with every body deleted: what is withheld is no fault', async () => {
    const report = await verified((files) => {
      for (const name of files.keys()) if (name.startsWith('bodies/')) files.delete(name);
    });
    assert.ok(report.isProved);
    assert.deepEqual([report.disclosed, report.withheld], [0, 600]);
  });

  it('holds where partial files were replaced by full ones', async () => {
    const longer = makeLog({ size: 768, log, witnesses: sound.witnesses, earlier: [size] });
    longer.files.set('checkpoint', Buffer.from(longer.checkpoints.get(size) as string));
    assert.ok(!longer.files.has('tile/entries/002.p/88'));
    const upper = 'tile/1/000.p/2';
    longer.files.set(upper, bytesOf(longer.files, 'tile/1/000.p/3').subarray(0, 64));
    const report = await verifyLog(sourceOf(longer.files), trustIn(sound));
    // Bodies past the checkpoint are there already, and are not looked at.
    assert.deepEqual([report.isProved, report.entries, named(report)], [true, 600, []]);
    assert.equal(report.disclosed, 200);
  });

  it('proves less by a key that came with it, and says so first', async () => {
    const report = await verified(undefined, {}, { ...trustIn(sound), isKeyFromLog: true });
    assert.ok(report.isProved);
    assert.match(report.proves[0] as string, /agrees with itself/);
    assert.match(report.doesNotProve[0] as string, /Whose log this is/);
  });
});

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
            Buffer.from(bytesOf(files, 'bodies/000'))
              .toString()
              .replace('\\"index\\":3', '\\"index\\":4'),
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
          Buffer.from(
            Buffer.from(bytesOf(files, 'checkpoint')).toString().replace('\n600\n', '\n599\n'),
          ),
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
      assert.match(named(report)[0] ?? '', expected);
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

  it('a log of another origin, under the same key material', async () => {
    const twin = newSigner('log.example/other');
    const made = makeLog({ size: 3, log: { ...twin, key: { ...twin.key, name: testOrigin } } });
    const report = await verifyLog(sourceOf(made.files), { ...trustIn(made), logKey: twin.key });
    assert.match(named(report)[0] ?? '', /bears no signature of the key|is of another log/);
  });

  it('what cannot be read at all ends the reading, and says from where', async () => {
    const report = await verified((files) => {
      files.delete('tile/0/001');
      files.delete('tile/entries/001');
    });
    assert.equal(report.entries, 256);
    assert.match(named(report).join('\n'), /nothing from entry 256 on could be checked/);
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

describe('witnesses', () => {
  const without = (files: Map<string, Uint8Array>) => {
    const note = Buffer.from(bytesOf(files, 'checkpoint')).toString();
    files.set('checkpoint', Buffer.from(note.replace(/— evaluator[^\n]+\n/, '')));
  };

  it('a missing one fails the quorum `all`, and not a quorum of 1', async () => {
    const report = await verified(without);
    assert.deepEqual(named(report), [
      'checkpoint: cosigned by 1 of the 2 witnesses needed; not by `evaluator.example/witness`',
    ]);
    assert.ok((await verified(without, {}, { ...trustIn(sound), quorum: 1 })).isProved);
  });

  it('a broken cosignature fails whatever the quorum, and the log’s own signature still holds', async () => {
    const stranger = newSigner('evaluator.example/witness', 'cosignature');
    const { vkey, keyId } = sound.witnesses[1]?.key ?? stranger.key;
    const posing = { ...stranger.key, keyId, vkey };
    const trust = { ...trustIn(sound), witnesses: [posing], quorum: 0 };
    const report = await verified(undefined, {}, trust);
    assert.deepEqual(named(report), [
      'checkpoint: the signature of `evaluator.example/witness` does not hold',
    ]);
    assert.equal(report.checks[0]?.status, 'passed');
  });

  it('count once each, with cosignature keys of their own', async () => {
    const { logKey, witnesses } = trustIn(sound);
    const [first] = witnesses;
    assert.ok(first);
    for (const wrong of [[first, first], [logKey], [{ ...logKey, type: 'cosignature' as const }]]) {
      await assert.rejects(
        verified(undefined, {}, { logKey, witnesses: wrong, quorum: 1 }),
        TlogError,
      );
    }
    for (const quorum of [-1, 3, 0.5, NaN]) {
      await assert.rejects(verified(undefined, {}, { logKey, witnesses, quorum }), TlogError);
    }
  });

  it('none named: it says that nobody vouches for this history', async () => {
    const report = await verified(undefined, {}, { ...trustIn(sound), witnesses: [] });
    assert.ok(report.isProved);
    assert.match(report.doesNotProve.join(' '), /no witness that you named/);
  });
});

describe('an earlier checkpoint', () => {
  const at = (made: TestLog, size: number) => made.checkpoints.get(size) as string;

  it('is continued, from any size', async () => {
    for (const size of [0, 256, 400, 600]) {
      const report = await verified(undefined, { earlier: at(sound, size) });
      assert.ok(report.isProved);
      assert.match(report.proves.join(' '), /only grew, from \d+ to 600/);
    }
  });

  it('of more entries, of another history or of another key is a fault', async () => {
    const other = makeLog({ size: 700, earlier: [400], log, history: 'other' });
    const cases: [string, RegExp][] = [
      [at(other, 700), /^earlier checkpoint: had 700 entries, and the log has 600/],
      [at(other, 400), /^earlier checkpoint: had another root over its 400 entries/],
      [at(makeLog({ size: 5 }), 5), /^earlier checkpoint: bears no signature of the key/],
    ];
    for (const [earlier, expected] of cases) {
      const report = await verified(undefined, { earlier });
      assert.equal(report.isProved, false);
      assert.match(named(report)[0] ?? '', expected);
    }
  });
});

describe('a proof file', () => {
  const proofOf = async (made: TestLog, index: number, size: number) => {
    const proof = await inclusionProof(tilesIn(made), index, size);
    const checkpoint = made.checkpoints.get(size) as string;
    return parseProofFile(formatProofFile({ index, proof, checkpoint }));
  };

  it('is right for this log, at its size and before', async () => {
    for (const [index, size] of [
      [0, 600],
      [599, 600],
      [17, 400],
      [255, 256],
    ] as const) {
      const report = await verified(undefined, { proof: await proofOf(sound, index, size) });
      assert.deepEqual([report.isProved, named(report)], [true, []]);
      assert.match(report.proves.join(' '), new RegExp(`entry ${index} stands in this log`));
    }
  });

  it('of another place, another history, a later size or no witness is a fault', async () => {
    const other = makeLog({
      size: 700,
      earlier: [400],
      log,
      witnesses: sound.witnesses,
      history: 'other',
    });
    const right = await proofOf(sound, 17, 400);
    const bare = right.checkpoint.replace(/— evaluator[^\n]+\n/, '');
    const cases = [
      [{ ...right, index: 18 }, /^proof file: does not lead from entry 18/],
      [{ ...right, index: 600 }, /^proof file: is of 601 entries, and the log here has 600/],
      [{ ...right, checkpoint: bare }, /^proof file: cosigned by 1 of the 2/],
      [
        await proofOf(other, 17, 400),
        /^proof file: does not lead from entry 17[^]*not of this log’s history/,
      ],
      [await proofOf(other, 17, 700), /^proof file: is of 700 entries/],
    ] as const;
    for (const [proof, expected] of cases) {
      const report = await verified(undefined, { proof });
      assert.equal(report.isProved, false);
      assert.match(named(report).join('\n'), expected);
    }
  });
});

describe('a source', () => {
  it('that cannot be reached throws: that is no finding about the log', async () => {
    const broken: LogSource = {
      read: (name) =>
        name === 'tile/0/001'
          ? Promise.reject(new Error('connection reset'))
          : Promise.resolve(sound.files.get(name)),
    };
    await assert.rejects(verifyLog(broken, trustIn(sound)), /connection reset/);
  });

  it('that gives too much is a finding', async () => {
    const endless: LogSource = {
      read: (name) => {
        if (name === 'bodies/001')
          return Promise.reject(new TlogError('has more than 33554432 bytes'));
        return Promise.resolve(sound.files.get(name));
      },
    };
    const report = await verifyLog(endless, trustIn(sound));
    assert.deepEqual(named(report), ['bodies/001: has more than 33554432 bytes']);
  });

  it('without a checkpoint is no log', async () => {
    await assert.rejects(
      verified((files) => files.delete('checkpoint')),
      /no `checkpoint` here/,
    );
  });

  it('that claims more entries than can be read is refused before any is', async () => {
    const text = 'log.example/engagement-7\n9007199254740991\n' + `${'A'.repeat(43)}=\n`;
    const { signNote } = await import('./index.ts');
    const files = new Map([['checkpoint', Buffer.from(signNote(text, [log]))]]);
    const report = await verifyLog(sourceOf(files), { logKey: log.key, witnesses: [], quorum: 0 });
    assert.match(named(report)[0] ?? '', /claims more than 1000000000 entries/);
  });
});
