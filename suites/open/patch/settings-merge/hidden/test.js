/** What settings must go on doing. Holds before and after. */
'use strict';
const assert = require('node:assert/strict');
const { merge, set, get, path } = require('./library.js');

assert.deepEqual(merge({ a: { b: 1 } }, { a: { c: 2 } }), { a: { b: 1, c: 2 } });
assert.deepEqual(merge({ a: [1, 2] }, { a: [3] }), { a: [3] });
assert.deepEqual(merge({ a: 1 }, { a: { b: 2 } }), { a: { b: 2 } });
assert.deepEqual(merge({ a: { b: 1 } }, { a: null }), { a: null });
assert.deepEqual(set({}, path('a', 'b', 'c'), 5), { a: { b: { c: 5 } } });
assert.equal(get({ a: { b: 0 } }, path('a', 'b')), 0);
assert.equal(get({ a: 1 }, path('a', 'b', 'c')), undefined);
// Names that are nothing special: a building firm may well have a `constructor`.
assert.equal(merge({}, { prototype: { stage: 'clay' } }).prototype.stage, 'clay');
assert.equal(merge({}, { constructor: 'Berg' }).constructor, 'Berg');
assert.ok(Object.hasOwn(set({}, 'constructor', 'Berg'), 'constructor'));
assert.equal(get(set({}, path('a', 'prototype'), 'clay'), path('a', 'prototype')), 'clay');
