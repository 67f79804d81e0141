/** An Ed25519 private key as its 32-byte seed (RFC 8032 §5.1.5), which is all there is to keep. */
import { createPrivateKey, type KeyObject } from 'node:crypto';

export const seedBytes = 32;
/** What stands before the seed in PKCS #8 (RFC 8410 §7). */
const head = Buffer.from('302e020100300506032b657004220420', 'hex');

export const seedOf = (privateKey: KeyObject): Buffer =>
  Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');

export const keyOfSeed = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
