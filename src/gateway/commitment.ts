/**
 * Salted commitments to bodies: HMAC-SHA-256 (RFC 2104) under a fresh 32-byte salt, taken piece by piece.
 * Written over plain hashes, because a keyed hash object for every request costs more than the hashing;
 * a test holds it to node's own.
 */
import { createHash, hash, randomFillSync, type Hash } from 'node:crypto';

const blockBytes = 64;
export const bodySaltBytes = 32;

export class BodyCommitment {
  readonly #inner: Hash;
  readonly #outer = Buffer.alloc(blockBytes + 32, 0x5c);

  constructor(salt: Uint8Array) {
    if (salt.length !== bodySaltBytes) throw new RangeError(`a salt has ${bodySaltBytes} bytes`);
    const pad = Buffer.alloc(blockBytes, 0x36);
    for (let place = 0; place < bodySaltBytes; place++) {
      pad[place] = 0x36 ^ (salt[place] as number);
      this.#outer[place] = 0x5c ^ (salt[place] as number);
    }
    this.#inner = createHash('sha256').update(pad);
  }

  update(bytes: Uint8Array): this {
    this.#inner.update(bytes);
    return this;
  }

  /** In base64; call once. */
  digest(): string {
    this.#inner.digest().copy(this.#outer, blockBytes);
    return hash('sha256', this.#outer, 'base64');
  }
}

const drawnBytes = 4096;
let drawn = Buffer.alloc(0);

/** Fresh random bytes, drawn from the system in blocks; each byte is given once. */
export function freshSalt(): Buffer {
  if (drawn.length < bodySaltBytes) drawn = randomFillSync(Buffer.alloc(drawnBytes));
  const salt = drawn.subarray(0, bodySaltBytes);
  drawn = drawn.subarray(bodySaltBytes);
  return salt;
}
