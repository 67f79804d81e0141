/**
 * The part of DER (ITU-T X.690) that a certificate is made of: writing the few types we use, and walking
 * one level of what somebody else wrote. What is read here was read by OpenSSL before.
 */

const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Tag, length in its shortest form, content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), lengthOf(body.length), body]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  if (length > 0xffff) throw new RangeError('a certificate has at most 65,535 bytes');
  return Buffer.of(0x80 | bytes.length, ...bytes);
}

export const sequence = (...content: readonly Uint8Array[]): Buffer =>
  element(tags.sequence, ...content);
export const setOf = (...content: readonly Uint8Array[]): Buffer => element(tags.set, ...content);
export const octetString = (bytes: Uint8Array): Buffer => element(tags.octetString, bytes);
export const utf8String = (text: string): Buffer => element(tags.utf8String, Buffer.from(text));
export const boolean = (value: boolean): Buffer => element(0x01, Buffer.of(value ? 0xff : 0));

/** A positive number from big-endian bytes: a leading zero where the first bit would read as a sign. */
export function integer(bytes: Uint8Array): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  const short = start < 0 ? Buffer.of(0) : Buffer.from(bytes.subarray(start));
  return element(tags.integer, (short[0] ?? 0) & 0x80 ? Buffer.of(0) : Buffer.of(), short);
}

export const bitString = (bytes: Uint8Array, unusedBits = 0): Buffer =>
  element(tags.bitString, Buffer.of(unusedBits), bytes);

/** `2.5.29.14`: the first two arcs share a byte, each later one is written in groups of seven bits. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  const bytes = arcs.flatMap((arc) => {
    const groups = [arc & 0x7f];
    for (let rest = arc >> 7; rest > 0; rest >>= 7) groups.unshift(0x80 | (rest & 0x7f));
    return groups;
  });
  return element(tags.oid, Buffer.of(40 * first + second, ...bytes));
}

/** `[n]` around an element, and `[n]` in place of a primitive element's own tag. */
export const explicit = (number: number, content: Uint8Array): Buffer =>
  element(0xa0 | number, content);
export const implicit = (number: number, content: Uint8Array): Buffer =>
  element(0x80 | number, content);

/** RFC 5280 §4.1.2.5: two digits of the year until 2049, four afterwards; whole seconds. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().slice(0, 19).replaceAll(/[-T:]/g, '');
  return at.getUTCFullYear() < 2050
    ? element(tags.utcTime, Buffer.from(`${digits.slice(2)}Z`))
    : element(tags.generalizedTime, Buffer.from(`${digits}Z`));
}

export interface Element {
  tag: number;
  /** With tag and length. */
  whole: Buffer;
  content: Buffer;
}

/** The elements that stand one after the other in some bytes. */
export function elementsOf(bytes: Buffer): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes.readUInt8(at);
    const first = bytes.readUInt8(at + 1);
    const long = first & 0x80 ? first & 0x7f : 0;
    const length = long === 0 ? first : bytes.readUIntBE(at + 2, long);
    const from = at + 2 + long;
    const whole = bytes.subarray(at, from + length);
    elements.push({ tag, whole, content: bytes.subarray(from, from + length) });
    at = from + length;
  }
  return elements;
}
