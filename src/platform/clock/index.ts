/** Time as a part one can replace. Nouns never read a clock; commands take it from the context. */

export interface Clock {
  now(): Date;
}

/**
 * The system clock, made unable to go back within one process: a clock set back would let a deadline
 * pass twice. While the host's clock is behind what was already said, the last instant is repeated.
 */
export function steadyClock(source: () => number = Date.now): Clock {
  let latest = 0;
  return {
    now() {
      latest = Math.max(latest, source());
      return new Date(latest);
    },
  };
}

/** Time that runs `factor` times as fast from the moment it is made (`--fast-clock`). */
export function fastClock(factor: number, source: () => number = Date.now): Clock {
  const start = source();
  return steadyClock(() => start + (source() - start) * factor);
}

/** A clock for tests: stands still until moved. */
export function standingClock(at: Date | string): Clock & { moveTo(at: Date | string): void } {
  let current = new Date(at);
  return {
    now: () => new Date(current),
    moveTo(next) {
      current = new Date(next);
    },
  };
}
