/**
 * Takes one JSON document apart while its bytes arrive, so that a sample of a gigabyte is read an
 * event at a time. The caller says for each value whether to open it (its members follow one by one),
 * keep it (its bytes are handed over) or pass over it (only counted and located).
 */
import { InspectLogFault } from './findings.ts';
import { ValueTaker, type Excess, type JsonBounds } from './json-take.ts';

export type Treatment = 'open' | 'keep' | 'pass';
export type TreatmentOf = (parent: string, key: string | number, isContainer: boolean) => Treatment;

export interface JsonMember {
  /** The opened container's keys joined by `/`, `''` for the document's own members. */
  parent: string;
  key: string | number;
  /** Absent when passed over, or when a bound was met, which `excess` then tells. */
  bytes?: Buffer;
  excess?: Excess;
  /** Byte range in the document, `[start, end)`. */
  start: number;
  end: number;
}

/** The members in the document's order. Throws an `InspectLogFault` where the document breaks off. */
export async function* scanJson(
  source: AsyncIterable<Buffer>,
  treatmentOf: TreatmentOf,
  bounds: JsonBounds,
): AsyncGenerator<JsonMember> {
  const scanner = new JsonScanner(treatmentOf, bounds);
  for await (const chunk of source) {
    yield* scanner.push(chunk);
    if (scanner.fault !== undefined) throw scanner.fault;
  }
  scanner.end();
}

interface Opened {
  path: string;
  isArray: boolean;
  /** The next index of an array. */
  index: number;
}

type Expecting = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'end';

class JsonScanner {
  readonly #treatmentOf: TreatmentOf;
  readonly #taker: ValueTaker;
  readonly #stack: Opened[] = [];
  #expecting: Expecting = 'value';
  #key: string | number = '';
  #isName = false;
  #start = 0;
  #offset = 0;
  fault: InspectLogFault | undefined;

  constructor(treatmentOf: TreatmentOf, bounds: JsonBounds) {
    this.#treatmentOf = treatmentOf;
    this.#taker = new ValueTaker(bounds);
  }

  /** What this chunk completed. A fault in it is told only after its members were handed over. */
  push(chunk: Buffer): JsonMember[] {
    const members: JsonMember[] = [];
    try {
      let at = this.#offset === 0 && startsWithBom(chunk) ? 3 : 0;
      while (at < chunk.length) {
        if (!this.#taker.isTaking) at = this.#structure(chunk[at] as number, at);
        else {
          at = this.#taker.take(chunk, at);
          if (!this.#taker.isTaking) this.#taken(this.#offset + at, members);
        }
      }
      this.#offset += chunk.length;
    } catch (error) {
      if (!(error instanceof InspectLogFault)) throw error;
      this.fault = error;
    }
    return members;
  }

  end(): void {
    if (this.#expecting !== 'end')
      throw new InspectLogFault('truncated', `breaks off after ${this.#offset} bytes`);
  }

  /** One byte between values. Returns where the taker, or the next call, goes on. */
  #structure(code: number, at: number): number {
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) return at + 1;
    const top = this.#stack.at(-1);
    switch (this.#expecting) {
      case 'value or end':
        return code === 0x5d ? this.#close(at) : this.#value(code, at);
      case 'value':
        return this.#value(code, at);
      case 'key or end':
        return code === 0x7d ? this.#close(at) : this.#name(code, at);
      case 'key':
        return this.#name(code, at);
      case 'colon':
        if (code !== 0x3a) this.#broken(at);
        this.#expecting = 'value';
        return at + 1;
      case 'comma or end':
        if (code === (top?.isArray ? 0x5d : 0x7d)) return this.#close(at);
        if (code !== 0x2c) this.#broken(at);
        this.#expecting = top?.isArray ? 'value' : 'key';
        return at + 1;
      case 'end':
        return this.#broken(at);
    }
  }

  #name(code: number, at: number): number {
    if (code !== 0x22) this.#broken(at);
    this.#isName = true;
    this.#taker.beginName(at);
    return at;
  }

  #value(code: number, at: number): number {
    const top = this.#stack.at(-1);
    if (top?.isArray) this.#key = top.index++;
    const isContainer = code === 0x7b || code === 0x5b;
    const treatment =
      top === undefined ? 'open' : this.#treatmentOf(top.path, this.#key, isContainer);
    if (isContainer && treatment === 'open') return this.#open(top, code === 0x5b, at);
    if (top === undefined)
      throw new InspectLogFault('not_json', 'is neither a JSON object nor a list');
    if (!isContainer && !isValueStart(code)) this.#broken(at);
    this.#isName = false;
    this.#start = this.#offset + at;
    this.#taker.beginValue(code, treatment === 'keep', at);
    return at;
  }

  #open(top: Opened | undefined, isArray: boolean, at: number): number {
    const name = typeof this.#key === 'number' ? '*' : this.#key;
    const path = top === undefined ? '' : top.path === '' ? name : `${top.path}/${name}`;
    this.#stack.push({ path, isArray, index: 0 });
    this.#expecting = isArray ? 'value or end' : 'key or end';
    return at + 1;
  }

  #close(at: number): number {
    this.#stack.pop();
    this.#expecting = this.#stack.length === 0 ? 'end' : 'comma or end';
    return at + 1;
  }

  #taken(end: number, members: JsonMember[]): void {
    const { excess } = this.#taker;
    const bytes = this.#taker.bytes();
    if (this.#isName) {
      this.#key = nameOf(bytes, excess);
      this.#expecting = 'colon';
      return;
    }
    const { path: parent } = this.#stack.at(-1) as Opened;
    members.push({
      parent,
      key: this.#key,
      start: this.#start,
      end,
      ...(bytes === undefined ? {} : { bytes }),
      ...(excess === undefined ? {} : { excess }),
    });
    this.#expecting = 'comma or end';
  }

  #broken(at: number): never {
    throw new InspectLogFault('not_json', `is broken JSON at byte ${this.#offset + at}`);
  }
}

function nameOf(bytes: Buffer | undefined, excess: Excess | undefined): string {
  if (bytes === undefined)
    throw new InspectLogFault(excess?.code ?? 'not_json', `has a name that ${excess?.message}`);
  try {
    return JSON.parse(bytes.toString('utf8')) as string;
  } catch {
    throw new InspectLogFault('not_json', 'has a name that is broken JSON');
  }
}

/** A string, a number, `true`, `NaN`: what it really is, its parser finds out. */
function isValueStart(code: number): boolean {
  return (
    code === 0x22 ||
    code === 0x2d ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a)
  );
}

const startsWithBom = (chunk: Buffer) => chunk.length > 2 && chunk.readUIntBE(0, 3) === 0xefbbbf;
