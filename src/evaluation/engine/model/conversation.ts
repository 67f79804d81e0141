/**
 * One conversation as the bytes it is sent in. Messages are written once and kept as text, so a call
 * costs what is new in it; and the journal needs only what is new to hold every request byte for byte.
 */
import type { Message, ToolDefinition } from './wire.ts';

/** What stands around the messages in every request of a run. */
export interface Frame {
  before: string;
  after: string;
}

export function frameOf(model: string, tools: readonly ToolDefinition[]): Frame {
  return {
    before: `{"model":${JSON.stringify(model)},"messages":[`,
    after: `],"tools":${JSON.stringify(tools)}}`,
  };
}

/** The request that these messages make. */
export function requestOf({ before, after }: Frame, messages: readonly Message[]): string {
  return `${before}${messages.map((message) => JSON.stringify(message)).join(',')}${after}`;
}

export class Conversation {
  readonly #frame: Frame;
  #written = '';
  #fresh: Message[] = [];

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  add(message: Message): void {
    this.#written += `${this.#written === '' ? '' : ','}${JSON.stringify(message)}`;
    this.#fresh.push(message);
  }

  request(): string {
    return `${this.#frame.before}${this.#written}${this.#frame.after}`;
  }

  /** Messages added since this was last asked. */
  takeFresh(): Message[] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }
}
