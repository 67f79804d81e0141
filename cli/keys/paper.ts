/**
 * A key on paper: 14 groups of five characters, to be written by hand and typed again years later. Four
 * characters of a group carry the key, the fifth checks them and the group's place; the last group checks
 * the whole with the key's name and kind.
 *
 * The characters are Crockford's base 32, which has no I, L, O or U; what looks alike reads alike. The
 * check is linear over GF(32) with a weight of its own for each place, so every single wrong character,
 * every two that changed places, and every two groups that did, are seen, and the group is named.
 */
import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { noteKey, type NoteKeyType, type NoteSigner } from '#standards/tlog';
import { keyOfSeed, seedBytes, seedOf } from './seed.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const carried = 4;
/** 32 bytes of key and 4 bits of kind fill 52 characters exactly. */
const keyGroups = 13;
export const paperGroups = keyGroups + 1;
const groupsPerRow = 5;
const kinds: Readonly<Record<NoteKeyType, bigint>> = { ed25519: 1n, cosignature: 4n };

/** What is wrong with what was typed; it names groups by number and repeats none. */
export class PaperFault extends Error {}

/** Rows of groups. */
export function paperOf({ key, privateKey }: NoteSigner): string[] {
  const value = (BigInt(`0x${seedOf(privateKey).toString('hex')}`) << 4n) | kinds[key.type];
  const symbols = [...symbolsOf(value, keyGroups * carried), ...wholeCheck(key.vkey)];
  const groups = Array.from({ length: paperGroups }, (_, place) => {
    const own = symbols.slice(place * carried, (place + 1) * carried);
    return [...own, checkOf(own, place)].map((symbol) => alphabet[symbol]).join('');
  });
  const rows = Math.ceil(paperGroups / groupsPerRow);
  return Array.from({ length: rows }, (_, row) =>
    groups.slice(row * groupsPerRow, (row + 1) * groupsPerRow).join(' '),
  );
}

/** The key of a name, from what was typed. */
export function keyOfPaper(typed: string, name: string): NoteSigner {
  const groups = typed.trim().split(/\s+/).map(readGroup);
  const bad = groups.flatMap((symbols, place) =>
    symbols !== undefined && checkOf(symbols.slice(0, carried), place) === symbols[carried]
      ? []
      : [place + 1],
  );
  if (groups.length !== paperGroups) {
    const where = bad[0] === undefined ? '' : `; the first that does not fit is group ${bad[0]}`;
    throw new PaperFault(`${paperGroups} groups are needed, ${groups.length} were read${where}`);
  }
  if (bad.length > 0) throw new PaperFault(faultOfGroups(bad));
  const symbols = groups.flatMap((group) => (group ?? []).slice(0, carried));
  const value = symbols.slice(0, keyGroups * carried).reduce((sum, s) => sum * 32n + BigInt(s), 0n);
  const type = (Object.keys(kinds) as NoteKeyType[]).find(
    (known) => kinds[known] === (value & 15n),
  );
  const hex = (value >> 4n).toString(16).padStart(2 * seedBytes, '0');
  const privateKey: KeyObject = keyOfSeed(Buffer.from(hex, 'hex'));
  const key = type && noteKey(name, createPublicKey(privateKey), type);
  const isWhole = wholeCheck(key?.vkey ?? '').every(
    (symbol, place) => symbol === symbols[keyGroups * carried + place],
  );
  if (key === undefined || !isWhole) {
    throw new PaperFault(
      `each group fits, but together they are not the key of \`${name}\`; is that the name on the paper? If it is, one group has two mistakes`,
    );
  }
  return { key, privateKey };
}

function faultOfGroups(bad: readonly number[]): string {
  const named = bad.map((place) => {
    const row = Math.ceil(place / groupsPerRow);
    return `group ${place} (row ${row}, number ${place - (row - 1) * groupsPerRow})`;
  });
  return bad.length === 1
    ? `${named.join()} has a mistake; compare it with the paper`
    : `these have mistakes, or changed places: ${named.join(', ')}; compare them with the paper`;
}

/** Five characters as numbers, or nothing where it is not five of ours. */
function readGroup(text: string): number[] | undefined {
  const symbols = [...text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1')].map(
    (character) => alphabet.indexOf(character),
  );
  return symbols.length === carried + 1 && symbols.every((symbol) => symbol >= 0)
    ? symbols
    : undefined;
}

const symbolsOf = (value: bigint, count: number): number[] =>
  Array.from({ length: count }, (_, place) =>
    Number((value >> BigInt(5 * (count - 1 - place))) & 31n),
  );

/** 20 bits over name, kind and public key. */
function wholeCheck(vkey: string): number[] {
  const digest = hash('sha256', `sallyport.paper/v1\n${vkey}\n`, 'buffer');
  return symbolsOf(BigInt(digest.readUIntBE(0, 3) >> 4), carried);
}

/** The group's number and its symbols times 2, 4, 8 and 16, added up in GF(32). */
const checkOf = (symbols: readonly number[], place: number): number =>
  symbols.reduce((sum, symbol, at) => sum ^ times(symbol, 2 << at), place + 1);

/** Multiplication in GF(32), modulo x⁵ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 8; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}
