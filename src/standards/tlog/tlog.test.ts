/** Ledger entries, held against node's own HMAC and RFC 6962's published shape. */
import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalBody, commitmentOf, entryOf, leafHash, treeRoot } from './index.ts';

describe('leaf encoding v1', () => {
  it('commits by HMAC-SHA-256, whatever the body', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (body) => {
        const salt = randomBytes(32);
        assert.deepEqual(
          commitmentOf(salt, body),
          createHmac('sha256', salt).update(body, 'utf8').digest(),
        );
      }),
    );
  });

  it('never changes: one entry, byte for byte', () => {
    const salt = Buffer.alloc(32, 7);
    const body = canonicalBody({ v: 1, b: 2, a: 'é' });
    assert.equal(body, '{"a":"é","b":2,"v":1}');
    const entry = entryOf(commitmentOf(salt, body)).toString('utf8');
    assert.equal(
      entry,
      `sallyport.leaf/v1\n${createHmac('sha256', salt).update(body).digest('base64')}\n`,
    );
    assert.deepEqual(
      leafHash(Buffer.from(entry)),
      createHash('sha256')
        .update(Buffer.concat([Buffer.of(0), Buffer.from(entry)]))
        .digest(),
    );
  });

  it('refuses a salt that is not 32 bytes', () => {
    assert.throws(() => commitmentOf(new Uint8Array(31), ''), /32 bytes/);
  });
});

describe('the tree root', () => {
  const leaves = (n: number) =>
    Array.from({ length: n }, (_, index) => leafHash(Buffer.from(`${index}`)));
  const node = (left: Uint8Array, right: Uint8Array) =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.of(1), left, right]))
      .digest();

  it('is that of RFC 6962 for the empty, the single, the uneven tree', () => {
    assert.equal(
      treeRoot([]).toString('hex'),
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    const [a, b, c] = leaves(3) as [Buffer, Buffer, Buffer];
    assert.deepEqual(treeRoot([a]), a);
    assert.deepEqual(treeRoot([a, b, c]), node(node(a, b), c));
  });

  it('changes with any leaf', () => {
    const before = treeRoot(leaves(9));
    for (let changed = 0; changed < 9; changed++) {
      const other = leaves(9).map((leaf, index) =>
        index === changed ? leafHash(Buffer.from('x')) : leaf,
      );
      assert.notDeepEqual(treeRoot(other), before);
    }
  });
});
