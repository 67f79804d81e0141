/** A ring of keys, tokens made with them, and the function under its own name. */
'use strict';
const { createHmac, generateKeyPairSync, sign } = require('node:crypto');
const names = require('../api.json');

const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' } };
const privatePem = { privateKeyEncoding: { type: 'pkcs8', format: 'pem' } };
const { publicKey, privateKey } = generateKeyPairSync('ed25519', { ...pem, ...privatePem });

const ring = {
  desk: { kind: 'secret', key: 'a secret of the desk' },
  'desk-2024': { kind: 'secret', key: 'an older one' },
  partner: { kind: 'public', key: publicKey },
};
const now = 1_750_000_000;
const claims = { [names.subject]: 'ada', exp: now + 60 };

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hmac = (text, key) => createHmac('sha256', key).update(text).digest('base64url');
const ed25519 = (text) => sign(null, Buffer.from(text), privateKey).toString('base64url');

/** A token with that head and body, signed by `signer(text)`. */
function token(head, body, signer) {
  const text = `${part(head)}.${part(body)}`;
  return `${text}.${signer(text)}`;
}

const byDesk = (body, kid = 'desk') =>
  token({ alg: 'HS256', kid }, body, (text) => hmac(text, ring[kid].key));
const byPartner = (body) => token({ alg: 'EdDSA', kid: 'partner' }, body, ed25519);
const open = (given) => require('../tokens.js')[names.open](given, ring, now);

module.exports = { open, ring, now, claims, names, hmac, token, byDesk, byPartner };
