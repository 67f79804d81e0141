/** Signed notes: what is signed holds, and nothing else does. */
import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addSignatures,
  BadSignature,
  newSigner,
  noteBytesMax,
  noteKey,
  noteSignaturesMax,
  openNote,
  parseVkey,
  signatureLine,
  signNote,
  splitNote,
  TlogError,
} from './index.ts';

const log = newSigner('log.example/a');
const witness = newSigner('witness.example/w', 'cosignature');
const line = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/\p{Cc}/u.test(text));
const noteText = fc.array(line, { maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`);

describe('a signed note', () => {
  it('opens as it was signed, blank lines and all', () => {
    fc.assert(
      fc.property(noteText, fc.nat(2_000_000_000), (text, timeS) => {
        const note = signNote(text, [log, witness], timeS);
        const opened = openNote(note, [log.key, witness.key]);
        assert.equal(opened.text, text);
        assert.deepEqual(opened.verified, [{ key: log.key }, { key: witness.key, timeS }]);
      }),
    );
  });

  it('is that of the C2SP specification’s example', () => {
    const key = parseVkey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const example =
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    assert.deepEqual(openNote(example, [key]).verified, [{ key }]);
    assert.throws(() => openNote(example.replace('This', 'That'), [key]), BadSignature);
    const cosigned =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
    const [, cosignature] = splitNote(cosigned).signatures;
    assert.equal(cosignature?.bytes.length, 72);
    assert.equal(cosignature?.bytes.readBigUInt64BE(0), 1_679_315_147n);
  });

  it('signs a cosignature over its head line, its time and the text', () => {
    const text = 'origin\n0\nroot\n';
    const expected = sign(null, Buffer.from(`cosignature/v1\ntime 7\n${text}`), witness.privateKey);
    const [signature] = splitNote(signNote(text, [witness], 7)).signatures;
    assert.deepEqual(
      signature?.bytes,
      Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 7]), expected]),
    );
    assert.throws(() => signNote(text, [witness]), /time in whole seconds/);
  });

  it('holds no more with any one letter changed', () => {
    const note = signNote('log.example/a\n1\nroot\n', [log, witness], 1_700_000_000);
    fc.assert(
      fc.property(fc.nat(note.length - 1), fc.constantFrom(...'aZ09+/= —\n'), (at, letter) => {
        const changed = note.slice(0, at) + letter + note.slice(at + 1);
        if (changed === note) return;
        let verified: unknown[] = [];
        try {
          verified = openNote(changed, [log.key, witness.key]).verified;
        } catch (error) {
          assert.ok(error instanceof TlogError);
        }
        // A changed key id or name makes a signature unknown; the other one then still stands.
        assert.ok(verified.length < 2);
      }),
      { numRuns: 500 },
    );
  });

  it('passes over unknown keys, even of the same name, and counts nobody then', () => {
    const note = signNote('text\n', [log]);
    assert.deepEqual(openNote(note, []).verified, []);
    assert.deepEqual(openNote(note, [newSigner('log.example/a').key]).verified, []);
  });

  it('is refused whole for one bad signature of a known key', () => {
    const other = signatureLine('other text\n', witness, 5);
    const note = addSignatures(signNote('text\n', [log]), [other]);
    assert.throws(() => openNote(note, [log.key, witness.key]), BadSignature);
    assert.equal(openNote(note, [log.key]).verified.length, 1);
  });

  it('takes neither kind of signature for the other, by the same key', () => {
    const twin = {
      key: noteKey('log.example/a', log.key.publicKey, 'cosignature'),
      privateKey: log.privateKey,
    };
    const text = 'text\n';
    const plain = signNote(`cosignature/v1\ntime 5\n${text}`, [log]);
    assert.deepEqual(openNote(plain, [twin.key]).verified, []);
    assert.deepEqual(openNote(signNote(text, [twin], 5), [log.key]).verified, []);
  });

  it('counts a key once, with its newest time', () => {
    const text = 'text\n';
    const note = signNote(text, [witness], 5) + signatureLine(text, witness, 9);
    assert.deepEqual(openNote(note, [witness.key]).verified, [{ key: witness.key, timeS: 9 }]);
  });

  it('refuses a time that no clock shows', () => {
    assert.throws(() => signNote('text\n', [witness], 253_402_300_800), TlogError);
    assert.throws(() => signNote('text\n', [witness], -1), TlogError);
  });
});

describe('signatures added to a note', () => {
  it('come once a key, and never replace one', () => {
    const text = 'text\n';
    const note = signNote(text, [log]);
    const mine = signatureLine(text, witness, 5);
    const once = addSignatures(note, [mine, mine, signatureLine(text, witness, 6)]);
    assert.equal(once, note + mine);
    assert.equal(addSignatures(once, [signatureLine('forged\n', log)]), once);
    assert.throws(() => addSignatures(note, ['no signature']), /signature line/);
    assert.throws(() => addSignatures(note, [`${mine}${mine}`]), /signature line/);
  });
});

describe('the form of a note', () => {
  const rest = signNote('x\n', [log]).slice('x\n'.length);
  for (const [what, note] of [
    ['nothing', ''],
    ['no blank line', 'text\n'],
    ['no signature', 'text\n\n'],
    ['no last newline', `text\n${rest}`.slice(0, -1)],
    ['a carriage return', `text\r\n${rest}`],
    ['an escape', `te\u001b[2Jxt\n${rest}`],
    ['a C1 control', `te\u009bxt\n${rest}`],
    ['a lone surrogate', `te\ud800xt\n${rest}`],
    ['a hyphen for a dash', `text\n${rest.replace('—', '-')}`],
    ['two spaces', `text\n${rest.replace('— ', '—  ')}`],
    ['base64 with stray bits', `text\n\n— a AAAAAB==\n`],
    ['base64 without padding', `text\n\n— a AAAAAAA\n`],
    ['a signature of nothing but its key id', `text\n\n— a AAAAAA==\n`],
    ['a name with a plus', `text\n\n— a+b AAAAAAA=\n`],
    ['a line after the signatures', `text\n${rest}more\n`],
  ] as const) {
    it(`is refused: ${what}`, () => assert.throws(() => splitNote(note), TlogError));
  }

  it('is bounded at 64 KiB and 64 signatures', () => {
    const line = rest.slice(1);
    const full = `x\n\n${line.repeat(noteSignaturesMax)}`;
    assert.equal(splitNote(full).signatures.length, 64);
    assert.throws(() => splitNote(full + line), /at most 64 signatures/);
    const text = (bytes: number) => `${'x'.repeat(bytes - rest.length - 3)}\n${rest}`;
    splitNote(text(noteBytesMax));
    assert.throws(() => splitNote(text(noteBytesMax + 1)), /at most 65536 bytes/);
  });
});
