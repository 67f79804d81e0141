/**
 * A key in two halves: neither alone says anything about it (a one-time pad), both together are it. Each
 * custodian of a sealed suite holds one half of every task's key, so no one person can open a task, and
 * neither can the server, which holds neither half (docs/adr).
 */
import { randomBytes } from 'node:crypto';

export type Halves = readonly [Buffer, Buffer];

export function splitKey(key: Uint8Array): Halves {
  const pad = randomBytes(key.length);
  return [pad, xor(pad, key)];
}

/** Throws `RangeError` on halves of different length: they are not of one key. */
export function joinKey([first, second]: readonly [Uint8Array, Uint8Array]): Buffer {
  if (first.length !== second.length) throw new RangeError('these are not two halves of one key');
  return xor(first, second);
}

function xor(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, place) => byte ^ (b[place] as number)));
}
