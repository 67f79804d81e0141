/**
 * Ledger entries, encoding v1, and their RFC 6962 hashes.
 *
 * An entry commits to an event without showing it: the body's HMAC under a fresh 32-byte salt. A
 * bare hash of a short body could be guessed; without the salt this one cannot. Body and salt are
 * kept elsewhere and may be deleted; every proof over the entry stays valid.
 *
 * Encoding v1 is fixed: two lines, each ended by a newline: never change it, add a v2.
 */
import { createHash, hash } from 'node:crypto';
import canonicalize from 'canonicalize';

export const saltBytes = 32;

/** RFC 8785 canonical JSON: the exact bytes a commitment is over. */
export function canonicalBody(body: unknown): string {
  const text = canonicalize(body);
  if (text === undefined) throw new TypeError('a ledger body must be a JSON value');
  return text;
}

const blockBytes = 64;

/**
 * HMAC-SHA-256 (RFC 2104) of the canonical body under the entry's own salt; 32 bytes. Written out over
 * one-shot hashes, because a keyed hash object for every entry costs ten times as much.
 */
export function commitmentOf(salt: Uint8Array, canonical: string): Buffer {
  if (salt.length !== saltBytes) throw new RangeError(`a salt has ${saltBytes} bytes`);
  const bodyBytes = Buffer.byteLength(canonical, 'utf8');
  const inner = Buffer.alloc(blockBytes + bodyBytes, 0x36);
  const outer = Buffer.alloc(blockBytes + 32, 0x5c);
  for (let place = 0; place < saltBytes; place++) {
    inner[place] = 0x36 ^ (salt[place] as number);
    outer[place] = 0x5c ^ (salt[place] as number);
  }
  inner.write(canonical, blockBytes, 'utf8');
  hash('sha256', inner, 'buffer').copy(outer, blockBytes);
  return hash('sha256', outer, 'buffer');
}

/** The entry's bytes as they stand in a log's entry bundle (C2SP tlog-tiles). */
export function entryOf(commitment: Uint8Array): Buffer {
  return Buffer.from(`sallyport.leaf/v1\n${Buffer.from(commitment).toString('base64')}\n`, 'utf8');
}

/** RFC 6962 §2.1 leaf hash: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(0)).update(entry).digest();
}

/** RFC 6962 §2.1 root of the given leaf hashes; the empty tree hashes the empty string. */
export function treeRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  if (leaves.length === 1) return Buffer.from(leaves[0] as Uint8Array);
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return createHash('sha256')
    .update(Uint8Array.of(1))
    .update(treeRoot(leaves.slice(0, split)))
    .update(treeRoot(leaves.slice(split)))
    .digest();
}
