/**
 * Output of a hostile program made fit for a model and for whoever reads the transcript: bounded, and
 * with control characters written out, so that no terminal is moved, titled or rewritten by it. Pure.
 */

export interface Shown {
  text: string;
  /** Bytes there were. */
  bytes: number;
  isCut: boolean;
}

/** Head and tail of what does not fit: what went wrong is mostly said last. */
export function shown(bytes: Uint8Array, bytesMax: number): Shown {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isCut = view.length > bytesMax;
  if (!isCut) return { text: readable(view), bytes: view.length, isCut };
  const half = Math.floor(bytesMax / 2);
  const left = view.length - 2 * half;
  const text = `${readable(view.subarray(0, half))}\n[… ${left} bytes left out …]\n${readable(view.subarray(-half))}`;
  return { text, bytes: view.length, isCut };
}

/** Text as it is, but for control and direction-changing characters; bytes that are no UTF-8 as `\xNN`. */
export function readable(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? escaped(byByte(bytes)) : escaped(text);
}

function escaped(text: string): string {
  return text.replace(
    /[^\P{Cc}\n\t]|\p{Cf}|\p{Cs}|\u2028|\u2029/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Every run of valid UTF-8 kept, every byte outside one written out. */
function byByte(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at] as number);
    const piece = bytes.subarray(at, at + length).toString('utf8');
    const isValid = !piece.includes('\ufffd');
    text += isValid ? piece : `\\x${(bytes[at] as number).toString(16).padStart(2, '0')}`;
    at += isValid ? length : 1;
  }
  return text;
}

function sequenceLength(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}
