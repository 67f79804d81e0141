/** The page counts a text's characters as the server does, or it would send what is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { visibleCharactersIn as asServer } from '#platform/fields';
import { visibleCharactersIn } from './visible-characters.ts';

test('every text has as many visible characters here as on the server', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      assert.equal(visibleCharactersIn(text), asServer(text));
    }),
  );
  assert.equal(visibleCharactersIn('a \u200b\u202eb\u0301'), 2);
});
