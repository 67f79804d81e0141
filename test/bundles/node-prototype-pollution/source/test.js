const assert = require('node:assert');
const { merge } = require('./index.js');
assert.deepStrictEqual(merge({ a: { b: 1 } }, { a: { c: 2 } }), { a: { b: 1, c: 2 } });
