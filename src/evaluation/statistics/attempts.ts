/**
 * From n attempts at one task, c of them successful: the chance that at least one of k attempts
 * succeeds (pass@k, Chen et al. 2021, arXiv 2107.03374), and that all k do (pass^k). Both are the
 * unbiased estimators, averages over every way of choosing k of the n attempts. Average them over
 * tasks with `mean.ts`; never compute them from attempts pooled across tasks.
 */

/** 1 - C(n-c, k) / C(n, k). `undefined` when k > n: the attempts do not reach that far. */
export function passAtLeastOnce(n: number, c: number, k: number): number | undefined {
  const allFail = shareOfChoices(n, n - c, k);
  return allFail === undefined ? undefined : 1 - allFail;
}

/** C(c, k) / C(n, k). `undefined` when k > n. */
export function passEveryTime(n: number, c: number, k: number): number | undefined {
  return shareOfChoices(n, c, k);
}

/** C(m, k) / C(n, k) as a product of k ratios, which no factorial overflows. */
function shareOfChoices(n: number, m: number, k: number): number | undefined {
  const counts = [n, m, k].every((count) => Number.isInteger(count) && count >= 0);
  if (!counts || m > n || k < 1) {
    throw new RangeError(
      `${n} attempts, ${m} of one outcome, ${k} chosen is not a count of attempts`,
    );
  }
  if (k > n) return undefined;
  let share = 1;
  for (let i = 0; i < k && share > 0; i += 1) share *= (m - i) / (n - i);
  return share;
}
