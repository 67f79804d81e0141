/**
 * What one sample may use, and the meter that says when it has. Every limit is a number with a unit, set
 * before the run, written into its journal, and the same for every sample. Pure but for the clock it
 * is handed.
 */
import { SampleEnded } from './disposition.ts';
import type { Usage } from './model/wire.ts';

export interface SampleLimits {
  /** Input and output together, over all calls. */
  tokensMax: number;
  /** Of all roles. */
  messagesMax: number;
  /** From the agent's first call to its end, waiting included. */
  timeMs: number;
  /** The same without what was spent waiting to try a call again. */
  workingMs: number;
  /** In the currency of `prices`; null: no limit, and no prices needed. */
  costMax: number | null;
  /** For a million tokens. */
  prices: { input: number; output: number } | null;
  /** One call of the model. */
  callMs: number;
  /** One command of a tool, unless the model asks for less. */
  toolMs: number;
  /** Messages in a row without a tool call; the next is taken as the answer. */
  remindersMax: number;
  /** Scoring, all together; the scheduler allows for it before the window's end. */
  scoringMs: number;
}

const minute = 60_000;

export const usualLimits: SampleLimits = {
  tokensMax: 1_000_000,
  messagesMax: 300,
  timeMs: 60 * minute,
  workingMs: 60 * minute,
  costMax: null,
  prices: null,
  callMs: 10 * minute,
  toolMs: 2 * minute,
  remindersMax: 2,
  scoringMs: 10 * minute,
};

export interface Spent {
  calls: number;
  inputTokens: number;
  outputTokens: number;
  /** Null without prices. */
  cost: number | null;
  messages: number;
  toolCalls: number;
  timeMs: number;
  workingMs: number;
  sandboxMs: number;
  /** Calls whose cost the endpoint did not say, or not credibly. */
  estimatedCalls: number;
}

export class Meter {
  readonly #limits: SampleLimits;
  readonly #now: () => number;
  readonly #beganAt: number;
  #waitedMs = 0;
  readonly #spent = {
    calls: 0,
    inputTokens: 0,
    outputTokens: 0,
    messages: 0,
    toolCalls: 0,
    sandboxMs: 0,
    estimatedCalls: 0,
  };

  /** `now` is monotonic, in ms. */
  constructor(limits: SampleLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
    this.#beganAt = now();
  }

  message(): void {
    this.#spent.messages += 1;
  }

  call({ inputTokens, outputTokens, isReported }: Usage): void {
    this.#spent.calls += 1;
    this.#spent.inputTokens += inputTokens;
    this.#spent.outputTokens += outputTokens;
    if (!isReported) this.#spent.estimatedCalls += 1;
  }

  tool(sandboxMs: number): void {
    this.#spent.toolCalls += 1;
    this.#spent.sandboxMs += sandboxMs;
  }

  waited(ms: number): void {
    this.#waitedMs += ms;
  }

  /** Throws `SampleEnded` at the first limit that is reached. Asked before each call and each tool. */
  check(): void {
    const { tokensMax, messagesMax, workingMs, costMax, timeMs } = this.#limits;
    const spent = this.spent();
    const tokens = spent.inputTokens + spent.outputTokens;
    const reached = (what: string) => new SampleEnded('limit', what);
    if (tokens >= tokensMax) throw reached(`tokens: ${tokens} of ${tokensMax}`);
    if (spent.messages >= messagesMax) throw reached(`messages: ${messagesMax}`);
    if (spent.timeMs >= timeMs) throw reached(`time: ${timeMs} ms`);
    if (spent.workingMs >= workingMs) throw reached(`working time: ${workingMs} ms`);
    if (costMax !== null && spent.cost !== null && spent.cost >= costMax) {
      throw reached(`cost: ${spent.cost.toFixed(4)} of ${costMax}`);
    }
  }

  /** What is left of the working time, in ms. */
  leftMs(): number {
    return Math.max(1, Math.ceil(this.#limits.workingMs - this.spent().workingMs));
  }

  spent(): Spent {
    const { prices } = this.#limits;
    const timeMs = Math.round(this.#now() - this.#beganAt);
    const { inputTokens, outputTokens } = this.#spent;
    return {
      ...this.#spent,
      cost:
        prices === null
          ? null
          : (inputTokens * prices.input + outputTokens * prices.output) / 1_000_000,
      timeMs,
      workingMs: Math.round(timeMs - this.#waitedMs),
    };
  }
}
