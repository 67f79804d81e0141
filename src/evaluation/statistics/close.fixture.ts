/** Comparisons for the tests of this folder: printed digits, and relative closeness. */
import assert from 'node:assert/strict';

/** `actual` rounds to `printed`, a number as a table prints it: '.0624' or '12.7062'. */
export function assertPrinted(actual: number, printed: string): void {
  const decimals = printed.split('.')[1]?.length ?? 0;
  assert.equal(
    actual.toFixed(decimals),
    Number(printed).toFixed(decimals),
    `${actual} ≠ ${printed}`,
  );
}

export function assertClose(actual: number, expected: number, relative = 1e-12): void {
  const isClose = Math.abs(actual - expected) <= relative * Math.abs(expected);
  assert.ok(isClose, `${actual} is not within ${relative} of ${expected}`);
}
