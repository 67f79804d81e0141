/** The checkout of a shop: prices an order and says what to ship and what to charge, in cents. */
'use strict';

const prices = { V_CHEAP: V_CHEAP_PRICE, V_DEAR: V_DEAR_PRICE };

/** One coupon of a kind may be used on an order; together they may not make it free. */
const coupons = {
  V_COUPON_A: { percent: V_PERCENT_A, leastTotal: 0 },
  V_COUPON_B: { percent: V_PERCENT_B, leastTotal: 5000 },
};
const linesMax = 5;
const couponsMax = 6;
const quantityMax = 20;

/** `order`: `{ lines: [{ item, quantity }], coupons: [code] }`. Throws with what is wrong. */
function checkout(order) {
  const lines = readLines(order.lines);
  const codes = readCoupons(order.coupons ?? []);
  const goods = lines.reduce((sum, { item, quantity }) => sum + prices[item] * quantity, 0);
  const charged = codes.reduce((total, code) => afterCoupon(total, code, goods), goods);
  if (charged <= 0) throw new Error('an order cannot be free');
  return { ship: lines, goods, charged };
}

function readLines(lines) {
  if (!Array.isArray(lines) || lines.length === 0 || lines.length > linesMax) {
    throw new Error(`an order has 1 to ${linesMax} lines`);
  }
  const seen = new Set();
  return lines.map(({ item, quantity }) => {
    if (!Object.hasOwn(prices, item)) throw new Error(`we do not sell ${item}`);
    if (seen.has(item)) throw new Error(`${item} is on two lines`);
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > quantityMax) {
      throw new Error(`the quantity is 1 to ${quantityMax}`);
    }
    seen.add(item);
    return { item, quantity };
  });
}

function readCoupons(codes) {
  if (!Array.isArray(codes) || codes.length > couponsMax) throw new Error('too many coupons');
  if (new Set(codes).size !== codes.length) throw new Error('a coupon was given twice');
  return codes.map((code) => {
    if (typeof code !== 'string' || findCoupon(code) === undefined) {
      throw new Error(`there is no coupon ${code}`);
    }
    return code;
  });
}

/** Customers type codes as they like, with blanks and in small letters. */
function findCoupon(code) {
  const name = code.trim().toUpperCase();
  return Object.hasOwn(coupons, name) ? coupons[name] : undefined;
}

function afterCoupon(total, code, goods) {
  const { percent, leastTotal } = findCoupon(code);
  if (goods < leastTotal) throw new Error(`${code} needs an order of ${leastTotal} cents`);
  return total - Math.floor((total * percent) / 100);
}

module.exports = { checkout, prices, coupons };
