/**
 * The one spelling of everything that C2SP logs write as text. A proof must have no second reading, so a
 * size with a leading zero, base64 with stray bits, or text that is not UTF-8 is refused, never mended.
 * Messages name what is wrong and quote nothing: the input may come from whoever wants to deceive us.
 */

/** What was read is not what the specification says, or does not hold. */
export class TlogError extends Error {
  override readonly name: string = 'TlogError';
}

/** SHA-256, the only hash of these logs. */
export const hashBytes = 32;

/** Text in strict UTF-8: a replacement character in its place would be another text. */
export function readText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TlogError(`${what} is not UTF-8`);
  }
}

/** An ASCII decimal without leading zeros, at most 2^53 - 1: more than any log holds. */
export function readDecimal(text: string, what: string): number {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value)) {
    throw new TlogError(`${what} must be a decimal without leading zeros, at most 2^53 - 1`);
  }
  return value;
}

/** RFC 4648 §4 with its padding and without stray bits: one spelling for one sequence of bytes. */
export function readBase64(text: string, what: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw new TlogError(`${what} must be padded base64`);
  return bytes;
}

export function readHash(text: string, what: string): Buffer {
  const hash = readBase64(text, what);
  if (hash.length !== hashBytes) throw new TlogError(`${what} must have ${hashBytes} bytes`);
  return hash;
}

/** A count that arithmetic here is exact for. */
export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
