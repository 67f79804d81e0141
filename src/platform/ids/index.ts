/**
 * Ids are branded and readable: `case_7k3…` cannot be passed where a report is meant, and can be
 * read over a telephone (Crockford's base32: no i, l, o or u).
 */
import { randomBytes } from 'node:crypto';

export type Id<Prefix extends string> = `${Prefix}_${string}`;

/** Makes ids; injected, so that a test can make them predictable. */
export interface Ids {
  make<Prefix extends string>(prefix: Prefix): Id<Prefix>;
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
/** 26 characters of 5 bits: 48 of time, 82 of chance. Time first keeps index pages warm. */
const randomLength = 16;

/** Ids that sort by the millisecond they were made in and cannot be guessed. */
export const randomIds: Ids = {
  make(prefix) {
    let time = Date.now();
    let head = '';
    for (let place = 0; place < 10; place++) {
      head = alphabet.charAt(time % 32) + head;
      time = Math.floor(time / 32);
    }
    let tail = '';
    for (const byte of randomBytes(randomLength)) tail += alphabet.charAt(byte & 31);
    return `${prefix}_${head}${tail}`;
  },
};

/** True for a string that `randomIds` could have made with this prefix. */
export function isId<Prefix extends string>(prefix: Prefix, value: string): value is Id<Prefix> {
  return (
    value.startsWith(`${prefix}_`) &&
    /^[0-9a-hjkmnp-tv-z]{26}$/.test(value.slice(prefix.length + 1))
  );
}
