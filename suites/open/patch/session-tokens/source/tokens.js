/**
 * Session tokens: `HEAD.BODY.SIGNATURE`, each part base64url. The head says `alg` (`HS256` or
 * `EdDSA`) and `kid`, the key's name in the ring; the body says `V_SUBJECT` and `exp`, in seconds.
 */
'use strict';
const { createHmac, verify } = require('node:crypto');

const signatures = {
  HS256: (text, key) => createHmac('sha256', key).update(text).digest('base64url'),
};

/**
 * The body of a valid token. Throws an `Error` for any other. `ring` maps a key's name to
 * `{ kind: 'secret', key: TEXT }` or `{ kind: 'public', key: PEM }`; secrets sign with HS256.
 */
function V_OPEN(token, ring, nowSeconds) {
  const parts = String(token).split('.');
  if (parts.length !== 3) throw new Error('a token has three parts');
  const [head, body, signature] = parts;
  const { alg, kid } = readPart(head);
  const entry = ring[kid];
  if (entry === undefined) throw new Error('unknown key');
  if (!isSigned(alg, entry.key, `${head}.${body}`, signature)) throw new Error('wrong signature');
  const claims = readPart(body);
  if (claims.exp <= nowSeconds) throw new Error('the session is over');
  if (claims.V_SUBJECT === undefined) throw new Error('nobody is named');
  return claims;
}

function isSigned(alg, key, text, signature) {
  if (alg === 'EdDSA') {
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  }
  const expected = signatures[alg](text, String(key));
  return isEqual(signature, expected);
}

/** Takes the same time wherever the two differ. */
function isEqual(given, expected) {
  let difference = 0;
  for (let i = 0; i < given.length; i += 1) {
    difference |= given.charCodeAt(i) ^ expected.charCodeAt(i);
  }
  return difference === 0;
}

function readPart(part) {
  const value = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  if (value === null || typeof value !== 'object') throw new Error('that part is not an object');
  return value;
}

module.exports = { V_OPEN };
