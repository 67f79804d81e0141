/** What the model was asked, as it came, for the test to look at: bounded, the oldest forgotten first. */
import type { X509Certificate } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * `answered`: to the last byte. `caller_left`: the caller closed the connection first. `broken_off`: our
 * own doing, by a fault or by closing.
 */
export type Outcome = 'running' | 'answered' | 'caller_left' | 'broken_off';

export interface Received {
  method: string;
  /** With its query, byte for byte. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Of the caller, where the server asks for one. */
  certificate: X509Certificate | undefined;
  outcome: Outcome;
  /** Pieces of the answer handed to the connection so far. */
  pieces: number;
}

const bytesMax = 64 * 1024 * 1024;

export class Memory {
  readonly requests: Received[] = [];
  readonly #countMax: number;
  #bytes = 0;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  keep(request: Received): void {
    if (this.#countMax === 0) return;
    this.requests.push(request);
    this.#bytes += request.body.length;
    while (this.requests.length > this.#countMax || this.#bytes > bytesMax) {
      this.#bytes -= this.requests.shift()?.body.length ?? 0;
    }
  }
}
