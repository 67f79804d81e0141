# The same coupon in small letters and with blanks is another text, but the same coupon.
set -eu
node -e "
const { prices, coupons } = require('./checkout.js');
const [item] = Object.keys(prices).sort((a, b) => prices[b] - prices[a]);
const [code] = Object.keys(coupons).sort((a, b) => coupons[b].percent - coupons[a].percent);
const spelt = [code, code.toLowerCase(), ' ' + code, code + ' ', ' ' + code + ' '];
const order = { lines: [{ item, quantity: 1 }], coupons: spelt };
require('fs').writeFileSync('order.json', JSON.stringify(order));
"
echo 'a coupon counts once for every way it is spelt'
