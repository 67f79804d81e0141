/** `sallyport match` from files to exit code, and the advisory files it reads. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { advisoryDocuments } from './advisory-files.ts';
import { visible } from './terminal-text.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-match-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer): string => {
  const full = path.join(folder, name);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
};
const advisory = (id: string, name: string, fixed: string) => ({
  id,
  modified: '2026-11-20T09:00:00Z',
  aliases: [`CVE-${id}`],
  affected: [
    {
      package: { ecosystem: 'npm', name },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
    },
  ],
});
const sbom = (...purls: (string | undefined)[]) =>
  JSON.stringify({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: purls.map((purl, at) => ({ name: `c${at}`, version: '1', purl })),
  });

/** A ZIP file of these entries; `claims` says another unpacked size than the true one. */
function zip(entries: { name: string; content: Buffer; claims?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims } of entries) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const version = Buffer.from([20, 0]);
    centrals.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), version, common, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from('PK\x05\x06'), end]);
}

function sallyport(args: string[], input?: string) {
  const main = path.join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
}

async function documents(name: string) {
  const found: string[] = [];
  for await (const each of advisoryDocuments(name)) {
    const what = 'json' in each ? (each.json as { id?: string }).id : each.unreadable;
    found.push(`${path.relative(folder, each.where)} ${what}`);
  }
  return found;
}

test('matches several inventories against every form of advisories', () => {
  const sboms = [
    file('a.json', sbom('pkg:npm/left@1.0.0', 'pkg:npm/right@1.0.0')),
    file('b.json', sbom('pkg:npm/up@1.0.0', 'pkg:deb/debian/x@1?distro=debian-12', undefined)),
  ];
  const left = file('left.json', JSON.stringify(advisory('A', 'left', '1.2.0')));
  const right = file(
    'osv.jsonl.gz',
    gzipSync(`${JSON.stringify(advisory('B', 'right', '2.0.0'))}\n{broken\n`),
  );
  const content = Buffer.from(JSON.stringify(advisory('C', 'up', '3.0.0')));
  const archive = file('all.zip', zip([{ name: 'npm/C.json', content }]));
  const args = [
    'match',
    '--json',
    '--sbom',
    ...sboms,
    '--advisories',
    left,
    right,
    '--advisories',
    archive,
  ];
  const { status, stdout } = sallyport(args);
  assert.equal(status, 0);
  const answer = JSON.parse(stdout) as Record<string, unknown> & {
    matched: { advisory: string; affectedBecause: string; fixed: string[] }[];
    advisories: { read: number; unreadable: number };
  };
  assert.equal(answer['components'], 5);
  assert.deepEqual(
    answer.matched.map((each) => `${each.advisory} ${each.affectedBecause} ${each.fixed.join()}`),
    [
      'A version 1.0.0 is in [0, 1.2.0) 1.2.0',
      'B version 1.0.0 is in [0, 2.0.0) 2.0.0',
      'C version 1.0.0 is in [0, 3.0.0) 3.0.0',
    ],
  );
  assert.deepEqual(answer['noData'], ['pkg:deb/debian/x@1?distro=debian-12']);
  assert.equal(answer['withoutPurl'], 1);
  assert.deepEqual([answer.advisories.read, answer.advisories.unreadable], [3, 1]);
});

test('prints a table to a person, and never calls no data unaffected', () => {
  const args = [
    'match',
    '--sbom',
    '-',
    '--advisories',
    file('t.json', JSON.stringify(advisory('A', 'left', '2.0.0'))),
  ];
  const { status, stdout } = sallyport(
    args,
    sbom('pkg:npm/left@1.0.0', 'pkg:apk/alpine/x@1?distro=alpine-3.18.0'),
  );
  assert.equal(status, 0);
  assert.match(stdout, /pkg:npm\/left@1\.0\.0 +A +version 1\.0\.0 is in \[0, 2\.0\.0\) +2\.0\.0/);
  assert.match(stdout, /no data about 1 packages, which is not the same as not affected/);
});

test('fails for an inventory it cannot read, and says how to mend it', () => {
  const advisories = file('u.json', JSON.stringify(advisory('A', 'left', '2.0.0')));
  const bad = file(
    'latin1.json',
    Buffer.from('{"bomFormat":"CycloneDX","name":"caf\xe9"}', 'latin1'),
  );
  const read = sallyport(['match', '--sbom', bad, '--advisories', advisories]);
  assert.equal(read.status, 3);
  assert.match(read.stdout, /is not UTF-8; save the document as UTF-8/);
  const absent = sallyport([
    'match',
    '--sbom',
    path.join(folder, 'none'),
    '--advisories',
    advisories,
  ]);
  assert.equal(absent.status, 3);
  assert.match(absent.stderr, /cannot be opened \(ENOENT\)/);
  const empty = sallyport([
    'match',
    '--sbom',
    bad,
    '--advisories',
    file('empty/x.txt', '').slice(0, -6),
  ]);
  assert.equal(empty.status, 3);
  assert.match(empty.stderr, /no advisory could be read/);
  assert.equal(sallyport(['match', '--sbom', bad]).status, 3);
});

test('reads a folder in order, does not follow links, and names what it cannot read', async () => {
  file('tree/b/2.json', '{"id":"2"}');
  file('tree/a.jsonl', '{"id":"1a"}\r\n\n{"id":"1b"}');
  file('tree/c.json', '[{"id":"3"},{"id":"4"}]');
  file('tree/d.json', '{');
  file('tree/e.jsonl.gz', 'no gzip');
  file('tree/f.zip', 'no zip');
  file('tree/g.json', Buffer.from([0x22, 0xff, 0x22]));
  file('tree/notes.txt', 'x');
  symlinkSync('/', path.join(folder, 'tree/link'));
  symlinkSync('/etc/passwd', path.join(folder, 'tree/h.json'));
  const found = await documents(path.join(folder, 'tree'));
  assert.deepEqual(found.slice(0, 5), [
    'tree/a.jsonl:1 1a',
    'tree/a.jsonl:3 1b',
    'tree/b/2.json 2',
    'tree/c.json:0 3',
    'tree/c.json:1 4',
  ]);
  assert.deepEqual(
    found.slice(5).map((each) => each.split(' ')[0]),
    ['tree/d.json', 'tree/e.jsonl.gz', 'tree/f.zip', 'tree/g.json'],
  );
});

test('bounds what an archive may unpack to, whatever it claims', async () => {
  const bomb = Buffer.alloc(20 * 1024 * 1024, 0x20);
  const archive = file(
    'bomb.zip',
    zip([
      { name: 'large.json', content: bomb },
      { name: 'liar.json', content: bomb, claims: 10 },
      { name: 'good.json', content: Buffer.from('{"id":"G"}') },
    ]),
  );
  const found = await documents(archive);
  assert.match(found[0] ?? '', /large\.json unpacks to 20971520 bytes/);
  assert.match(found[1] ?? '', /liar\.json cannot be read/);
  assert.equal(found[2], 'bomb.zip:good.json G');
  const long = file(
    'long.jsonl.gz',
    gzipSync(Buffer.concat([bomb, Buffer.from('\n{"id":"L"}\n')])),
  );
  const lines = await documents(long);
  assert.match(lines[0] ?? '', /is longer than/);
  assert.equal(lines[1], 'long.jsonl.gz:2 L');
});

test('shows control characters instead of obeying them', () => {
  assert.equal(visible('a\x1b[2Jb\u202ec\r'), 'a\\u{1b}[2Jb\\u{202e}c\\u{d}');
});
