/** The whole verification: a sound log holds, with its witnesses, its past and its proofs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  bytesOf,
  faultsIn,
  makeLog,
  sourceOf,
  testOrigin,
  tilesIn,
  trustIn,
  type TestLog,
} from '#test/tlog';
import {
  formatProofFile,
  inclusionProof,
  newSigner,
  parseProofFile,
  signNote,
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

async function verified(
  change: (files: Map<string, Uint8Array>) => void = () => undefined,
  questions: LogQuestions = {},
  trust: Trust = trustIn(sound),
): Promise<LogReport> {
  const files = new Map(sound.files);
  change(files);
  return verifyLog(sourceOf(files), trust, questions);
}

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
    assert.match(report.doesNotProve.join(' '), /did not keep what it was asked/);
  });

  it('holds at every size around the edges of tiles', async () => {
    for (const size of [0, 1, 255, 256, 257, 512, 513]) {
      const made = makeLog({ size });
      const report = await verifyLog(sourceOf(made.files), trustIn(made));
      assert.deepEqual([report.isProved, report.entries, faultsIn(report)], [true, size, []]);
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
    assert.deepEqual([report.isProved, report.entries, faultsIn(report)], [true, 600, []]);
    assert.equal(report.disclosed, 200);
  });

  it('proves less by a key that came with it, and says so first', async () => {
    const report = await verified(undefined, {}, { ...trustIn(sound), isKeyFromLog: true });
    assert.ok(report.isProved);
    assert.match(report.proves[0] as string, /agrees with itself/);
    assert.match(report.doesNotProve[0] as string, /Whose log this is/);
  });
});

describe('witnesses', () => {
  const without = (files: Map<string, Uint8Array>) => {
    const note = bytesOf(files, 'checkpoint').toString();
    files.set('checkpoint', Buffer.from(note.replace(/— evaluator[^\n]+\n/, '')));
  };

  it('a missing one fails the quorum `all`, and not a quorum of 1', async () => {
    const report = await verified(without);
    assert.deepEqual(faultsIn(report), [
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
    assert.deepEqual(faultsIn(report), [
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
    assert.match(report.doesNotProve.join(' '), /you named no witness/);
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
      assert.match(faultsIn(report)[0] ?? '', expected);
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
      assert.deepEqual([report.isProved, faultsIn(report)], [true, []]);
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
      assert.match(faultsIn(report).join('\n'), expected);
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
    assert.deepEqual(faultsIn(report), ['bodies/001: has more than 33554432 bytes']);
  });

  it('without a checkpoint is no log', async () => {
    await assert.rejects(
      verified((files) => files.delete('checkpoint')),
      /no `checkpoint` here/,
    );
  });

  it('that claims more entries than can be read is refused before any is', async () => {
    const text = 'log.example/engagement-7\n9007199254740991\n' + `${'A'.repeat(43)}=\n`;
    const files = new Map([['checkpoint', Buffer.from(signNote(text, [log]))]]);
    const report = await verifyLog(sourceOf(files), { logKey: log.key, witnesses: [], quorum: 0 });
    assert.match(faultsIn(report)[0] ?? '', /claims more than 1000000000 entries/);
  });
});
