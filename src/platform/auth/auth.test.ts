import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  holds,
  hashSecret,
  makeSecret,
  offices,
  sameSecret,
  scopes,
  service,
  type Actor,
} from './index.ts';

const person = (more: object = {}): Actor => ({
  kind: 'person',
  id: 'person_x',
  organisationId: 'org_x',
  offices: ['finder'],
  scopes: 'every',
  ...more,
});

test('a session may do what its office may; a token only within its scopes; nobody else anything', () => {
  for (const office of offices)
    for (const scope of [undefined, ...scopes]) {
      assert.equal(holds(person(), office, scope), office === 'finder');
      assert.equal(holds(person({ scopes: [] }), office, scope), false);
      assert.equal(holds({ kind: 'anonymous', id: 'anonymous' }, office, scope), false);
      assert.equal(holds(service('validator'), office, scope), false);
      for (const held of scopes)
        assert.equal(
          holds(person({ scopes: [held] }), office, scope),
          office === 'finder' && held === scope,
          `${office} ${scope} ${held}`,
        );
    }
});

test('secrets are 256 random bits, kept as a hash that only the secret matches', () => {
  const made = Array.from({ length: 100 }, makeSecret);
  assert.equal(new Set(made).size, 100);
  for (const secret of made) {
    assert.equal(Buffer.from(secret, 'base64url').length, 32);
    const hash = hashSecret(secret);
    assert.equal(hash.length, 32);
    assert.ok(sameSecret(secret, hash));
    assert.ok(!sameSecret(`${secret}x`, hash));
  }
});
