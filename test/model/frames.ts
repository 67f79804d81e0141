/**
 * What is handed to the connection in one write. Here an answer is cut, lumped together, stopped half
 * way or never ended; a reader that goes by bytes and lines sees the same text whatever the frames.
 */
import type { Fault, Writes } from './behaviour.ts';
import { placeAfter, type Part, type Rendered } from './rendered.ts';

export interface Frame {
  bytes: Buffer;
  /** Pieces that are whole with this frame. */
  pieces: number;
}

export function framesOf(
  rendered: Rendered,
  writes: Writes,
  fault: Fault | undefined,
): Iterable<Frame> {
  const parts = rendered.isStream ? streamOf(rendered.parts, fault) : jsonOf(rendered.parts, fault);
  return writes.by === 'bytes' ? cut(parts, writes.count) : lumped(parts, writes.count);
}

/** White space may follow JSON for as long as it likes; 1 KiB at a time. */
const blank: Part = { bytes: Buffer.alloc(1024, ' '), isPiece: true };

function* jsonOf(parts: readonly Part[], fault: Fault | undefined): Generator<Part> {
  const [whole] = parts as [Part];
  if (fault?.kind === 'stall') {
    yield { bytes: whole.bytes.subarray(0, whole.bytes.length / 2), isPiece: false };
    return;
  }
  yield whole;
  // Ended by whoever sends, at its limit.
  while (fault?.kind === 'endless') yield blank;
}

function* streamOf(parts: readonly Part[], fault: Fault | undefined): Generator<Part> {
  if (fault?.kind === 'stall') {
    yield* parts.slice(0, placeAfter(parts, fault.afterPieces));
    return;
  }
  if (fault?.kind !== 'endless') return yield* parts;
  const first = placeAfter(parts, 0);
  const pieces = parts.filter(({ isPiece }) => isPiece);
  yield* parts.slice(0, first);
  // Ended by whoever sends, at its limit.
  while (pieces.length > 0) yield* pieces;
}

function* lumped(parts: Iterable<Part>, count: number): Generator<Frame> {
  let held: Part[] = [];
  for (const part of parts) {
    held.push(part);
    if (held.length < count) continue;
    yield frameOf(held);
    held = [];
  }
  if (held.length > 0) yield frameOf(held);
}

function* cut(parts: Iterable<Part>, count: number): Generator<Frame> {
  let held: Buffer = Buffer.alloc(0);
  for (const { bytes, isPiece } of parts) {
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    let pieces = isPiece ? 1 : 0;
    while (held.length >= count) {
      yield { bytes: held.subarray(0, count), pieces };
      held = held.subarray(count);
      pieces = 0;
    }
  }
  if (held.length > 0) yield { bytes: held, pieces: 0 };
}

const frameOf = (parts: readonly Part[]): Frame => ({
  bytes: parts.length === 1 ? (parts[0] as Part).bytes : Buffer.concat(parts.map((p) => p.bytes)),
  pieces: parts.filter(({ isPiece }) => isPiece).length,
});
