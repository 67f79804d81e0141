/** A grant's text with the signatures it has: what people sign, what the gateway is sent. Pure. */
import { signersNeeded, sides, type Side } from '#gateway';
import { openNote, type NoteKey } from '#standards/tlog';
import type { SignatureRow } from './signature-store.ts';

/** Without signatures only the text: there is no note before the first. */
export function noteOf(text: string, signatures: readonly Pick<SignatureRow, 'line'>[]): string {
  if (signatures.length === 0) return text;
  return `${text}\n${signatures.map(({ line }) => `${line}\n`).join('')}`;
}

/** A whole note, or signature lines alone under the text they are said to sign. */
export function asNote(text: string, given: string): string {
  return given.startsWith('— ') ? `${text}\n${given.endsWith('\n') ? given : `${given}\n`}` : given;
}

/** The line by which this key signed the note; undefined where it did not. Throws on a broken one. */
export function lineBy(key: NoteKey, note: string): string | undefined {
  const { signatures, verified } = openNote(note, [key]);
  if (verified.length === 0) return undefined;
  const found = signatures.find(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (found === undefined) return undefined;
  const keyId = Buffer.alloc(4);
  keyId.writeUInt32BE(found.keyId);
  return `— ${found.name} ${Buffer.concat([keyId, found.bytes]).toString('base64')}`;
}

export type Missing = Record<Side, number>;

export function missingOf(signatures: readonly Pick<SignatureRow, 'side'>[]): Missing {
  const missing: Missing = { developer: signersNeeded, evaluator: signersNeeded };
  for (const { side } of signatures) missing[side] = Math.max(0, missing[side] - 1);
  return missing;
}

export const isComplete = (signatures: readonly Pick<SignatureRow, 'side'>[]): boolean =>
  sides.every((side) => missingOf(signatures)[side] === 0);
