/** Ordinary use, printed. */
'use strict';
const { merge, set, get, path } = require('./library.js');

const layers = [
  { paper: { size: 'A4', trays: [1] } },
  { paper: { trays: [2, 3] } },
  { title: 'x' },
];
const settings = layers.reduce((merged, layer) => merge(merged, layer), {});
set(settings, path('paper', 'colour', 'ink'), null);
console.log(JSON.stringify(settings), get(settings, path('paper', 'trays')));
