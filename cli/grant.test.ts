/** `grant` with files alone, as two sides use it who share no server: four people, one after the other. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { grantText, openRevocation, readParties, type GrantTerms } from '#gateway';
import { commitmentOf } from '#standards/tlog';
import { termsAt } from '../src/gateway/grant.fixture.ts';
import { assertEnded, done, later, sallyport, type Ended } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-grant-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const partiesPath = at('parties.json');
const four = ['dara', 'dov', 'eli', 'esra'] as const;

const dayMs = 86_400_000;
const base = termsAt(new Date());
const terms: GrantTerms = {
  ...base,
  runner: { ...base.runner, office: 'Capability team' },
  endpoints: [{ method: 'POST', path: '/v1/messages' }],
};

interface Shown {
  digest: string;
  fingerprint: string;
  signers: Record<'developer' | 'evaluator', string[]>;
  missing: Record<'developer' | 'evaluator', number>;
}

before(async () => {
  const vkey = async (verb: 'new' | 'witness', name: string, file: string) =>
    (await done<{ vkey: string }>(['keys', verb, '--name', name, '--out', at(file)])).vkey;
  const person = async (name: string, given: string) => ({
    person: name,
    key: await vkey('new', given, `${given.split('/')[1]}.key`),
  });
  const parties = {
    developer: {
      organisation: terms.developer,
      approvers: [await person('Dara Lind', 'larch/dara'), await person('Dov Aste', 'larch/dov')],
      witness: await vkey('witness', 'larch/witness', 'larch-witness.key'),
    },
    evaluator: {
      organisation: terms.evaluator,
      approvers: [
        await person('Eli Moor', 'tern/eli'),
        await person('Esra Vale', 'tern/esra'),
        await person('Emil Noor', 'tern/emil'),
      ],
      witness: await vkey('witness', 'tern/witness', 'tern-witness.key'),
    },
  };
  writeFileSync(partiesPath, JSON.stringify(parties));
  await vkey('new', 'alder/rhea', 'rhea.key');
});

/** A grant in a file of its own, of these terms. */
async function written(name: string, change: Partial<GrantTerms> = {}): Promise<[string, Shown]> {
  writeFileSync(at(`${name}.json`), JSON.stringify({ ...terms, ...change }));
  const path = at(`${name}.grant`);
  const args = ['grant', 'write', at(`${name}.json`), '--parties', partiesPath, '--out', path];
  return [path, await done<Shown>(args)];
}

const sign = (path: string, who: string, digest: string, more: string[] = []): Promise<Ended> =>
  sallyport([
    ...['grant', 'sign', path, '--parties', partiesPath],
    ...['--key', at(`${who}.key`), '--digest', digest, ...more],
  ]);

const show = (path: string): Promise<Shown> =>
  done(['grant', 'show', path, '--parties', partiesPath]);

async function signedBy(name: string, people: readonly string[]): Promise<[string, string]> {
  const [path, { digest }] = await written(name);
  for (const who of people) assertEnded(await sign(path, who, digest), 0);
  return [path, digest];
}

/** No signature was added, and nobody's lock was left. */
function assertUntouched(path: string, before: string): void {
  assert.equal(readFileSync(path, 'utf8'), before);
  assert.ok(!existsSync(`${path}.new`));
}

describe('a grant', () => {
  test('is signed by four people in turn, each seeing what is missing', async () => {
    const [path, { digest, missing }] = await written('four');
    assert.deepEqual(missing, { developer: 2, evaluator: 2 });
    assert.equal(readFileSync(path, 'utf8'), grantText(terms));
    const seen: string[] = [];
    for (const who of four) {
      const ended = await sign(path, who, digest);
      assertEnded(ended, 0, new RegExp(digest));
      seen.push(ended.out.split('\n').slice(2).join('; ').replaceAll(/ +/g, ' ').trim());
    }
    assert.deepEqual(seen, [
      'missing one person of the developer; missing two people of the evaluator;',
      'missing two people of the evaluator;',
      'missing one person of the evaluator;',
      'complete two people of each side have signed;',
    ]);
    assert.deepEqual((await show(path)).signers, {
      developer: ['Dara Lind', 'Dov Aste'],
      evaluator: ['Eli Moor', 'Esra Vale'],
    });
    assert.equal(statSync(path).mode & 0o777, 0o644);
  });

  test('is shown in plain words: all that it allows, and the digits to read aloud', async () => {
    const [path, { digest, fingerprint }] = await written('words');
    const { out } = await sallyport(['grant', 'show', path, '--parties', partiesPath]);
    for (const words of [
      'government review before release; draws on the thirty days',
      'evaluator-7, Capability team',
      'POST /v1/messages',
      '7 days from then, and not past the planned partner release',
      '1,000 requests, 1,000,000 tokens',
      'two people of the evaluator',
      digest,
      fingerprint,
    ]) {
      assert.ok(out.includes(words), words);
    }
  });

  test('shows a signature as unproven to whoever has no parties', async () => {
    const [path] = await signedBy('unproven', ['dara']);
    const ended = await sallyport(['grant', 'show', path]);
    assertEnded(ended, 0, /unproven {5}larch\/dara[^]*Give `--parties`/);
    assert.doesNotMatch(ended.out, /^signed/m);
  });

  test('keeps both signatures when two sign at once, or tells one to come again', async () => {
    const [path, { digest }] = await written('at-once');
    const ended = await Promise.all(four.map((who) => sign(path, who, digest)));
    for (const one of ended) {
      if (one.code !== 0) assertEnded(one, 2, /somebody is changing .* at this moment/);
    }
    const { signers } = await show(path);
    const kept = [...signers.developer, ...signers.evaluator].length;
    assert.equal(kept, ended.filter(({ code }) => code === 0).length);
    assert.ok(kept > 0);
  });
});

describe('a signature is refused', () => {
  test('by a key of neither side', async () => {
    const [path, digest] = await signedBy('stranger', ['dara']);
    const before = readFileSync(path, 'utf8');
    assertEnded(await sign(path, 'rhea', digest), 2, /`alder\/rhea` is no approver’s/);
    assertUntouched(path, before);
  });

  test('by a witness’s key', async () => {
    const [path, digest] = await signedBy('witness', ['dara']);
    const before = readFileSync(path, 'utf8');
    assertEnded(await sign(path, 'larch-witness', digest), 3, /is a witness’s key/);
    assertUntouched(path, before);
  });

  test('by a person who signed already, and by a third of a side', async () => {
    const [path, digest] = await signedBy('twice', ['eli', 'esra']);
    const before = readFileSync(path, 'utf8');
    assertEnded(await sign(path, 'eli', digest), 2, /Eli Moor has signed this already/);
    assertEnded(await sign(path, 'emil', digest), 2, /the evaluator has its 2 signatures/);
    assertUntouched(path, before);
  });

  test('to terms that are not those that were shown', async () => {
    const [path, { digest }] = await written('altered');
    const [wider] = await written('wider', { budget: { ...terms.budget, tokens: 9_000_000 } });
    copyFileSync(wider, path);
    const before = readFileSync(path, 'utf8');
    assertEnded(await sign(path, 'dara', digest), 2, /are not those of this digest/);
    assertUntouched(path, before);
    for (const short of ['', digest.slice(0, 16), digest.toUpperCase()]) {
      assertEnded(await sign(path, 'dara', short), 3, /--digest/);
    }
  });

  test('to a text that was changed below a signature, or spelled otherwise', async () => {
    const [path, digest] = await signedBy('changed', ['dara']);
    const note = readFileSync(path, 'utf8');
    for (const [from, to, code, words] of [
      ['"tokens":1000000', '"tokens":9000000', 2, /signatures do not hold/],
      ['"epoch":1,', '"epoch": 1,', 3, /canonical/],
      ['"epoch":1,', '"epoch":1,"epoch":1,', 3, /canonical/],
      ['"lengthS":604800', '"lengthS":2592001', 3, /\/window\/lengthS/],
      ['sallyport.grant/v1', 'sallyport.grant/v2', 3, /`\/partner` belongs under the line/],
      ['sallyport.grant/v1', 'sallyport.grant/v3', 3, /sallyport\.grant\/v1/],
    ] as const) {
      assert.ok(note.includes(from), from);
      const changed = note.replace(from, to);
      writeFileSync(path, changed);
      assertEnded(await sign(path, 'dov', digest), code, words);
      assertUntouched(path, changed);
    }
  });

  test('below a forged one, and below one that was lifted from another grant', async () => {
    const [path, digest] = await signedBy('forged', ['dara']);
    const note = readFileSync(path, 'utf8');
    const [otherPath] = await written('lifted', { epoch: 2 });
    const other = await show(otherPath);
    assertEnded(await sign(otherPath, 'dara', other.digest), 0);
    const lineOf = (text: string) => text.trimEnd().split('\n').at(-1) ?? '';
    const lifted = lineOf(readFileSync(otherPath, 'utf8'));
    const own = lineOf(note);
    const middle = own.length - 20;
    const flipped = `${own.slice(0, middle)}${own[middle] === 'A' ? 'B' : 'A'}${own.slice(middle + 1)}`;
    for (const line of [lifted, flipped]) {
      const forged = note.replace(own, line);
      assert.notEqual(forged, note);
      writeFileSync(path, forged);
      assertEnded(await sign(path, 'dov', digest), 2, /`larch\/dara` does not hold/);
      assertUntouched(path, forged);
    }
  });

  test('when nobody could claim it any more', async () => {
    const window = { ...terms.window, claimFrom: later(-2 * dayMs), claimUntil: later(-dayMs) };
    const [path, { digest }] = await written('late', { window });
    assertEnded(await sign(path, 'dara', digest), 2, /could be claimed is over/);
  });

  test('with a key that others can read', async () => {
    const [path, { digest }] = await written('leaky');
    copyFileSync(at('dara.key'), at('leaky.key'));
    chmodSync(at('leaky.key'), 0o644);
    assertEnded(await sign(path, 'leaky', digest), 2, /can be read by others/);
  });

  test('of another organisation’s grant', async () => {
    writeFileSync(at('alder.json'), JSON.stringify({ ...terms, developer: 'Alder (invented)' }));
    const args = ['grant', 'write', at('alder.json'), '--parties', partiesPath];
    const ended = await sallyport([...args, '--out', at('alder.grant')]);
    assertEnded(ended, 2, /developer is `Alder \(invented\)`/);
    writeFileSync(at('alder.grant'), grantText({ ...terms, developer: 'Alder (invented)' }));
    assertEnded(await sign(at('alder.grant'), 'dara', 'ab'.repeat(32)), 2, /developer is `Alder/);
  });
});

test('parties in which one could sign for two are no parties', async () => {
  const [path, { digest }] = await written('one-for-two');
  const parties = JSON.parse(readFileSync(partiesPath, 'utf8')) as Record<
    'developer' | 'evaluator',
    { approvers: { person: string; key: string }[] }
  >;
  const [dara] = parties.developer.approvers;
  const [eli] = parties.evaluator.approvers;
  for (const approvers of [[dara, eli], [eli, { ...dara, person: 'Dara L.' }], [eli]]) {
    const evaluator = { ...parties.evaluator, approvers };
    writeFileSync(at('bad.json'), JSON.stringify({ ...parties, evaluator }));
    const args = ['grant', 'sign', path, '--parties', at('bad.json'), '--key', at('dara.key')];
    assertEnded(await sallyport([...args, '--digest', digest]), 3, /bad\.json/);
  }
});

test('either side alone writes a revocation that names this grant and no other', async () => {
  const [path, digest] = await signedBy('revoked', four);
  const rosters = readParties(readFileSync(partiesPath, 'utf8'));
  const revoke = (who: string, out: string) =>
    sallyport([
      ...['grant', 'revoke', path, '--parties', partiesPath],
      ...['--key', at(`${who}.key`), '--out', at(out)],
    ]);
  for (const [who, side, person] of [
    ['dov', 'developer', 'Dov Aste'],
    ['emil', 'evaluator', 'Emil Noor'],
  ] as const) {
    assertEnded(await revoke(who, `${who}.revocation`), 0, /nothing has ended yet/);
    const opened = openRevocation(readFileSync(at(`${who}.revocation`), 'utf8'), rosters);
    assert.deepEqual([opened.grant, opened.side, opened.person], [digest, side, person]);
  }
  assertEnded(await revoke('dov', 'dov.revocation'), 2, /not overwritten/);
  assertEnded(await revoke('rhea', 'rhea.revocation'), 2, /no approver’s/);
  assertEnded(await revoke('tern-witness', 'w.revocation'), 3, /is a witness’s key/);
  assert.ok(!existsSync(at('rhea.revocation')));
});

test('a runner’s name is committed to, and kept by the evaluator alone', async () => {
  const out = at('name.json');
  const made = await done<{ nameCommitment: string }>(
    ['grant', 'commit-name', '--out', out],
    'Noor Field\n',
  );
  assert.equal(statSync(out).mode & 0o777, 0o600);
  const { name, salt } = JSON.parse(readFileSync(out, 'utf8')) as { name: string; salt: string };
  assert.equal(name, 'Noor Field');
  const again = commitmentOf(Buffer.from(salt, 'base64'), name).toString('hex');
  assert.equal(made.nameCommitment, again);
  for (const input of ['', '\n', `${'x'.repeat(300)}\n`]) {
    const ended = await sallyport(['grant', 'commit-name', '--out', at('no.json')], { input });
    assertEnded(ended, 3, /one line/);
  }
});

test('what does not fit is said, and no private key is ever printed or sent', async () => {
  const [path, { digest }] = await written('fit');
  const pem = readFileSync(at('dara.key'), 'utf8').split('\n')[2] ?? '';
  assert.ok(pem.length > 50);
  writeFileSync(at('list.json'), '[]');
  writeFileSync(at('cut.json'), '{"id":');
  writeFileSync(at('unknown.json'), JSON.stringify({ ...terms, extension: true }));
  const write = (file: string) => ['write', file, '--parties', partiesPath, '--out', at('n.grant')];
  for (const [args, code, words] of [
    [[], 3, /usage/],
    [['extend', path], 3, /`grant` has no `extend`; it has /],
    [['show', at('none')], 3, /cannot read/],
    [['show', folder], 3, /is not a file/],
    [['show', at('dara.key')], 3, /a grant is the line/],
    [['sign', path, '--key', at('dara.key'), '--digest', digest], 3, /--parties/],
    [['sign', path, '--parties', partiesPath, '--key', at('dara.key')], 3, /--digest/],
    [['show', path, '--key', at('dara.key')], 3, /takes no `--key`/],
    [write(at('list.json')), 3, /is not a JSON object/],
    [write(at('cut.json')), 3, /is not JSON/],
    [write(at('dara.key')), 3, /is not JSON/],
    [write(at('unknown.json')), 3, /extension/],
    [
      ['deliver', at('dara.key'), '--gateway', 'https://127.0.0.1:1', '--ca', path],
      3,
      /not.* sent/,
    ],
    [['standing', path], 3, /by its id/],
  ] as const) {
    const ended = await sallyport(['grant', ...args]);
    assertEnded(ended, code, words);
    assert.ok(!`${ended.out}${ended.err}`.includes(pem), 'a private key was printed');
  }
  assert.ok(!existsSync(at('n.grant')));
});
