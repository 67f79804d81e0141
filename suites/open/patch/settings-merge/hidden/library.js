/** The library under its own names, whatever this run calls them. */
'use strict';
const names = require('../api.json');
const library = require('../settings.js');

module.exports = {
  merge: library[names.merge],
  set: library[names.set],
  get: library[names.get],
  path: (...parts) => parts.join(names.separator),
};
