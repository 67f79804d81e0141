/** Tries the forged tokens named; exits 42 when one opens a session. */
'use strict';
const { open, ring, now, claims, names, hmac, token, byDesk } = require('./ring.js');

const { [names.subject]: subject } = claims;
const forged = {
  'no-signature': () => token({ alg: 'HS256', kid: 'desk' }, claims, () => ''),
  'half-signature': () => byDesk({ ...claims, [names.subject]: 'eve' }).slice(0, -20),
  'public-as-secret': () =>
    token({ alg: 'HS256', kid: 'partner' }, claims, (text) => hmac(text, ring.partner.key)),
  'inherited-key': () =>
    token({ alg: 'HS256', kid: 'constructor' }, claims, (text) => hmac(text, 'undefined')),
  'inherited-algorithm': () =>
    token({ alg: 'toString', kid: 'desk' }, claims, () => '[object Object]'),
  'no-end': () => byDesk({ [names.subject]: subject }),
  'end-in-words': () => byDesk({ ...claims, exp: 'never' }),
  'end-in-text': () => byDesk({ ...claims, exp: `${now}e9` }),
};
let opened = 0;
for (const name of process.argv.slice(2)) {
  try {
    open(forged[name]());
    opened += 1;
  } catch (error) {
    console.log(error.message);
  }
}
process.exit(opened > 0 ? 42 : 0);
