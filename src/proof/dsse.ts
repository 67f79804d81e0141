/**
 * DSSE v1 envelopes (secure-systems-lab/dsse) over in-toto Statement v1, signed with Ed25519
 * (RFC 8032). The payload is RFC 8785 canonical JSON, so equal statements are equal bytes and the
 * SHA-256 of the payload names the evidence whoever signed it.
 */
import { createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sha256Hex } from './digest.ts';

export interface Envelope {
  payloadType: 'application/vnd.in-toto+json';
  /** Base64 of the canonical statement. */
  payload: string;
  signatures: { keyid: string; sig: string }[];
}

const payloadType = 'application/vnd.in-toto+json';

/** Signs a statement; `sha256` is of its canonical bytes. */
export function seal(
  statement: unknown,
  privateKey: KeyObject,
): { envelope: Envelope; sha256: string } {
  const payload = Buffer.from(canonicalize(statement) as string);
  const sig = sign(null, preAuthentication(payload), privateKey).toString('base64');
  const envelope: Envelope = {
    payloadType,
    payload: payload.toString('base64'),
    signatures: [{ keyid: keyIdOf(createPublicKey(privateKey)), sig }],
  };
  return { envelope, sha256: sha256Hex(payload) };
}

/** The statement and its digest, if a signature of the envelope is by `publicKey`. */
export function open(
  envelope: Envelope,
  publicKey: KeyObject,
): { statement: unknown; sha256: string } | undefined {
  if (envelope.payloadType !== payloadType || publicKey.asymmetricKeyType !== 'ed25519')
    return undefined;
  const payload = Buffer.from(envelope.payload, 'base64');
  const isSigned = envelope.signatures.some(({ sig }) =>
    verify(null, preAuthentication(payload), publicKey, Buffer.from(sig, 'base64')),
  );
  if (!isSigned) return undefined;
  return { statement: JSON.parse(payload.toString('utf8')) as unknown, sha256: sha256Hex(payload) };
}

/** A key nobody keeps: enough to show that a file is whole, not who made it. */
export function ephemeralKey(): KeyObject {
  return generateKeyPairSync('ed25519').privateKey;
}

/** Hex SHA-256 of the raw 32-byte public key. */
export function keyIdOf(publicKey: KeyObject): string {
  const { x } = publicKey.export({ format: 'jwk' });
  return sha256Hex(Buffer.from(x as string, 'base64url'));
}

/** PAE of the DSSE protocol: lengths before contents, so no two pairs share an encoding. */
function preAuthentication(payload: Buffer): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
