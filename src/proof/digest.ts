/** SHA-256 and Subresource Integrity (W3C SRI 2): how a bundle pins what is fetched. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Hex SHA-256. */
export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether `bytes` have the digest that `integrity` (`sha512-BASE64`, `sha256:HEX` …) states. */
export function hasIntegrity(bytes: Uint8Array, integrity: string): boolean {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(integrity)?.[1];
  const [, algorithm = 'sha256', base64 = ''] = /^(sha256|sha512)-(.+)$/.exec(integrity) ?? [];
  const wanted = hex === undefined ? Buffer.from(base64, 'base64') : Buffer.from(hex, 'hex');
  const found = createHash(algorithm).update(bytes).digest();
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
