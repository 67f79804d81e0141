/** Tries the attacks named; exits 42 when an object that nobody touched has changed. */
'use strict';
const { merge, set, path } = require('./library.js');

const inJson = (text) => JSON.parse(text);
const attacks = {
  'merge-proto': () => merge({}, inJson('{"__proto__": {"isAdmin": true}}')),
  'merge-inner': () => merge({ a: {} }, inJson('{"a": {"__proto__": {"isAdmin": true}}}')),
  'merge-constructor': () => merge({}, { constructor: { prototype: { isAdmin: true } } }),
  'set-proto': () => set({}, path('__proto__', 'isAdmin'), true),
  'set-constructor': () => set({ a: {} }, path('a', 'constructor', 'prototype', 'isAdmin'), true),
};
for (const name of process.argv.slice(2)) {
  try {
    attacks[name]();
  } catch (error) {
    console.log(error.message);
  }
}
process.exit({}.isAdmin === true ? 42 : 0);
