/**
 * A grant's budget: requests, tokens, streams at once. The worst case is reserved before anything is
 * sent and settled when it is known, in one process and without waiting in between, so no number of
 * parallel requests can pass the budget by one token.
 *
 * INVARIANT (reserved before sent): spent + reserved never exceeds the budget through a reservation.
 * Only an endpoint that does more than it was asked can pass it; that is recorded and ends the grant.
 */
import { z } from 'zod';

export const budget = z.strictObject({
  requests: z.int().min(1).max(1_000_000_000),
  tokens: z.int().min(1).max(1_000_000_000_000),
  /** Requests running at once. */
  streamsMax: z.int().min(1).max(10_000),
  /** The most one request may ask for; a request that names no limit is held to this. */
  outputTokensMax: z.int().min(1).max(10_000_000),
  /** The model's context: what a prompt can cost at most, where its bytes do not tell. */
  contextTokensMax: z.int().min(1).max(100_000_000),
  requestBytesMax: z
    .int()
    .min(1)
    .max(64 * 1024 * 1024),
});
export type Budget = z.output<typeof budget>;

export interface Spent {
  requests: number;
  tokens: number;
}

export type BudgetRefusal = 'requests' | 'tokens' | 'streams';

/** What a request took hold of; settle it once. */
export interface Reservation {
  readonly tokens: number;
}

export class BudgetMeter {
  readonly #budget: Budget;
  readonly #open = new Set<Reservation>();
  #requests: number;
  #tokens: number;
  #reserved = 0;

  constructor(terms: Budget, spent: Spent = { requests: 0, tokens: 0 }) {
    this.#budget = terms;
    this.#requests = spent.requests;
    this.#tokens = spent.tokens;
  }

  /** Takes hold of the worst case, or says which budget does not hold it; atomic. */
  reserve(tokens: number): Reservation | BudgetRefusal {
    if (!Number.isSafeInteger(tokens) || tokens < 0) throw new RangeError('tokens are counted');
    if (this.#requests + 1 > this.#budget.requests) return 'requests';
    if (this.#open.size + 1 > this.#budget.streamsMax) return 'streams';
    if (this.#tokens + this.#reserved + tokens > this.#budget.tokens) return 'tokens';
    const reservation = { tokens };
    this.#open.add(reservation);
    this.#requests += 1;
    this.#reserved += tokens;
    return reservation;
  }

  /** Gives back what was not used. A second settlement is a defect. */
  settle(reservation: Reservation, tokensUsed: number): void {
    if (!this.#open.delete(reservation)) throw new Error('a reservation is settled once');
    this.#reserved -= reservation.tokens;
    this.#tokens += tokensUsed;
  }

  /** Nothing was sent: the request counts for nothing. */
  release(reservation: Reservation): void {
    this.settle(reservation, 0);
    this.#requests -= 1;
  }

  get spent(): Spent {
    return { requests: this.#requests, tokens: this.#tokens };
  }

  get reservedTokens(): number {
    return this.#reserved;
  }

  get running(): number {
    return this.#open.size;
  }

  /** Nothing more can ever be admitted. */
  get isExhausted(): boolean {
    return this.#requests >= this.#budget.requests || this.#tokens >= this.#budget.tokens;
  }
}
