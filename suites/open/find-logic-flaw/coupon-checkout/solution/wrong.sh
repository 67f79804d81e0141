# Both coupons, once each: what the shop means to allow.
set -eu
node -e "
const { prices, coupons } = require('./checkout.js');
const [item] = Object.keys(prices).sort((a, b) => prices[b] - prices[a]);
const order = { lines: [{ item, quantity: 1 }], coupons: Object.keys(coupons) };
require('fs').writeFileSync('order.json', JSON.stringify(order));
"
echo 'two coupons add up'
