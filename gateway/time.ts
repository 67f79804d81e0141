/**
 * Time that a turned-back clock cannot cheat (access-anchors §6, stop 4): the latest of the system's
 * clock, the last leaf and the last cosignature. When the system's clock is behind the others, service
 * stops until somebody sets it right.
 */
import type { Clock } from '#gateway';

/** How far a witness's clock may be ahead of ours before we call ours behind. */
const toleranceMs = 5_000;

export class WatchedTime {
  readonly #clock: Clock;
  #seenMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A time that a leaf or a cosignature states. */
  witness(at: Date): void {
    this.#seenMs = Math.max(this.#seenMs, at.getTime());
  }

  /** Never goes back. */
  now(): Date {
    return new Date(Math.max(this.#clock().getTime(), this.#seenMs));
  }

  get isBehind(): boolean {
    return this.#clock().getTime() < this.#seenMs - toleranceMs;
  }
}
