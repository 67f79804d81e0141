/**
 * Keys of signed notes (c2sp.org/signed-note, c2sp.org/tlog-cosignature): who signs, by which algorithm.
 * A key is written as one line, its vkey: `name+id+base64`, which people can read out and pin.
 *
 * Two algorithms, both Ed25519: a plain signature (0x01) and a witness's cosignature with a time (0x04).
 */
import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { readBase64, TlogError } from './spelling.ts';

export type NoteKeyType = 'ed25519' | 'cosignature';

export interface NoteKey {
  name: string;
  type: NoteKeyType;
  /** The first four bytes of a hash over name, type and key, big-endian. A label, not a proof. */
  keyId: number;
  publicKey: KeyObject;
  vkey: string;
}

const typeBytes: Readonly<Record<NoteKeyType, number>> = { ed25519: 0x01, cosignature: 0x04 };
const publicKeyBytes = 32;
export const keyNameCharactersMax = 256;

/** A key by its public half. Refuses one with which anybody could sign. */
export function noteKey(
  name: string,
  publicKey: KeyObject,
  type: NoteKeyType = 'ed25519',
): NoteKey {
  requireKeyName(name);
  if (publicKey.type !== 'public' || publicKey.asymmetricKeyType !== 'ed25519') {
    throw new TlogError('a note key is the public half of an Ed25519 key');
  }
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  requireStrongPoint(raw);
  const material = Buffer.concat([Buffer.of(typeBytes[type]), raw]);
  const named = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), material]);
  const keyId = hash('sha256', named, 'buffer').readUInt32BE(0);
  const id = keyId.toString(16).padStart(8, '0');
  return { name, type, keyId, publicKey, vkey: `${name}+${id}+${material.toString('base64')}` };
}

/** Reads a vkey; its id must be that of its key. */
export function parseVkey(vkey: string): NoteKey {
  const [, name, id, encoded] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(vkey) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) {
    throw new TlogError('a verifier key is `name+id+key`: eight hex digits, then base64');
  }
  requireKeyName(name);
  const material = readBase64(encoded, 'a verifier key');
  const [type] = (Object.keys(typeBytes) as NoteKeyType[]).filter(
    (known) => typeBytes[known] === material[0],
  );
  if (type === undefined) {
    throw new TlogError(
      'a verifier key must be Ed25519 (type 1) or an Ed25519 cosignature (type 4)',
    );
  }
  if (material.length !== 1 + publicKeyBytes) {
    throw new TlogError(`a verifier key holds ${publicKeyBytes} bytes of public key`);
  }
  const x = material.subarray(1).toString('base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const key = noteKey(name, publicKey, type);
  if (key.vkey !== vkey) {
    throw new TlogError(
      'the verifier key’s id is not that of its name and key; it was changed or mistyped',
    );
  }
  return key;
}

/** Non-empty, no Unicode space, no `+` (signed-note); no control character, since a note is lines. */
export function requireKeyName(name: string): void {
  if (name === '' || name.length > keyNameCharactersMax || !name.isWellFormed()) {
    throw new TlogError(`a key’s name has 1 to ${keyNameCharactersMax} characters`);
  }
  if (/[\s\p{White_Space}\p{Cc}+]/u.test(name)) {
    throw new TlogError('a key’s name has no spaces, no `+` and no control characters');
  }
}

const fieldPrime = 2n ** 255n - 19n;
/**
 * The heights of the eight points of small order. Whoever takes one as a key can show a signature of it
 * on any text at all, so a person could hand over such a key and deny, or share, whatever it signed.
 */
const smallOrderHeights: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  fieldPrime - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
]);

/**
 * RFC 8032 §5.1.3: a height below the field's prime. node:crypto makes a key of any 32 bytes, and whether
 * it then refuses a weak one depends on its OpenSSL.
 */
function requireStrongPoint(raw: Uint8Array): void {
  if (raw.length !== publicKeyBytes) {
    throw new TlogError(`a public key has ${publicKeyBytes} bytes`);
  }
  const height = BigInt(`0x${Buffer.from(raw).reverse().toString('hex')}`) & (2n ** 255n - 1n);
  if (height >= fieldPrime || smallOrderHeights.has(height)) {
    throw new TlogError('a public key of small order, or not in canonical form, protects nothing');
  }
}
