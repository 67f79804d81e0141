/** Keys of notes: their one spelling, and the keys that protect nothing. */
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readJsonLines, withoutData } from '#test/real-data';
import { noteKey, parseVkey, TlogError } from './index.ts';

const publicKeyOf = (raw: Buffer) =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });

describe('a verifier key', () => {
  it('is read and written letter for letter, of both types', () => {
    for (const type of ['ed25519', 'cosignature'] as const) {
      const key = noteKey('log.example/a', generateKeyPairSync('ed25519').publicKey, type);
      const read = parseVkey(key.vkey);
      assert.equal(read.vkey, key.vkey);
      assert.equal(read.type, type);
      assert.equal(read.keyId, key.keyId);
      assert.ok(read.publicKey.equals(key.publicKey));
    }
  });

  it('is that of others: a log’s, a witness’s in the wild', () => {
    assert.equal(
      parseVkey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k').type,
      'ed25519',
    );
    assert.equal(
      parseVkey('remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2').type,
      'cosignature',
    );
  });

  it('does not survive the change of any letter', () => {
    const { vkey } = noteKey('log.example/a', generateKeyPairSync('ed25519').publicKey);
    fc.assert(
      fc.property(fc.nat(vkey.length - 1), fc.constantFrom(...'aB3+/= \n\u00e9'), (at, letter) => {
        const changed = vkey.slice(0, at) + letter + vkey.slice(at + 1);
        if (changed !== vkey) assert.throws(() => parseVkey(changed), TlogError);
      }),
    );
  });

  it('has no space, plus sign or control character in its name', () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    for (const name of [
      '',
      'a b',
      'a+b',
      'a\nb',
      'a\u2003b',
      'a\u0085b',
      '\ud800',
      'x'.repeat(257),
    ]) {
      assert.throws(() => noteKey(name, publicKey), TlogError);
    }
  });

  it('is Ed25519 and public', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    assert.throws(() => noteKey('a', publicKey), /Ed25519/);
    assert.throws(() => noteKey('a', generateKeyPairSync('ed25519').privateKey), /public half/);
  });
});

const prime = 2n ** 255n - 19n;
const encoded = (height: bigint, sign: number) => {
  const raw = Buffer.from(height.toString(16).padStart(64, '0'), 'hex').reverse();
  raw[31] = (raw[31] ?? 0) | (sign << 7);
  return raw;
};

describe('a key of small order', () => {
  // d of RFC 8032 §5.1; a point of order 8 doubles to one of height 0, where d·y⁴ + 2·y² = 1.
  const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
  const isOfOrder8 = (y: bigint) => (d * y ** 4n + 2n * y ** 2n - 1n) % prime === 0n;
  const eighth = Buffer.from(
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'hex',
  );
  const height = BigInt(`0x${Buffer.from(eighth).reverse().toString('hex')}`);

  it('is refused in every encoding, and so is a height past the prime', () => {
    assert.ok(isOfOrder8(height) && isOfOrder8(prime - height));
    const weak = [0n, 1n, prime - 1n, height, prime - height, prime, prime + 1n, prime + 5n];
    for (const y of weak) {
      for (const sign of [0, 1]) {
        assert.throws(() => noteKey('a', publicKeyOf(encoded(y, sign))), /small order/);
      }
    }
  });
});

const vectors = 'ed25519/ed25519vectors.jsonl.gz';
interface Vector {
  number: number;
  key: string;
  sig: string;
  msg: string;
  flags: string[] | null;
}

/**
 * The edge cases of the Community Cryptography Test Vectors. The set says of each what is odd about it and
 * leaves open who accepts what. Signatures here are verified by node:crypto, and with the OpenSSL 3.5 of
 * the packaged Node its rule is: the equation without the cofactor (no `low_order_residue`), the challenge
 * hashed over the bytes as they stand (no `reencoded_k`), and neither R nor A of small order, which takes
 * in every non-canonical encoding of the set. Mixed-order points, which no list can name, are accepted.
 */
describe('the edge cases of Ed25519', { skip: withoutData(vectors) }, () => {
  it('are accepted by exactly that rule: 25 of 461', async () => {
    const refusing = ['low_order_residue', 'reencoded_k', 'low_order_A', 'low_order_R'];
    const counts = { vectors: 0, accepted: 0, mixedOrder: 0, weakKeys: 0 };
    for await (const row of readJsonLines(vectors)) {
      const { number, key, sig, msg, flags } = row as Vector;
      const odd = flags ?? [];
      const publicKey = publicKeyOf(Buffer.from(key, 'hex'));
      const accepted = verify(null, Buffer.from(msg), publicKey, Buffer.from(sig, 'hex'));
      assert.equal(accepted, !odd.some((flag) => refusing.includes(flag)), `vector ${number}`);
      const isWeak = odd.includes('low_order_A') || odd.includes('non_canonical_A');
      const read = () => noteKey('a', publicKey);
      if (isWeak) assert.throws(read, /small order/);
      else read();
      counts.vectors += 1;
      counts.accepted += accepted ? 1 : 0;
      counts.mixedOrder += accepted && odd.includes('low_order_component_A') ? 1 : 0;
      counts.weakKeys += isWeak ? 1 : 0;
    }
    assert.deepEqual(counts, { vectors: 461, accepted: 25, mixedOrder: 24, weakKeys: 262 });
  });
});
