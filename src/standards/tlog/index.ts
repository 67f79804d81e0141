/** C2SP transparency logs, pure: entries, keys, signed notes, checkpoints, tiles, proofs, witnessing. */
export { TlogError, readText } from './spelling.ts';
export {
  canonicalBody,
  commitmentOf,
  emptyRoot,
  entryOf,
  isCommitment,
  leafHash,
  nodeHash,
  saltBytes,
  treeRoot,
} from './leaf.ts';
export { fingerprintOf } from './fingerprint.ts';
export { noteKey, parseVkey, type NoteKey, type NoteKeyType } from './key.ts';
export {
  addSignatures,
  BadSignature,
  newSigner,
  noteBytesMax,
  noteSignaturesMax,
  openNote,
  signatureLine,
  signNote,
  splitNote,
  type NoteSignature,
  type NoteSigner,
  type OpenedNote,
} from './note.ts';
export { formatCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.ts';
export {
  bodiesPath,
  bundleBytesMax,
  decodeBundle,
  encodeBundle,
  entryBundlePath,
  entryBytesMax,
  parseTilePath,
  tilePath,
  tileWidth,
  widthIn,
  type BundlePlace,
  type TilePlace,
} from './tile.ts';
export { GrowingTree, rootOf, type Tile, type TileReader } from './tree.ts';
export {
  consistencyProof,
  inclusionProof,
  proofHashesMax,
  verifyConsistency,
  verifyInclusion,
  type Consistency,
  type Inclusion,
} from './proof.ts';
export {
  formatProofFile,
  parseProofFile,
  proofFileBytesMax,
  type ProofFile,
} from './proof-file.ts';
export {
  addCheckpointBytesMax,
  decideAddCheckpoint,
  formatAddCheckpoint,
  parseAddCheckpoint,
  type AddCheckpoint,
  type WitnessDecision,
} from './witness.ts';
export {
  formatKeysFile,
  keysFileBytesMax,
  keysFilePath,
  parseKeysFile,
  type KeysFile,
} from './keys-file.ts';
export {
  bodiesBytesMax,
  formatBodies,
  isBodyOf,
  parseBodies,
  type DisclosedBody,
} from './bodies.ts';
export { tilesOf, type LogSource } from './log-source.ts';
export type { Trust } from './verify-checkpoint.ts';
export type { Check, CheckName, Finding, LogReport } from './log-report.ts';
export { checkpointPath, verifyLog, type LogQuestions } from './verify-log.ts';
