/**
 * A checkpoint against the keys that its reader trusts: the log's own signature, then the quorum of
 * witnesses. Keys are looked at one by one, so that a broken cosignature is named and does not hide a
 * good signature of the log.
 */
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { NoteKey } from './key.ts';
import type { CheckName, Findings } from './log-report.ts';
import { BadSignature, openNote, splitNote } from './note.ts';
import { TlogError } from './spelling.ts';

export interface Trust {
  /** Its name is the log's origin. */
  logKey: NoteKey;
  /** Whether the key came from the log itself, which then cannot show whose log it is. */
  isKeyFromLog?: boolean;
  witnesses: readonly NoteKey[];
  quorum: number | 'all';
}

export interface Cosignature {
  witness: NoteKey;
  timeS: number;
}

/** Refuses a trust in which one key could count twice, or a log vouch for itself. */
export function requireTrust({ logKey, witnesses, quorum }: Trust): void {
  const rawOf = ({ publicKey }: NoteKey) => publicKey.export({ format: 'jwk' }).x;
  if (witnesses.some(({ type }) => type !== 'cosignature')) {
    throw new TlogError('a witness’s key is a cosignature key (type 4): it signs a time as well');
  }
  if (new Set([logKey, ...witnesses].map(rawOf)).size !== witnesses.length + 1) {
    throw new TlogError('each witness has a key of its own, and none has the log’s');
  }
  if (quorum === 'all') return;
  if (!Number.isInteger(quorum) || quorum < 0 || quorum > witnesses.length) {
    throw new TlogError(`a quorum is \`all\` or 0 to the ${witnesses.length} witnesses named`);
  }
}

export const neededOf = ({ quorum, witnesses }: Trust): number =>
  quorum === 'all' ? witnesses.length : quorum;

/** The checkpoint if the log signed it; otherwise a finding, and nothing of it may be used. */
export function verifySignature(
  note: string,
  { logKey }: Trust,
  at: { check: CheckName; place: string },
  findings: Findings,
): Checkpoint | undefined {
  try {
    const { signatures } = splitNote(note);
    const { text, verified } = openNote(note, [logKey]);
    if (verified.length === 0) {
      const names = [...new Set(signatures.map(({ name }) => `\`${name}\``))].join(', ');
      throw new TlogError(`bears no signature of the key \`${logKey.vkey}\`, only of ${names}`);
    }
    const checkpoint = parseCheckpoint(text);
    if (checkpoint.origin === logKey.name) return checkpoint;
    throw new TlogError(`is of another log: \`${checkpoint.origin}\`, not \`${logKey.name}\``);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    findings.add(at.check, at.place, error.message);
    return undefined;
  }
}

/** The trusted witnesses that cosigned; a finding for each broken cosignature and for a missed quorum. */
export function verifyCosignatures(
  note: string,
  trust: Trust,
  at: { check: CheckName; place: string },
  findings: Findings,
): Cosignature[] {
  const cosigned: Cosignature[] = [];
  for (const witness of trust.witnesses) {
    try {
      for (const { timeS = 0 } of openNote(note, [witness]).verified) {
        cosigned.push({ witness, timeS });
      }
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      findings.add(at.check, at.place, error.message);
    }
  }
  const needed = neededOf(trust);
  if (cosigned.length < needed) {
    const have = new Set(cosigned.map(({ witness }) => witness));
    const missing = trust.witnesses.filter((witness) => !have.has(witness));
    const names = missing.map(({ name }) => `\`${name}\``).join(', ');
    const detail = `cosigned by ${cosigned.length} of the ${needed} witnesses needed; not by ${names}`;
    findings.add(at.check, at.place, detail);
  }
  return cosigned;
}
