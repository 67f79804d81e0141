/** Whatever bytes arrive, a reader here gives a value or a `TlogError`, and never anything else. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addSignatures,
  decideAddCheckpoint,
  decodeBundle,
  encodeBundle,
  formatCheckpoint,
  leafHash,
  newSigner,
  openNote,
  parseAddCheckpoint,
  parseBodies,
  parseCheckpoint,
  parseKeysFile,
  parseProofFile,
  parseTilePath,
  parseVkey,
  readText,
  signatureLine,
  signNote,
  TlogError,
} from './index.ts';

const log = newSigner('log.example');
const root = leafHash(Buffer.from('x'));
const note = signNote(formatCheckpoint({ origin: 'log.example', size: 1, root }), [log]);
const hash = root.toString('base64');

/** Well-formed inputs, for bytes that come close. */
const near = [
  note,
  formatCheckpoint({ origin: 'log.example', size: 1, root }),
  signatureLine('x\n', log),
  encodeBundle([Buffer.from('x')]).toString(),
  log.key.vkey,
  `c2sp.org/tlog-proof@v1\nextra AA==\nindex 0\n${hash}\n\n${note}`,
  `old 0\n${hash}\n\n${note}`,
  JSON.stringify({ origin: log.key.name, log: log.key.vkey, witnesses: [log.key.vkey] }),
  `${JSON.stringify({ index: 0, salt: hash, body: '{}' })}\n`,
  'tile/0/x001/000.p/3',
];
const broken = fc
  .tuple(fc.constantFrom(...near), fc.nat(), fc.uint8Array({ maxLength: 4 }), fc.nat(4))
  .map(([text, at, bytes, cut]) => {
    const all = Buffer.from(text);
    const place = at % (all.length + 1);
    return Buffer.concat([all.subarray(0, place), bytes, all.subarray(place + cut)]);
  });
const input = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  broken,
);

const readers: Record<string, (bytes: Buffer, text: string) => unknown> = {
  text: (bytes) => readText(bytes, 'it'),
  note: (_, text) => openNote(text, [log.key]),
  'signature lines': (_, text) => addSignatures(note, [text]),
  'verifier key': (_, text) => parseVkey(text),
  checkpoint: (_, text) => parseCheckpoint(text),
  bundle: (bytes) => decodeBundle(bytes, 1 + (bytes.length > 9 ? bytes.length % 256 : 0)),
  'tile path': (_, text) => parseTilePath(text),
  'proof file': (_, text) => parseProofFile(text),
  'keys file': (bytes) => parseKeysFile(bytes),
  bodies: (bytes) => parseBodies(bytes),
  'witness request': (_, text) => {
    const request = parseAddCheckpoint(text);
    return decideAddCheckpoint({ request, logKeys: [log.key] });
  },
};

describe('a reader of untrusted bytes', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`gives a value or a TlogError: ${name}`, () => {
      const seen = { read: 0, refused: 0 };
      for (const text of near) tried(read, Buffer.from(text), seen);
      fc.assert(
        fc.property(input, (bytes) => tried(read, bytes, seen)),
        { numRuns: 2_000 },
      );
      assert.ok(seen.read > 0, 'nothing was read');
      if (name !== 'tile path') assert.ok(seen.refused > 0, 'nothing was refused');
    });
  }
});

function tried(
  read: (bytes: Buffer, text: string) => unknown,
  bytes: Buffer,
  seen: { read: number; refused: number },
): void {
  // latin1 keeps every byte, so lone surrogates aside all characters come.
  for (const text of [bytes.toString('utf8'), bytes.toString('latin1')]) {
    try {
      read(bytes, text);
      seen.read += 1;
    } catch (error) {
      assert.ok(error instanceof TlogError, String(error));
      assert.ok(error.message.length < 1_000);
      seen.refused += 1;
    }
  }
}
