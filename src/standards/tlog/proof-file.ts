/**
 * Proof files (c2sp.org/tlog-proof@v1): that one entry is in a log, in one file that needs no network.
 * The file does not hold the entry: who verifies it has that from elsewhere, or it proves nothing to them.
 */
import { noteBytesMax } from './note.ts';
import { proofHashesMax } from './proof.ts';
import { isCount, readBase64, readDecimal, readHash, TlogError } from './spelling.ts';

export interface ProofFile {
  index: number;
  proof: Buffer[];
  /** The signed note, word for word. */
  checkpoint: string;
  /** Not covered by anything: never to be believed. */
  extra?: Buffer;
}

const head = 'c2sp.org/tlog-proof@v1';
export const extraBytesMax = 16 * 1024;
export const proofFileBytesMax = noteBytesMax + 32 * 1024;

export function formatProofFile({ index, proof, checkpoint, extra }: ProofFile): string {
  if (!isCount(index)) throw new TlogError('a proof’s index is a whole number');
  if (proof.length > proofHashesMax) {
    throw new TlogError(`a proof has at most ${proofHashesMax} hashes`);
  }
  const lines = [
    head,
    ...(extra === undefined ? [] : [`extra ${extra.toString('base64')}`]),
    `index ${index}`,
    ...proof.map((hash) => hash.toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Reads the form only: signatures and proof are for the caller to verify. */
export function parseProofFile(text: string): ProofFile {
  if (text.length > proofFileBytesMax) {
    throw new TlogError(`a proof file has at most ${proofFileBytesMax} bytes`);
  }
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw new TlogError('a proof file is a proof, a blank line and a checkpoint');
  const lines = text.slice(0, blank).split('\n');
  if (lines.shift() !== head) throw new TlogError(`a proof file begins with \`${head}\``);
  const extra = lines[0]?.startsWith('extra ') === true ? readExtra(lines.shift()) : undefined;
  const index = /^index (.*)$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined) throw new TlogError('a proof file names its entry: `index N`');
  if (lines.length > proofHashesMax) {
    throw new TlogError(`a proof has at most ${proofHashesMax} hashes`);
  }
  return {
    index: readDecimal(index, 'a proof’s index'),
    proof: lines.map((line) => readHash(line, 'a proof’s hash')),
    checkpoint: text.slice(blank + 2),
    ...(extra === undefined ? {} : { extra }),
  };
}

function readExtra(line: string | undefined): Buffer {
  const extra = readBase64((line ?? '').slice('extra '.length), 'a proof’s extra data');
  if (extra.length > extraBytesMax) {
    throw new TlogError(`a proof’s extra data has at most ${extraBytesMax} bytes`);
  }
  return extra;
}
