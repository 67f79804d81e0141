/** A witness: two histories of one log are refused, whatever is asked in whatever order. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { makeLog, testOrigin, tilesIn, type TestLog } from '#test/tlog';
import {
  addCheckpointBytesMax,
  consistencyProof,
  decideAddCheckpoint,
  formatAddCheckpoint,
  formatCheckpoint,
  newSigner,
  parseAddCheckpoint,
  parseCheckpoint,
  signNote,
  splitNote,
  TlogError,
  type AddCheckpoint,
  type Checkpoint,
} from './index.ts';

const log = newSigner(testOrigin);
const sizeMax = 24;
const sizes = Array.from({ length: sizeMax + 1 }, (_, size) => size);
/** Two histories that the same key signed: what a log would show to two parties that must not compare. */
const histories = ['one', 'two'].map((history) =>
  makeLog({ size: sizeMax, earlier: sizes, history, log, witnesses: [], discloseEvery: 0 }),
);
const historyOf = (at: number) => histories[at] as TestLog;
const noteOf = (history: number, size: number) =>
  historyOf(history).checkpoints.get(size) as string;
const checkpointOf = (history: number, size: number) =>
  parseCheckpoint(splitNote(noteOf(history, size)).text);

async function requestOf(history: number, old: number, size: number): Promise<AddCheckpoint> {
  const proof = old <= size ? await consistencyProof(tilesIn(historyOf(history)), old, size) : [];
  return { old, proof, note: noteOf(history, size) };
}

describe('what a witness answers', () => {
  const latest = checkpointOf(0, 9);
  const logKeys = [log.key];

  it('cosigns the first checkpoint, the next, and the same again', async () => {
    const first = decideAddCheckpoint({ request: await requestOf(0, 0, 9), logKeys });
    assert.equal(first.status, 200);
    assert.deepEqual(first.accept, latest);
    const next = decideAddCheckpoint({ request: await requestOf(0, 9, 20), logKeys, latest });
    assert.deepEqual([next.status, next.accept?.size], [200, 20]);
    const again = decideAddCheckpoint({ request: await requestOf(0, 9, 9), logKeys, latest });
    assert.equal(again.status, 200);
  });

  it('404 for a log it does not know', async () => {
    const request = await requestOf(0, 0, 9);
    assert.equal(decideAddCheckpoint({ request, logKeys: [newSigner('other').key] }).status, 404);
  });

  it('403 for a checkpoint that the log did not sign, or whose signature is broken', async () => {
    const request = await requestOf(0, 0, 9);
    const stranger = newSigner(testOrigin);
    const { text } = splitNote(request.note);
    const unsigned = { ...request, note: signNote(text, [stranger]) };
    assert.equal(decideAddCheckpoint({ request: unsigned, logKeys }).status, 403);
    const broken = { ...request, note: request.note.replace('\n9\n', '\n8\n') };
    assert.equal(decideAddCheckpoint({ request: broken, logKeys }).status, 403);
  });

  it('400 for what is no checkpoint, and for an old size above the new', async () => {
    const malformed = { old: 0, proof: [], note: signNote(`${testOrigin}\n01\nroot\n`, [log]) };
    assert.equal(decideAddCheckpoint({ request: malformed, logKeys }).status, 400);
    const request = await requestOf(0, 9, 4);
    assert.equal(decideAddCheckpoint({ request, logKeys, latest }).status, 400);
  });

  it('409 with its size for any other old size, and for another root of the same size', async () => {
    for (const old of [0, 8, 10]) {
      const request = await requestOf(0, old, 20);
      const { status, size } = decideAddCheckpoint({ request, logKeys, latest });
      assert.deepEqual([status, size], [409, 9]);
    }
    const request = await requestOf(1, 9, 9);
    assert.equal(decideAddCheckpoint({ request, logKeys, latest }).status, 409);
  });

  it('422 for a proof that shows nothing, or is there where none may be', async () => {
    const request = await requestOf(1, 9, 20);
    assert.equal(decideAddCheckpoint({ request, logKeys, latest }).status, 422);
    const proof = [Buffer.alloc(32)];
    const first = { ...(await requestOf(0, 0, 9)), proof };
    assert.equal(decideAddCheckpoint({ request: first, logKeys }).status, 422);
    const same = { ...(await requestOf(0, 9, 9)), proof };
    assert.equal(decideAddCheckpoint({ request: same, logKeys, latest }).status, 422);
  });

  it('cosigns the empty log, and what follows it', async () => {
    const empty = decideAddCheckpoint({ request: await requestOf(0, 0, 0), logKeys });
    assert.equal(empty.status, 200);
    const request = await requestOf(0, 0, 3);
    const latest = empty.accept as Checkpoint;
    assert.equal(decideAddCheckpoint({ request, logKeys, latest }).status, 200);
  });
});

describe('a witness over any sequence of requests', () => {
  const request = fc.record({
    history: fc.nat(1),
    old: fc.nat(sizeMax),
    size: fc.nat(sizeMax),
    /** What the sender knows: the honest one asks with the size that the witness has. */
    knowsWitness: fc.boolean(),
    /** A proof of the other history, in the hope that it passes. */
    proofOf: fc.nat(1),
  });

  it('cosigns one history only, and never a smaller size', async () => {
    let cosigned = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 30 }), async (requests) => {
        let latest: Checkpoint | undefined;
        const accepted: Checkpoint[] = [];
        const followed: { history: number; size: number }[] = [];
        for (const { history, old, size, knowsWitness, proofOf } of requests) {
          const from = knowsWitness ? (latest?.size ?? 0) : old;
          const { proof } = await requestOf(proofOf, from, Math.max(from, size));
          const decision = decideAddCheckpoint({
            request: { old: from, proof, note: noteOf(history, size) },
            logKeys: [log.key],
            ...(latest && { latest }),
          });
          if (decision.status !== 200) {
            refused += 1;
            continue;
          }
          latest = decision.accept as Checkpoint;
          accepted.push(latest);
          followed.push({ history, size });
        }
        cosigned += accepted.length;
        for (let at = 1; at < accepted.length; at++) {
          assert.ok((accepted[at]?.size ?? 0) >= (accepted[at - 1]?.size ?? 0), 'a smaller size');
        }
        // The empty log is the beginning of both histories.
        const taken = new Set(
          followed.filter(({ size }) => size > 0).map(({ history }) => history),
        );
        assert.ok(taken.size <= 1, 'two histories');
      }),
      { numRuns: 300 },
    );
    assert.ok(cosigned > 300 && refused > 300, `${cosigned} cosigned, ${refused} refused`);
  });
});

describe('a request to a witness', () => {
  it('is read as it was written', async () => {
    const request = await requestOf(0, 5, 20);
    assert.deepEqual(parseAddCheckpoint(formatAddCheckpoint(request)), request);
    assert.match(formatAddCheckpoint(request), /^old 5\n([A-Za-z0-9+/]{43}=\n)+\nlog\.example/);
  });

  const note = formatCheckpoint({ ...checkpointOf(0, 3) });
  const hash = `${Buffer.alloc(32).toString('base64')}\n`;
  for (const [what, body] of [
    ['no old size', `${hash}\n${note}`],
    ['a leading zero', `old 03\n\n${note}`],
    ['two spaces', `old  3\n\n${note}`],
    ['a short hash', `old 3\nAAAA\n\n${note}`],
    ['64 hashes', `old 3\n${hash.repeat(64)}\n${note}`],
    ['no blank line', `old 3\n${note}`],
    ['an endless body', `old 3\n\n${'x'.repeat(addCheckpointBytesMax)}`],
  ] as const) {
    it(`is refused: ${what}`, () => assert.throws(() => parseAddCheckpoint(body), TlogError));
  }
});
