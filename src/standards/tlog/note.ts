/**
 * Signed notes (c2sp.org/signed-note): a text, a blank line, and signature lines. Grants, checkpoints and
 * cosignatures are all of this form. What a note says counts only as far as a key known beforehand signed
 * it: unknown keys are passed over, and one broken signature of a known key spoils the whole note.
 */
import { generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { noteKey, requireKeyName, type NoteKey, type NoteKeyType } from './key.ts';
import { readBase64, TlogError } from './spelling.ts';

export interface NoteSigner {
  key: NoteKey;
  privateKey: KeyObject;
}

export interface NoteSignature {
  name: string;
  keyId: number;
  /** Without the key id. */
  bytes: Buffer;
}

export interface OpenedNote {
  text: string;
  signatures: NoteSignature[];
  /** Each known key once; a cosignature with its time. */
  verified: { key: NoteKey; timeS?: number }[];
}

/** A known key's signature that does not hold: somebody changed the text or the signature. */
export class BadSignature extends TlogError {
  override readonly name = 'BadSignature';
}

export const noteBytesMax = 64 * 1024;
/** The specification asks for at least 16. */
export const noteSignaturesMax = 64;
const keyIdBytes = 4;
const timeBytes = 8;
/** The end of the year 9999: a later time is in nobody's past (tlog-cosignature lets verifiers refuse it). */
const timeSMax = 253_402_300_799;
const signatureBytes = 64;

/** A key that nobody had before. */
export function newSigner(name: string, type: NoteKeyType = 'ed25519'): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: noteKey(name, publicKey, type), privateKey };
}

/** The text with a signature of each signer. Cosignature keys need the time, in seconds since 1970. */
export function signNote(text: string, signers: readonly NoteSigner[], timeS?: number): string {
  if (signers.length === 0) throw new TlogError('a note has at least one signature');
  const lines = signers.map((signer) => signatureLine(text, signer, timeS));
  return requireNote(`${text}\n${lines.join('')}`);
}

/** One signature line, newline included: what a witness answers, and what `addSignatures` takes. */
export function signatureLine(text: string, signer: NoteSigner, timeS?: number): string {
  requireText(text);
  const { key, privateKey } = signer;
  const keyId = Buffer.alloc(keyIdBytes);
  keyId.writeUInt32BE(key.keyId);
  const time = key.type === 'cosignature' ? encodedTime(timeS) : Buffer.alloc(0);
  const signature = sign(null, signedBytes(key, text, timeS), privateKey);
  return `— ${key.name} ${Buffer.concat([keyId, time, signature]).toString('base64')}\n`;
}

/** The text and its signatures without looking at any key: nothing in it is to be believed yet. */
export function splitNote(note: string): { text: string; signatures: NoteSignature[] } {
  requireNote(note);
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const signatures = note
    .slice(end + 2, -1)
    .split('\n')
    .map(readSignature);
  return { text, signatures };
}

/**
 * Opens a note by the given keys. Throws `BadSignature` where a known key's signature does not hold;
 * `verified` is empty where none of them signed, and then the text must not be used.
 */
export function openNote(note: string, keys: readonly NoteKey[]): OpenedNote {
  const { text, signatures } = splitNote(note);
  const verified = new Map<string, { key: NoteKey; timeS?: number }>();
  for (const signature of signatures) {
    const named = keys.filter(
      ({ name, keyId }) => name === signature.name && keyId === signature.keyId,
    );
    if (named.length === 0) continue;
    // The id is short: several keys may share name and id, and then one of them must have signed.
    const found = named.map((key) => verifiedBy(key, text, signature)).find((hit) => hit !== null);
    if (found === undefined) {
      throw new BadSignature(`the signature of \`${signature.name}\` does not hold`);
    }
    const earlier = verified.get(found.key.vkey);
    if (earlier === undefined || (earlier.timeS ?? 0) < (found.timeS ?? 0)) {
      verified.set(found.key.vkey, found);
    }
  }
  return { text, signatures, verified: [...verified.values()] };
}

/** Adds signature lines. A key that signed already keeps its line: nobody else's answer replaces it. */
export function addSignatures(note: string, lines: readonly string[]): string {
  const { signatures } = splitNote(note);
  const idOf = ({ name, keyId }: NoteSignature) => `${keyId} ${name}`;
  const signed = new Set(signatures.map(idOf));
  let longer = note;
  for (const line of lines) {
    const bare = line.endsWith('\n') ? line.slice(0, -1) : line;
    const id = idOf(readSignature(bare));
    if (signed.has(id)) continue;
    signed.add(id);
    longer += `${bare}\n`;
  }
  return requireNote(longer);
}

function verifiedBy(
  key: NoteKey,
  text: string,
  { bytes }: NoteSignature,
): { key: NoteKey; timeS?: number } | null {
  if (key.type === 'ed25519') {
    const holds =
      bytes.length === signatureBytes &&
      verify(null, signedBytes(key, text, undefined), key.publicKey, bytes);
    return holds ? { key } : null;
  }
  if (bytes.length !== timeBytes + signatureBytes) return null;
  const timeS = Number(bytes.readBigUInt64BE(0));
  if (timeS > timeSMax) return null;
  const signature = bytes.subarray(timeBytes);
  return verify(null, signedBytes(key, text, timeS), key.publicKey, signature)
    ? { key, timeS }
    : null;
}

/** A cosignature names its time first, so neither kind of signature can pass for the other. */
function signedBytes(key: NoteKey, text: string, timeS: number | undefined): Buffer {
  if (key.type === 'ed25519') return Buffer.from(text, 'utf8');
  requireTime(timeS);
  return Buffer.from(`cosignature/v1\ntime ${timeS}\n${text}`, 'utf8');
}

function encodedTime(timeS: number | undefined): Buffer {
  requireTime(timeS);
  const bytes = Buffer.alloc(timeBytes);
  bytes.writeBigUInt64BE(BigInt(timeS));
  return bytes;
}

function requireTime(timeS: number | undefined): asserts timeS is number {
  if (timeS === undefined || !Number.isInteger(timeS) || timeS < 0 || timeS > timeSMax) {
    throw new TlogError('a cosignature needs its time in whole seconds since 1970');
  }
}

function readSignature(line: string): NoteSignature {
  const [, name, encoded] = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  if (name === undefined || encoded === undefined) {
    throw new TlogError('a signature line is `— name base64`');
  }
  requireKeyName(name);
  const bytes = readBase64(encoded, 'a signature');
  if (bytes.length <= keyIdBytes) throw new TlogError('a signature is longer than its key’s id');
  return { name, keyId: bytes.readUInt32BE(0), bytes: bytes.subarray(keyIdBytes) };
}

/** Ends in newline; no other control character. DEL and C1 too: they steer a reader's terminal. */
function requireText(text: string): void {
  if (!text.endsWith('\n')) throw new TlogError('a note’s text ends in a newline');
  if (!text.isWellFormed()) throw new TlogError('a note is UTF-8');
  if (/[^\P{Cc}\n]/u.test(text)) throw new TlogError('a note has no control character but newline');
}

function requireNote(note: string): string {
  // Characters first: counting the bytes of an endless text costs what the limit is there to spare.
  if (note.length > noteBytesMax || Buffer.byteLength(note, 'utf8') > noteBytesMax) {
    throw new TlogError(`a note has at most ${noteBytesMax} bytes`);
  }
  requireText(note);
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || end + 2 === note.length) {
    throw new TlogError('a note is a text, a blank line and at least one signature line');
  }
  const signatures = note.slice(end + 2, -1).split('\n').length;
  if (signatures > noteSignaturesMax) {
    throw new TlogError(`a note has at most ${noteSignaturesMax} signatures`);
  }
  return note;
}
