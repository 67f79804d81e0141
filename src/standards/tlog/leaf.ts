/**
 * Ledger entries, encoding v1, and the hashes of RFC 6962 §2.1.
 *
 * An entry commits to an event without showing it: the body's HMAC under a fresh 32-byte salt. A
 * bare hash of a short body could be guessed; without the salt this one cannot. Body and salt are
 * kept elsewhere and may be deleted; every proof over the entry stays valid.
 *
 * Encoding v1 is fixed: two lines, each ended by a newline: never change it, add a v2.
 */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { hashBytes, TlogError } from './spelling.ts';

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

const entryHead = Buffer.from('sallyport.leaf/v1\n', 'ascii');
/** Head, 32 bytes in base64, newline. */
export const entryBytes = entryHead.length + 44 + 1;

/** The entry's bytes as they stand in a log's entry bundle (C2SP tlog-tiles). */
export function entryOf(commitment: Uint8Array): Buffer {
  return Buffer.from(`${entryHead.toString()}${Buffer.from(commitment).toString('base64')}\n`);
}

/** Whether an entry says of itself that it is a commitment in encoding v1; other logs hold other things. */
export function isCommitment(entry: Buffer): boolean {
  return (
    entry.length === entryBytes &&
    entry.compare(entryHead, 0, entryHead.length, 0, entryHead.length) === 0
  );
}

// Hashing is synchronous, so one block of working memory serves every call.
const leafWork = Buffer.alloc(1 + 65_535);
const nodeWork = Buffer.alloc(1 + 2 * hashBytes, 1);

/** RFC 6962 §2.1 leaf hash: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array): Buffer {
  if (entry.length >= leafWork.length) {
    return hash('sha256', Buffer.concat([Buffer.of(0), entry]), 'buffer');
  }
  leafWork.set(entry, 1);
  return hash('sha256', leafWork.subarray(0, 1 + entry.length), 'buffer');
}

/** RFC 6962 §2.1 node hash: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  // Without this a short hash would leave an earlier call's bytes in its place.
  if (left.length !== hashBytes || right.length !== hashBytes) {
    throw new TlogError(`a hash has ${hashBytes} bytes`);
  }
  nodeWork.set(left, 1);
  nodeWork.set(right, 1 + hashBytes);
  return hash('sha256', nodeWork, 'buffer');
}

/** The root of the empty tree: the hash of nothing. */
export const emptyRoot = (): Buffer => hash('sha256', Buffer.alloc(0), 'buffer');

/** RFC 6962 §2.1 root of the given leaf hashes. */
export function treeRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return Buffer.from(leaves[0] as Uint8Array);
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return nodeHash(treeRoot(leaves.slice(0, split)), treeRoot(leaves.slice(split)));
}
