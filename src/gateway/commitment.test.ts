/** Commitments to bodies are node's HMAC, however the bytes arrive; salts do not repeat. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { BodyCommitment, freshSalt } from './commitment.ts';

it('commits by HMAC-SHA-256, in any pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (pieces) => {
      const salt = freshSalt();
      const commitment = new BodyCommitment(salt);
      const hmac = createHmac('sha256', salt);
      for (const piece of pieces) {
        commitment.update(piece);
        hmac.update(piece);
      }
      assert.equal(commitment.digest(), hmac.digest('base64'));
    }),
  );
});

it('draws each salt once, over many blocks', () => {
  const salts = Array.from({ length: 1000 }, () => freshSalt().toString('hex'));
  assert.equal(new Set(salts).size, 1000);
  assert.throws(() => new BodyCommitment(new Uint8Array(31)), /32 bytes/);
});
