/**
 * Takes in one JSON value, or a name, to its last byte across any number of chunks: the part of the
 * scanner through which every byte goes. Nothing is parsed here; depth, length and the number of members
 * are counted, and what exceeds its bound is gone through without being kept.
 */
import type { InspectLogFindingCode } from './findings.ts';

export interface JsonBounds {
  valueBytesMax: number;
  valueNodesMax: number;
  depthMax: number;
}

export interface Excess {
  code: InspectLogFindingCode;
  message: string;
}

const nameBytesMax = 64 * 1024;

export class ValueTaker {
  readonly #bounds: JsonBounds;
  #kind: 'text' | 'scalar' | 'container' = 'scalar';
  #bytesMax = 0;
  #isKept = false;
  /** Where in the current chunk the value, or its continuation, begins. */
  #from = 0;
  #parts: Buffer[] = [];
  #bytes = 0;
  #depth = 0;
  #nodes = 0;
  #inString = false;
  #isEscaped = false;
  isTaking = false;
  excess: Excess | undefined;

  constructor(bounds: JsonBounds) {
    this.#bounds = bounds;
  }

  beginName(at: number): void {
    this.#begin('text', true, at, nameBytesMax);
  }

  /** By its first byte, at `at` of the current chunk. */
  beginValue(code: number, isKept: boolean, at: number): void {
    const kind = code === 0x22 ? 'text' : code === 0x7b || code === 0x5b ? 'container' : 'scalar';
    this.#begin(kind, isKept || kind === 'scalar', at, this.#bounds.valueBytesMax);
  }

  #begin(kind: 'text' | 'scalar' | 'container', isKept: boolean, at: number, max: number): void {
    this.#kind = kind;
    this.#bytesMax = max;
    this.#isKept = isKept;
    this.#from = at;
    this.#parts = [];
    this.#bytes = this.#nodes = 0;
    this.#depth = 0;
    this.#inString = false;
    this.#isEscaped = false;
    this.isTaking = true;
    this.excess = undefined;
  }

  /** Goes on from `at`, at first the value's own first byte, and returns where it stopped: after the value, or at the chunk's end. */
  take(chunk: Buffer, at: number): number {
    const end = this.#kind === 'scalar' ? this.#scalarEnd(chunk, at) : this.#balancedEnd(chunk, at);
    this.#gather(chunk, end);
    this.#from = 0;
    return end;
  }

  /** The value's bytes; nothing when it was not kept. */
  bytes(): Buffer | undefined {
    if (!this.#isKept || this.excess !== undefined) return undefined;
    return this.#parts.length === 1 ? (this.#parts[0] as Buffer) : Buffer.concat(this.#parts);
  }

  #scalarEnd(chunk: Buffer, begin: number): number {
    for (let at = begin; at < chunk.length; at++) {
      const code = chunk[at] as number;
      if (code === 0x2c || code === 0x7d || code === 0x5d || code <= 0x20) {
        this.isTaking = false;
        return at;
      }
    }
    return chunk.length;
  }

  #balancedEnd(chunk: Buffer, begin: number): number {
    const length = chunk.length;
    let at = this.#isEscaped ? begin + 1 : begin;
    let inString = this.#inString;
    let depth = this.#depth;
    let nodes = this.#nodes;
    let deepest = depth;
    while (at < length) {
      if (inString) {
        let code = 0;
        while (at < length && (code = chunk[at] as number) !== 0x22 && code !== 0x5c) at++;
        if (at >= length) break;
        if (code === 0x5c) {
          at += 2;
          continue;
        }
        inString = false;
        at++;
        if (depth > 0) continue;
        this.isTaking = false;
        break;
      }
      const code = chunk[at++] as number;
      if (code === 0x22) inString = true;
      else if (code === 0x2c) nodes++;
      else if (code === 0x7b || code === 0x5b) {
        nodes++;
        if (++depth > deepest) deepest = depth;
      } else if ((code === 0x7d || code === 0x5d) && --depth === 0) {
        this.isTaking = false;
        break;
      }
    }
    this.#isEscaped = at > length;
    this.#inString = inString;
    this.#depth = depth;
    this.#nodes = nodes;
    const { depthMax, valueNodesMax } = this.#bounds;
    if (deepest > depthMax) this.#drop('too_deep', `nests deeper than ${depthMax} levels`);
    if (nodes > valueNodesMax) this.#drop('too_large', `has more than ${valueNodesMax} members`);
    return Math.min(at, length);
  }

  #gather(chunk: Buffer, end: number): void {
    this.#bytes += end - this.#from;
    if (this.#bytes > this.#bytesMax)
      this.#drop('too_large', `is longer than ${this.#bytesMax} bytes`);
    if (this.#isKept && this.excess === undefined)
      this.#parts.push(chunk.subarray(this.#from, end));
  }

  #drop(code: InspectLogFindingCode, message: string): void {
    if (!this.#isKept) return;
    this.excess ??= { code, message };
    this.#parts = [];
  }
}
