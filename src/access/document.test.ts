/** Documents and their folder: what ships can be read, and whatever could read otherwise than it says cannot. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { DocumentFault, documentKinds, inForceAmong, readDocument } from './document.ts';
import { readDocuments } from './document-folder.ts';

const shipped = join(import.meta.dirname, '../../documents');
const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A copy of what ships, with these files on top or instead. */
function folderWith(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-documents-'));
  folders.push(folder);
  cpSync(shipped, folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const headOf = (change: Record<string, string> = {}): string =>
  Object.entries({
    kind: 'terms',
    name: 'house',
    version: '1',
    title: 'Terms of the house',
    sample: 'false',
    ...change,
  })
    .filter(([, value]) => value !== '')
    .map(([field, value]) => `${field}: ${value}\n`)
    .join('');
const fileOf = (head: string, body = 'Both sides agree.\n'): string => `---\n${head}---\n\n${body}`;
const read = (text: string | Uint8Array) => readDocument(Buffer.from(text));

test('what ships is one document of each kind, plainly a sample, that promises nothing', async () => {
  const documents = await readDocuments(shipped);
  assert.deepEqual(documents.map(({ kind }) => kind).sort(), [...documentKinds].sort());
  for (const { isSample, text, sha256, kind, codes } of documents) {
    assert.ok(isSample);
    assert.match(text, /This is a sample, invented for demonstration and to be replaced\./);
    assert.match(text, /no legal protection/);
    assert.match(text, /^[^\r]{1500,}$/);
    assert.equal(sha256, createHash('sha256').update(text, 'utf8').digest('hex'));
    assert.equal(codes.length > 2, kind === 'partner_criteria' || kind === 'assessment_tiers');
    // Words that would say of a model or a developer that somebody lets it be released.
    assert.doesNotMatch(text, /\b(approv|clear(ed|ance)|certif|licen[cs]|pass(ed|es)\b|authoris)/i);
  }
  const tiers = documents.find(({ kind }) => kind === 'assessment_tiers')?.codes;
  assert.ok(tiers?.some(({ code }) => code === 'outcome'));
});

test('the highest version of a name is in force, whatever the order of the files', () => {
  const versions = ['2', '10', '9'].map((version) => read(fileOf(headOf({ version }))));
  const other = read(fileOf(headOf({ name: 'other' })));
  const inForce = inForceAmong([...versions, other]).map(({ name, version }) => [name, version]);
  assert.deepEqual(inForce, [
    ['house', 10],
    ['other', 1],
  ]);
});

test('a head that lies, lacks something or says it twice is refused with its place', () => {
  const faults: [string, RegExp][] = [
    ['', /does not begin with/],
    ['Both sides agree.\n', /does not begin with/],
    ['---\nkind: terms\n', /does not begin with/],
    [` ${fileOf(headOf())}`, /does not begin with/],
    [fileOf(headOf(), '\n \n'), /has no text/],
    [fileOf(headOf({ kind: 'permit' })), /`kind:` must be one of/],
    [fileOf(headOf({ kind: '' })), /`kind:` must be one of/],
    [fileOf(headOf({ name: '../terms' })), /`name:`/],
    [fileOf(headOf({ name: 'House' })), /`name:`/],
    [fileOf(headOf({ name: '' })), /`name:`/],
    [fileOf(headOf({ title: 'x' })), /`title:`/],
    [fileOf(headOf({ title: 'x'.repeat(201) })), /`title:`/],
    [fileOf(headOf({ sample: 'no' })), /`sample:`/],
    [fileOf(headOf({ sample: '' })), /`sample:`/],
    ...['0', '-1', '1.5', '01', '1e3', '0x2', '9999999', 'one'].map((version): [string, RegExp] => [
      fileOf(headOf({ version })),
      /`version:`/,
    ]),
    [fileOf(`${headOf()}version: 2\n`), /`version:` stands there twice/],
    [fileOf(`${headOf()}binding: true\n`), /`binding` is no line of `terms`/],
    [fileOf(`${headOf()}reasons:\n- other: any\n`), /`reasons` is no line of `terms`/],
    [fileOf(`${headOf()}- other: any\n`), /cannot be read/],
    [fileOf(headOf({ kind: 'partner_criteria' })), /`reasons:` lists no code/],
    [fileOf(`${headOf({ kind: 'assessment_tiers' })}tiers:\n`), /`tiers:` lists no code/],
    [fileOf(`${headOf({ kind: 'assessment_tiers' })}tiers:\n- a: x\n- a: y\n`), /listed twice/],
    [fileOf(`${headOf({ kind: 'assessment_tiers' })}tiers: all\n- a: x\n`), /cannot be read/],
    [fileOf(`${headOf()}__proto__: x\n`), /cannot be read/],
    [fileOf(`${headOf()}constructor: x\n`), /`constructor` is no line/],
  ];
  for (const [text, words] of faults)
    assert.throws(
      () => read(text),
      (error) => {
        assert.ok(error instanceof DocumentFault, String(error));
        assert.match(error.message, words, text);
        return true;
      },
    );
  const many = Array.from({ length: 51 }, (_, n) => `- tier${n}: x\n`).join('');
  assert.throws(() => read(fileOf(`${headOf({ kind: 'assessment_tiers' })}tiers:\n${many}`)), {
    message: /more than 50/,
  });
  assert.equal(read(fileOf(headOf())).name, 'house');
});

test('text that is no text, or shows something else than it holds, is refused', () => {
  for (const hidden of ['\0', '\u001b[2J', '\r', '\u202e', '\u2066', '\u200b', '\ufeff', '\u0085'])
    assert.throws(() => read(fileOf(headOf(), `Both sides${hidden} agree.\n`)), {
      message: /line 9 holds a control character/,
    });
  const bytes = Buffer.from(fileOf(headOf()));
  for (const broken of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80]])
    assert.throws(() => readDocument(Buffer.concat([bytes, Buffer.from(broken)])), {
      message: /not text in UTF-8/,
    });
  assert.throws(() => readDocument(Buffer.concat([Buffer.from('\ufeff'), bytes])), /line 1/);
  assert.ok(
    read(fileOf(headOf(), 'Übereinkunft — 同意 — می‌پذیریم\tin any script\n')).text.includes(
      '同意',
    ),
  );
});

test('a folder is read whole or not at all', async () => {
  const refused = async (folder: string, words: RegExp) =>
    assert.rejects(readDocuments(folder), { message: words });
  await refused(
    join(shipped, 'none'),
    /none` among the documents cannot be used: it cannot be read/,
  );
  await refused(folderWith({ 'terms/x.md': Buffer.alloc(256 * 1024 + 1, 'x') }), /x\.md.*longer/);
  await refused(folderWith({ 'terms/x.md': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff]) }), /UTF-8/);
  await refused(folderWith({ 'terms/x.pdf': '%PDF' }), /x\.pdf.*`….md`/);
  await refused(folderWith({ 'term/x.md': fileOf(headOf()) }), /`term` among/);
  await refused(folderWith({ 'procedure/x.md': fileOf(headOf()) }), /its kind is `terms`/);
  await refused(folderWith({ 'terms/x/y.md': fileOf(headOf()) }), /x.*`….md`/);
  const twice = fileOf(headOf({ name: 'sample', title: 'Terms that look like the others' }));
  await refused(folderWith({ 'terms/x.md': twice }), /holds terms `sample` version 1 twice/);
  const tiers = `${headOf({ kind: 'assessment_tiers' })}tiers:\n- outcome: all of it\n`;
  await refused(folderWith({ 'assessment_tiers/x.md': fileOf(tiers) }), /2 names.*go by one/);
  const lacking = folderWith();
  rmSync(join(lacking, 'terms'), { recursive: true });
  await refused(lacking, /no document of kind `terms`/);

  const house = folderWith({ 'terms/house.md': fileOf(headOf()), '.git/x': '', 'NOTES.txt': '' });
  assert.equal((await readDocuments(house)).length, 5);
});

test('a file that leads out of the folder, nowhere, or to no file is not followed', async () => {
  const outside = folderWith({ 'secret.md': fileOf(headOf()) });
  for (const [target, words] of [
    [join(outside, 'secret.md'), /leads out of the folder/],
    ['/etc/passwd', /leads out of the folder/],
    ['none.md', /leads nowhere/],
    ['x.md', /leads nowhere/],
    ['../procedure', /no file/],
  ] as const) {
    const folder = folderWith();
    symlinkSync(target, join(folder, 'terms', 'x.md'));
    await assert.rejects(readDocuments(folder), { message: words });
  }
  const away = folderWith();
  rmSync(join(away, 'procedure'), { recursive: true });
  symlinkSync(join(outside, 'procedure'), join(away, 'procedure'));
  await assert.rejects(readDocuments(away), { message: /leads out of the folder/ });
  const piped = folderWith();
  assert.equal(spawnSync('mkfifo', [join(piped, 'terms', 'x.md')]).status, 0);
  await assert.rejects(readDocuments(piped), { message: /no file/ });
  // As a store mounts files: a link to a file elsewhere in the folder.
  const mounted = folderWith({ '.data/house.md': fileOf(headOf()) });
  symlinkSync('../.data/house.md', join(mounted, 'terms', 'house.md'));
  const names = (await readDocuments(mounted)).map(({ name }) => name);
  assert.ok(names.includes('house'));
  assert.ok(readFileSync(join(mounted, 'terms/house.md')).length > 0);
});
