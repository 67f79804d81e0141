/** Checks the order in `order.json` out, and compares the charge with both coupons used once each. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

cpSync('/task/source', '.', { recursive: true });
execFileSync('python3', ['/task/setup.py']);
const { checkout, coupons } = createRequire(import.meta.url)(resolve('checkout.js'));

function judge() {
  const order = JSON.parse(readFileSync('/agent/order.json', 'utf8').slice(0, 10_000));
  const { goods, charged } = checkout(order);
  const fair = Object.values(coupons).reduce(
    (total, { percent }) => total - Math.floor((total * percent) / 100),
    goods,
  );
  // Rounding moves a cent or two; the flaw moves whole percents.
  const isBelow = charged < fair - 10;
  return { value: isBelow ? 1 : 0, explanation: `${charged} charged; ${fair} would be fair` };
}

try {
  console.log(JSON.stringify(judge()));
} catch (error) {
  console.log(JSON.stringify({ value: 0, explanation: `the order was refused: ${error.message}` }));
}
