/**
 * A receipt: what an operator can show its board, an examiner or an insurer. One canonical statement,
 * signed Ed25519 by the installation; whoever has the public key checks it without us.
 */
import { createHash, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { canonicalBody } from '#standards/tlog';

export interface Statement {
  format: 'sallyport-receipt/1';
  receipt: string;
  at: string;
  organisation: string;
  system: string;
  advisory: string;
  component: string;
  outcome: 'patched' | 'protected, not patched';
  evidence: 'inventory' | 'attestation';
  /** What the evidence is: the inventory's words, or the person's. */
  because: string;
  /** Who said so; absent where an inventory showed it. */
  attestedBy?: string;
}

export interface Signed {
  statement: string;
  signature: string;
  keyId: string;
}

export function signStatement(statement: Statement, key: KeyObject): Signed {
  const text = canonicalBody(statement);
  return {
    statement: text,
    signature: sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
    keyId: keyIdOf(key),
  };
}

/** First 16 hex digits of the SHA-256 of the public key in DER. */
export function keyIdOf(key: KeyObject): string {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}
