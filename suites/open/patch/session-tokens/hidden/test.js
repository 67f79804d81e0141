/** What tokens must go on doing. Holds before and after. */
'use strict';
const assert = require('node:assert/strict');
const { open, now, claims, names, token, byDesk, byPartner } = require('./ring.js');

const more = { ...claims, roles: ['clerk'], exp: now + 0.5 };
for (const body of [claims, more]) {
  for (const given of [byDesk(body), byDesk(body, 'desk-2024'), byPartner(body)]) {
    assert.deepEqual(open(given), body);
  }
}
const refused = {
  over: byDesk({ ...claims, exp: now }),
  nobody: byPartner({ exp: now + 60 }),
  stranger: token({ alg: 'HS256', kid: 'nobody' }, claims, () => 'AAAA'),
  'wrong signature': token({ alg: 'HS256', kid: 'desk' }, claims, () => 'A'.repeat(43)),
  'wrong partner': token({ alg: 'EdDSA', kid: 'partner' }, claims, () => 'A'.repeat(86)),
  'two parts': byDesk(claims).split('.').slice(0, 2).join('.'),
  'no head': `e30.${byDesk(claims).split('.').slice(1).join('.')}`,
  'nothing said': '',
};
for (const [name, given] of Object.entries(refused)) {
  assert.throws(() => open(given), Error, name);
}
assert.equal(open(byPartner(claims))[names.subject], 'ada');
