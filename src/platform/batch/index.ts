/**
 * Group commit for a busy command: while one transaction is under way the calls that come wait, and the
 * next transaction takes them all. Alone, a call costs what it always did; in a crowd, many share one
 * commit, so throughput grows with load instead of falling.
 */

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface BatchLimits {
  /** Items one run takes. */
  itemsMax: number;
  /** Runs at a time. */
  runsMax: number;
}

/**
 * `run` gets the items and answers in their order; it may throw for all. A batch that throws is run again
 * one by one, so that one bad item fails alone.
 */
export function batched<Item, Result>(
  run: (items: Item[]) => Promise<Result[]>,
  limits: BatchLimits,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = 0;

  const start = (): void => {
    while (running < limits.runsMax && waiting.length > 0) {
      running += 1;
      void work(waiting.splice(0, limits.itemsMax)).finally(() => {
        running -= 1;
        start();
      });
    }
  };
  const work = async (taken: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(taken.map(({ item }) => item));
      taken.forEach((each, index) => each.resolve(results[index] as Result));
    } catch (error) {
      if (taken.length === 1) taken[0]?.reject(error);
      else for (const one of taken) await work([one]);
    }
  };
  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // After this turn of the event loop: requests that arrived together go together.
      setImmediate(start);
    });
}
