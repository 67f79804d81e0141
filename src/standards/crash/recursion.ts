/**
 * A stack overflow is known by the calls that repeat, not by where the stack happened to end.
 */
import { stateFramesMax } from './crash.ts';

const cycleLengthMax = 10;
const repeats = 3;

/** The first run of frames that repeats three times, at most three of it; undefined if none. */
export function recursionIn(frames: readonly string[]): string[] | undefined {
  for (let start = 0; start < frames.length; start++) {
    for (let length = 1; length <= cycleLengthMax; length++) {
      // the end of the stack is excluded: a cycle there may be cut short
      if (start + repeats * length >= frames.length) break;
      if (repeatsAt(frames, start, length)) {
        return frames.slice(start, start + Math.min(length, stateFramesMax));
      }
    }
  }
  return undefined;
}

function repeatsAt(frames: readonly string[], start: number, length: number): boolean {
  for (let at = start; at < start + length * (repeats - 1); at++) {
    if (frames[at] !== frames[at + length]) return false;
  }
  return true;
}
