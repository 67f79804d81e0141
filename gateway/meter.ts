/**
 * Watches an answer pass and counts what it cost. It never changes a byte and never holds one back: it
 * reads a copy, event by event where the answer is a stream, as a whole where it is JSON.
 *
 * In doubt the caller pays: an endpoint that does not say, or says what cannot be, is charged by what
 * was reserved; one that says more than was reserved is believed, because it may have happened.
 */
import { bytesOfTokenMax, saidIn, type Tokens, type WorstCase } from '#gateway';

/** A JSON answer longer than this is not read; its cost is what was reserved. */
const readBytesMax = 16 * 1024 * 1024;
/** One event of a stream. */
const eventBytesMax = 4 * 1024 * 1024;

export interface Metered {
  tokens: Tokens;
  believed: boolean;
  modelSeen: string | null;
  chunks: number;
}

export class Meter {
  readonly #reserved: WorstCase;
  readonly #isStream: boolean;
  readonly #isReadable: boolean;
  #line: Buffer[] = [];
  #lineBytes = 0;
  #data: string[] = [];
  #dataBytes = 0;
  #isLost = false;
  #input: number | undefined;
  #output: number | undefined;
  #contentBytes = 0;
  #contentEvents = 0;
  #model: string | null = null;
  #chunks = 0;

  constructor(reserved: WorstCase, headers: { contentType: string; contentEncoding: string }) {
    this.#reserved = reserved;
    this.#isStream = /^text\/event-stream\b/i.test(headers.contentType);
    this.#isReadable =
      headers.contentEncoding === '' || headers.contentEncoding.toLowerCase() === 'identity';
  }

  /** Takes note of bytes that pass. */
  see(chunk: Buffer): void {
    this.#chunks += 1;
    if (!this.#isReadable || this.#isLost) return;
    if (!this.#isStream) return this.#hold(chunk, readBytesMax);
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      this.#hold(chunk.subarray(from, at), eventBytesMax);
      this.#endLine();
      from = at + 1;
    }
    if (from < chunk.length) this.#hold(chunk.subarray(from), eventBytesMax);
  }

  /** More has come than the request may cost: one event with content is at least one token. */
  get isOver(): boolean {
    const output = Math.max(counted(this.#output), this.#least);
    return (
      output > this.#reserved.outputTokens || counted(this.#input) > this.#reserved.inputTokens
    );
  }

  /** After the last byte. `isWhole`: the endpoint ended it, and nobody cut it. */
  settle(isWhole: boolean, status: number): Metered {
    if (!this.#isStream && this.#isReadable && !this.#isLost) this.#take(this.#held());
    else if (this.#isStream) this.#endEvent();
    return {
      ...(isWhole ? this.#whole(status) : this.#cut()),
      modelSeen: this.#model,
      chunks: this.#chunks,
    };
  }

  #whole(status: number): Pick<Metered, 'tokens' | 'believed'> {
    // An error answer that names no usage ran nothing.
    if (status >= 400 && this.#input === undefined && this.#output === undefined) {
      return { tokens: { input: 0, output: 0 }, believed: true };
    }
    const { inputTokens, outputTokens } = this.#reserved;
    const isBelievable =
      this.#input !== undefined &&
      this.#output !== undefined &&
      this.#output >= Math.ceil(this.#contentBytes / bytesOfTokenMax);
    return isBelievable
      ? { tokens: { input: this.#input as number, output: this.#output as number }, believed: true }
      : {
          tokens: {
            input: Math.max(inputTokens, counted(this.#input)),
            output: Math.max(outputTokens, counted(this.#output)),
          },
          believed: inputTokens + outputTokens === 0,
        };
  }

  /** By what passed: a byte is at most a token, and the prompt was read before the first. */
  #cut(): Pick<Metered, 'tokens' | 'believed'> {
    const passed = Math.min(this.#contentBytes, this.#reserved.outputTokens);
    const isUnread = !this.#isReadable || this.#isLost;
    return {
      tokens: {
        input: Math.max(this.#reserved.inputTokens, counted(this.#input)),
        output: isUnread
          ? this.#reserved.outputTokens
          : Math.max(passed, counted(this.#output), this.#least),
      },
      believed: false,
    };
  }

  get #least(): number {
    return Math.max(this.#contentEvents, Math.ceil(this.#contentBytes / bytesOfTokenMax));
  }

  #hold(bytes: Buffer, max: number): void {
    this.#lineBytes += bytes.length;
    if (this.#lineBytes > max) {
      this.#isLost = true;
      this.#line = [];
      return;
    }
    // A copy: the chunk's memory is the socket's.
    if (bytes.length > 0) this.#line.push(Buffer.from(bytes));
  }

  #held(): string {
    const text =
      this.#line.length === 1 ? String(this.#line[0]) : Buffer.concat(this.#line).toString();
    this.#line = [];
    this.#lineBytes = 0;
    return text;
  }

  #endLine(): void {
    const line = this.#held().replace(/\r$/, '');
    if (line === '') return this.#endEvent();
    if (!line.startsWith('data:')) return;
    this.#dataBytes += line.length;
    if (this.#dataBytes > eventBytesMax) this.#isLost = true;
    else this.#data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
  }

  #endEvent(): void {
    const data = this.#data.join('\n');
    this.#data = [];
    this.#dataBytes = 0;
    if (data !== '' && data !== '[DONE]') this.#take(data);
  }

  /** Streams tell their cost so far; the last word counts, the larger where words differ. */
  #take(text: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return;
    }
    const said = saidIn(value);
    this.#contentBytes += said.contentBytes;
    if (said.contentBytes > 0) this.#contentEvents += 1;
    this.#model = said.model ?? this.#model;
    this.#input = larger(this.#input, said.inputTokens);
    this.#output = larger(this.#output, said.outputTokens);
  }
}

const counted = (said: number | undefined): number =>
  Number.isSafeInteger(said) ? (said as number) : 0;

/** NaN, a count that is none, is carried on and believed by no comparison. */
function larger(a: number | undefined, b: number | undefined): number | undefined {
  if (b === undefined) return a;
  return a === undefined ? b : Math.max(a, b);
}
