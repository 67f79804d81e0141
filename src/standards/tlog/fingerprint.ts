/**
 * What two people read to each other over the phone to know that they hold the same key: eight groups of
 * five digits, about 132 bits of a SHA-256. Digits, because letters sound alike; over the whole line that
 * was handed over, so that name and kind are compared with the key.
 */
import { hash } from 'node:crypto';

const groups = 8;
const digits = 5;

/** Of a vkey, or of the SHA-256 that names a runner's key. */
export function fingerprintOf(line: string): string {
  const number = BigInt(`0x${hash('sha256', `sallyport.fingerprint/v1\n${line}\n`, 'hex')}`);
  const text = (number % 10n ** BigInt(groups * digits)).toString().padStart(groups * digits, '0');
  return (text.match(/.{5}/g) ?? []).join(' ');
}
