/** `parties.json`: what makes two parties, and which mistakes in it are named. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { noteKey, type NoteKeyType } from '#standards/tlog';
import { PartiesFault, readParties } from './parties.ts';

const newPublicKey = (): KeyObject => generateKeyPairSync('ed25519').publicKey;
const vkeyOf = (name: string, type: NoteKeyType = 'ed25519', key = newPublicKey()) =>
  noteKey(name, key, type).vkey;

const darasKey = newPublicKey();
const eli = vkeyOf('tern.example/eli');
const parties = {
  developer: {
    organisation: 'Larch Labs (invented)',
    approvers: [
      { person: 'Dara Lind', key: vkeyOf('larch.example/dara', 'ed25519', darasKey) },
      { person: 'Dov Aste', key: vkeyOf('larch.example/dov') },
    ],
    witness: vkeyOf('larch.example/witness', 'cosignature'),
  },
  evaluator: {
    organisation: 'Tern Office (invented)',
    approvers: [
      { person: 'Eli Moor', key: eli },
      { person: 'Esra Vale', key: vkeyOf('tern.example/esra') },
    ],
    witness: vkeyOf('tern.example/witness', 'cosignature'),
  },
};
const evaluatorWith = (change: object) => ({
  ...parties,
  evaluator: { ...parties.evaluator, ...change },
});

describe('a file of parties', () => {
  it('gives people and witnesses of both sides', () => {
    const read = readParties(JSON.stringify(parties, null, 2));
    assert.deepEqual(
      read.evaluator.approvers.map(({ person, key }) => [person, key.name]),
      [
        ['Eli Moor', 'tern.example/eli'],
        ['Esra Vale', 'tern.example/esra'],
      ],
    );
    assert.equal(read.developer.witness.type, 'cosignature');
  });

  it('is refused where it lets one sign for two, at the place where it does', () => {
    const [first] = parties.evaluator.approvers;
    const [dara] = parties.developer.approvers;
    const faults: [unknown, RegExp][] = [
      [evaluatorWith({ approvers: [first] }), /`\/evaluator\/approvers`/],
      [evaluatorWith({ approvers: [first, first] }), /each person stands once/],
      [evaluatorWith({ approvers: [first, dara] }), /each person stands once/],
      [evaluatorWith({ approvers: [first, { person: 'Esra Vale', key: eli }] }), /each key/],
      [
        evaluatorWith({
          approvers: [
            first,
            { person: 'Esra Vale', key: vkeyOf('x.example/e', 'ed25519', darasKey) },
          ],
        }),
        /each key/,
      ],
      [evaluatorWith({ organisation: parties.developer.organisation }), /two organisations/],
      [evaluatorWith({ witness: parties.developer.witness }), /key of its own/],
      [
        evaluatorWith({ witness: vkeyOf('x.example/w', 'cosignature', darasKey) }),
        /key of its own/,
      ],
      [evaluatorWith({ witness: eli }), /`\/evaluator\/witness`.*`keys witness`/],
      [
        evaluatorWith({ approvers: [first, { person: 'E', key: parties.evaluator.witness }] }),
        /`\/evaluator\/approvers\/1\/key`.*`keys new`/,
      ],
      [evaluatorWith({ witness: 'x' }), /`\/evaluator\/witness`: a verifier key is/],
      [evaluatorWith({ organisation: 'a\u0007' }), /`\/evaluator\/organisation`.*control/],
      [evaluatorWith({ readers: [] }), /`\/evaluator`/],
      [{ developer: parties.developer }, /`\/evaluator`/],
      [[], /`\/`/],
    ];
    for (const [value, message] of faults) {
      assert.throws(
        () => readParties(JSON.stringify(value)),
        (error: unknown) => error instanceof PartiesFault && message.test(error.message),
        String(message),
      );
    }
  });

  it('that is no such file is refused, whatever it is', () => {
    assert.throws(() => readParties(' '.repeat(300_000)), /more than 262144 bytes/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.throws(() => readParties(text), PartiesFault);
      }),
    );
  });
});
