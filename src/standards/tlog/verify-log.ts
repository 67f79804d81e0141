/**
 * Verifies a whole log for somebody who trusts neither its owner nor its readers: signatures, witnesses,
 * every entry, every tile, every disclosed body; on request that it continues an earlier checkpoint, and
 * that a proof file is right. Everything is computed here from what was read; a source that cannot be
 * reached throws, and every fault of the log itself is a finding.
 */
import type { Checkpoint } from './checkpoint.ts';
import type { LogSource } from './log-source.ts';
import { Findings, reportOf, type LogReport, type Verified } from './log-report.ts';
import { noteBytesMax } from './note.ts';
import type { ProofFile } from './proof-file.ts';
import { verifyInclusion } from './proof.ts';
import { readText, TlogError } from './spelling.ts';
import {
  neededOf,
  requireTrust,
  verifyCosignatures,
  verifySignature,
  type Trust,
} from './verify-checkpoint.ts';
import { verifyEntries, type Walk } from './verify-entries.ts';

export interface LogQuestions {
  /** A checkpoint that the reader has from before, as a signed note. */
  earlier?: string;
  proof?: ProofFile;
}

export const checkpointPath = 'checkpoint';
/** More than an hour's work on one core; a checkpoint may claim any size. */
const entriesMax = 1_000_000_000;

/** Throws `TlogError` where the questions themselves are wrong, or where there is no log at all. */
export async function verifyLog(
  source: LogSource,
  trust: Trust,
  { earlier, proof }: LogQuestions = {},
): Promise<LogReport> {
  requireTrust(trust);
  const findings = new Findings();
  const verified: Verified = {
    origin: trust.logKey.name,
    keyFrom: trust.isKeyFromLog === true ? 'log' : 'caller',
    witnesses: trust.witnesses.length,
    quorum: neededOf(trust),
    cosignatures: [],
    asked: { earlier: earlier !== undefined, proof: proof !== undefined },
    ...(proof && { proofOf: proof.index }),
  };
  const before = earlier === undefined ? undefined : signed(earlier, trust, 'earlier', findings);
  const proved =
    proof === undefined ? undefined : signed(proof.checkpoint, trust, 'proof', findings);
  const note = await readNote(source, findings);
  const checkpoint =
    note === undefined ? undefined : verifySignature(note, trust, atCheckpoint, findings);
  if (note === undefined || checkpoint === undefined) return reportOf(verified, findings);
  verified.checkpoint = checkpoint;
  verified.cosignatures = verifyCosignatures(note, trust, atWitnesses, findings);
  if (checkpoint.size > entriesMax) {
    findings.add('entries', checkpointPath, `claims more than ${entriesMax} entries`);
    return reportOf(verified, findings);
  }
  const sizes = new Set([before, proved].flatMap((past) => (past === undefined ? [] : past.size)));
  const marks = { sizes, ...(proof && { entry: proof.index }) };
  const walk = await verifyEntries(source, checkpoint, marks, findings);
  verified.walk = walk;
  if (before !== undefined) {
    verified.earlier = before.size;
    compareEarlier(before, checkpoint, walk, findings);
  }
  if (proof !== undefined && proved !== undefined) {
    compareProof(proof, proved, checkpoint, walk, findings);
  }
  return reportOf(verified, findings);
}

const atCheckpoint = { check: 'checkpoint', place: checkpointPath } as const;
const atWitnesses = { check: 'witnesses', place: checkpointPath } as const;
const givenAt = {
  earlier: { check: 'earlier checkpoint', place: 'earlier checkpoint' },
  proof: { check: 'proof file', place: 'proof file' },
} as const;

/** A checkpoint that the caller brought. A proof file must convince alone, so it needs its witnesses too. */
function signed(note: string, trust: Trust, given: keyof typeof givenAt, findings: Findings) {
  const checkpoint = verifySignature(note, trust, givenAt[given], findings);
  if (checkpoint !== undefined && given === 'proof') {
    verifyCosignatures(note, trust, givenAt.proof, findings);
  }
  return checkpoint;
}

async function readNote(source: LogSource, findings: Findings): Promise<string | undefined> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await source.read(checkpointPath, noteBytesMax);
    if (bytes !== undefined) return readText(bytes, 'the note');
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    findings.add('checkpoint', checkpointPath, error.message);
    return undefined;
  }
  throw new TlogError('there is no `checkpoint` here; give a log’s base folder or address');
}

/** Append-only: the same entries, hashed up to where the log stood then, make the root it had then. */
function compareEarlier(before: Checkpoint, now: Checkpoint, walk: Walk, findings: Findings): void {
  const { check, place } = givenAt.earlier;
  if (before.size > now.size) {
    const detail = `had ${before.size} entries, and the log has ${now.size}: entries were taken out`;
    return findings.add(check, place, detail);
  }
  const root = walk.roots.get(before.size);
  if (root === undefined || root.equals(before.root)) return;
  findings.add(
    check,
    place,
    `had another root over its ${before.size} entries: the log was rewritten, or shows two histories; keep both checkpoints, together they prove it`,
  );
}

function compareProof(
  { index, proof }: ProofFile,
  proved: Checkpoint,
  now: Checkpoint,
  walk: Walk,
  findings: Findings,
): void {
  const { check, place } = givenAt.proof;
  const { leafHash } = walk;
  if (index >= now.size || proved.size > now.size) {
    const detail = `is of ${Math.max(proved.size, index + 1)} entries, and the log here has ${now.size}; get it anew`;
    return findings.add(check, place, detail);
  }
  if (leafHash === undefined) return;
  const { size, root } = proved;
  if (!verifyInclusion({ index, size, leafHash, proof, root })) {
    findings.add(check, place, `does not lead from entry ${index} to its checkpoint’s root`);
  }
  const here = walk.roots.get(size);
  if (here !== undefined && !here.equals(root)) {
    findings.add(check, place, `its checkpoint of ${size} entries is not of this log’s history`);
  }
}
