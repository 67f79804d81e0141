/**
 * What a witness decides (c2sp.org/tlog-witness, add-checkpoint): whether a checkpoint continues the one
 * it cosigned last. Pure: the caller must look up `latest`, decide and persist in one transaction, and
 * only then answer, or two requests at once could roll the log back.
 *
 * INVARIANT (one history): a witness that has cosigned a checkpoint never cosigns a smaller one of the
 * same log, nor one that does not continue it.
 */
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { NoteKey } from './key.ts';
import { emptyRoot } from './leaf.ts';
import { BadSignature, noteBytesMax, openNote, splitNote } from './note.ts';
import { proofHashesMax, verifyConsistency } from './proof.ts';
import { isCount, readDecimal, readHash, TlogError } from './spelling.ts';

export interface AddCheckpoint {
  /** The size that the log believes the witness to know; 0 if none. */
  old: number;
  proof: Buffer[];
  /** The checkpoint, signed by the log. */
  note: string;
}

/** A decimal, 63 hashes in base64 and a note. */
export const addCheckpointBytesMax = noteBytesMax + 4 * 1024;

export function formatAddCheckpoint({ old, proof, note }: AddCheckpoint): string {
  if (!isCount(old)) throw new TlogError('the old size is a whole number');
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64'))];
  return `${lines.join('\n')}\n\n${note}`;
}

/** Reads a request's body. Throws `TlogError`: answer 400. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  if (body.length > addCheckpointBytesMax) {
    throw new TlogError(`a request has at most ${addCheckpointBytesMax} bytes`);
  }
  const blank = body.indexOf('\n\n');
  if (blank < 0) {
    throw new TlogError('a request is an old size, a proof, a blank line and a checkpoint');
  }
  const [first = '', ...lines] = body.slice(0, blank).split('\n');
  const old = /^old (.*)$/.exec(first)?.[1];
  if (old === undefined) throw new TlogError('a request begins with `old N`');
  if (lines.length > proofHashesMax) {
    throw new TlogError(`a proof has at most ${proofHashesMax} hashes`);
  }
  return {
    old: readDecimal(old, 'the old size'),
    proof: lines.map((line) => readHash(line, 'a proof’s hash')),
    note: body.slice(blank + 2),
  };
}

export interface WitnessDecision {
  /** 200 cosign; 400 malformed; 403 not signed by the log; 404 unknown log; 409 other size; 422 bad proof. */
  status: 200 | 400 | 403 | 404 | 409 | 422;
  /** What to persist before answering, with 200. */
  accept?: Checkpoint;
  /** The answer's body with 409: the size this witness has cosigned last. */
  size?: number;
  reason: string;
}

export function decideAddCheckpoint(input: {
  request: AddCheckpoint;
  /** Keys of the logs witnessed here; a key's name is its log's origin. */
  logKeys: readonly NoteKey[];
  /** What was cosigned last for this origin. */
  latest?: { size: number; root: Uint8Array };
}): WitnessDecision {
  const { old, proof, note } = input.request;
  const read = readSigned(note, input.logKeys);
  if ('status' in read) return read;
  const latest = input.latest ?? { size: 0, root: emptyRoot() };
  if (old > read.size) return { status: 400, reason: 'the old size is above the checkpoint’s' };
  if (old !== latest.size) {
    return { status: 409, size: latest.size, reason: 'the old size is not the one cosigned last' };
  }
  if (old === read.size && !read.root.equals(latest.root)) {
    const reason = 'another checkpoint of this size was cosigned: the log shows two histories';
    return { status: 409, size: latest.size, reason };
  }
  const continues = verifyConsistency({
    from: old,
    to: read.size,
    fromRoot: latest.root,
    toRoot: read.root,
    proof,
  });
  if (!continues) {
    return {
      status: 422,
      reason: 'the proof does not show that the checkpoint continues the last',
    };
  }
  return { status: 200, accept: read, reason: 'the checkpoint continues the one cosigned last' };
}

/** The checkpoint, if the log that it names signed it. */
function readSigned(note: string, logKeys: readonly NoteKey[]): Checkpoint | WitnessDecision {
  try {
    const checkpoint = parseCheckpoint(splitNote(note).text);
    const keys = logKeys.filter(({ name }) => name === checkpoint.origin);
    if (keys.length === 0) return { status: 404, reason: 'this log is not witnessed here' };
    if (openNote(note, keys).verified.length > 0) return checkpoint;
    return { status: 403, reason: 'the checkpoint bears no signature of its log' };
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    return { status: error instanceof BadSignature ? 403 : 400, reason: error.message };
  }
}
