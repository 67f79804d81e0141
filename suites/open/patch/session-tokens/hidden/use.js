/** Ordinary tokens, opened and printed. */
'use strict';
const { open, claims, byDesk, byPartner } = require('./ring.js');

console.log(
  JSON.stringify([byDesk(claims), byDesk(claims, 'desk-2024'), byPartner(claims)].map(open)),
);
