/** Archives that attack whoever opens them. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { problemInPath } from './archive-path.ts';
import { bundleLimits, readFolder, unpackBytes, unpackStream } from './archive.ts';
import { ArchiveError } from './tar-header.ts';
import { writeTar } from './tar-writer.ts';

/** One entry with any header field set to any bytes, checksum right. */
function entry(
  name: string | Buffer,
  body = '',
  header: { type?: string; link?: string; size?: string; prefix?: string } = {},
): Buffer {
  const block = Buffer.alloc(512);
  (typeof name === 'string' ? Buffer.from(name) : name).copy(block, 0, 0, 100);
  block.write('0000644\0', 100);
  block.write(header.size ?? `${Buffer.byteLength(body).toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(header.type ?? '0', 156);
  block.write(header.link ?? '', 157);
  block.write('ustar\x0000', 257);
  block.write(header.prefix ?? '', 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const content = Buffer.from(body);
  return Buffer.concat([block, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}

const end = Buffer.alloc(1024);
const pax = (key: string, value: string) => {
  const rest = ` ${key}=${value}\n`;
  let length = Buffer.byteLength(rest) + 2;
  if (String(length).length === 3) length++;
  return entry('pax', `${length}${rest}`, { type: 'x' });
};

const attacks: [what: string, tar: Buffer, message: RegExp][] = [
  ['an absolute path', Buffer.concat([entry('/etc/passwd'), end]), /relative/],
  ['a path that climbs', Buffer.concat([entry('a/../../b'), end]), /`\.\.`/],
  [
    'a path that climbs in its prefix',
    Buffer.concat([entry('b', '', { prefix: '../..' }), end]),
    /`\.\.`/,
  ],
  [
    'a path that climbs in an extended header',
    Buffer.concat([pax('path', '../../b'), entry('b'), end]),
    /`\.\.`/,
  ],
  ['a drive letter', Buffer.concat([entry('C:a'), end]), /relative/],
  ['a backslash', Buffer.concat([entry('a\\..\\b'), end]), /`\/`/],
  [
    'a symbolic link',
    Buffer.concat([entry('a', '', { type: '2', link: '/etc/passwd' }), end]),
    /symbolic link/,
  ],
  ['a hard link', Buffer.concat([entry('a', '', { type: '1', link: 'b' }), end]), /hard link/],
  ['a device', Buffer.concat([entry('a', '', { type: '3' }), end]), /device/],
  ['a pipe', Buffer.concat([entry('a', '', { type: '6' }), end]), /pipe/],
  [
    'a GNU long name',
    Buffer.concat([entry('././@LongLink', 'x', { type: 'L' }), entry('a'), end]),
    /GNU/,
  ],
  [
    'an extended header that changes the size',
    Buffer.concat([pax('size', '5'), entry('a'), end]),
    /`size`/,
  ],
  [
    'an extended header that makes a link',
    Buffer.concat([pax('linkpath', '/etc'), entry('a'), end]),
    /`linkpath`/,
  ],
  [
    'a global header that renames',
    Buffer.concat([Buffer.from(pax('path', 'x')).fill('g', 156, 157), end]),
    /checksum|global/,
  ],
  ['the same name twice', Buffer.concat([entry('a', '1'), entry('a', '2'), end]), /another entry/],
  [
    'a name that differs in case',
    Buffer.concat([entry('readme'), entry('README'), end]),
    /case or form/,
  ],
  [
    'a name that differs in form',
    Buffer.concat([entry('ﬁle'), entry('file'), end]),
    /case or form/,
  ],
  ['a decomposed name', Buffer.concat([entry('e\u0301'), end]), /NFC/],
  ['a name that is not UTF-8', Buffer.concat([entry(Buffer.from([0x61, 0xff])), end]), /UTF-8/],
  [
    'a name with a right-to-left override',
    Buffer.concat([entry('a\u202egnp.sh'), end]),
    /formatting/,
  ],
  ['a name with a newline', Buffer.concat([entry('a\nb'), end]), /control/],
  [
    'a file that is also a folder',
    Buffer.concat([entry('a', 'x'), entry('a/b', 'x'), end]),
    /both a file and a folder/,
  ],
  [
    'a size that is a lie about the rest',
    Buffer.concat([entry('a', 'x', { size: '77777777777' }), end]),
    /unpacks to more/,
  ],
  [
    'a size that is not octal',
    Buffer.concat([entry('a', 'x', { size: '0000000009\0' }), end]),
    /octal/,
  ],
  [
    'a size in base 256',
    Buffer.concat([entry('a', 'x', { size: '\x80\0\0\0\0\0\0\0\0\0\0\x01' }), end]),
    /octal|checksum/,
  ],
  ['a wrong checksum', Buffer.concat([Buffer.from(entry('a')).fill('b', 0, 1), end]), /checksum/],
  ['bytes after the end', Buffer.concat([entry('a'), end, entry('b'), end]), /follows/],
  ['no end', entry('a'), /no end mark/],
  [
    'a body cut short',
    Buffer.concat([entry('a', 'x'.repeat(2000)).subarray(0, 1000)]),
    /cut short/,
  ],
  [
    'too many entries',
    Buffer.concat([...Array.from({ length: 2001 }, (_, index) => entry(`f${index}`)), end]),
    /at most 2000/,
  ],
  ['too deep folders', Buffer.concat([entry(`${'a/'.repeat(20)}b`), end]), /folders/],
];

describe('an archive that attacks its reader', () => {
  for (const [what, tar, message] of attacks) {
    test(`${what} is refused, in memory and streamed`, async () => {
      const packed = gzipSync(tar);
      assert.throws(
        () => unpackBytes(packed, bundleLimits),
        (error) => error instanceof ArchiveError && message.test(error.message),
      );
      await assert.rejects(
        unpackStream(inChunks(packed, 100), bundleLimits),
        (error) => error instanceof ArchiveError && message.test(error.message),
      );
    });
  }

  test('a gzip bomb is refused before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.concat([entry('a', '\0'.repeat(60_000_000)), end]));
    assert.ok(bomb.length < 100_000);
    assert.throws(() => unpackBytes(bomb, bundleLimits), /unpacks to more/);
    await assert.rejects(unpackStream(inChunks(bomb, 1000), bundleLimits), /unpacks to more/);
  });

  test('two gigabytes are refused after the first thirty-two mebibytes', async () => {
    let takenBytes = 0;
    const noise = Buffer.alloc(1024 * 1024, 'not quite random');
    const plain = function* () {
      yield entry('a', '', { size: '20000000000' });
      for (let bytes = 0; bytes < 2 * 1024 ** 3; bytes += noise.length) yield noise;
    };
    const endless = (async function* () {
      for await (const chunk of Readable.from(plain()).pipe(createGzip({ level: 0 }))) {
        takenBytes += (chunk as Buffer).length;
        yield chunk as Buffer;
      }
    })();
    await assert.rejects(unpackStream(endless, bundleLimits), ArchiveError);
    assert.ok(takenBytes <= 40 * 1024 * 1024, `took ${takenBytes} bytes`);
  });

  test('what is no gzip at all is said to be none', async () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('PK\x03\x04zip'),
      gzipSync('text').subarray(0, 12),
    ]) {
      assert.throws(() => unpackBytes(bytes, bundleLimits), ArchiveError);
      await assert.rejects(unpackStream(inChunks(bytes, 5), bundleLimits), ArchiveError);
    }
  });

  test('any bytes give files or a refusal, and never a path that escapes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'binary', maxLength: 120 }),
            fc.uint8Array({ maxLength: 600 }),
          ),
          { maxLength: 6 },
        ),
        fc.nat(4000),
        fc.nat(255),
        (entries, at, value) => {
          const tar = Buffer.concat([
            ...entries.map(([name, body]) => entry(name, Buffer.from(body).toString('latin1'))),
            end,
          ]);
          if (at < tar.length) tar[at] = value;
          try {
            for (const path of unpackBytes(gzipSync(tar, { level: 1 }), bundleLimits).keys())
              assert.equal(problemInPath(path), undefined);
          } catch (error) {
            assert.ok(error instanceof ArchiveError, String(error));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('whatever is written is read back, in any chunks', async () => {
    const name = fc.stringMatching(/^[a-z]{1,60}(\/[a-z]{1,60}){0,3}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 2000 })), {
          maxLength: 5,
          selector: ([path]) => path.split('/')[0] as string,
        }),
        fc.integer({ min: 1, max: 999 }),
        async (entries, size) => {
          const packed = gzipSync(writeTar(entries.map(([path, bytes]) => ({ path, bytes }))));
          const files = await unpackStream(inChunks(packed, size), bundleLimits);
          assert.deepEqual(
            [...files].map(([path, bytes]) => [path, [...bytes]]),
            entries.map(([path, bytes]) => [path, [...bytes]]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('a folder with a link in it is refused, and the link is not followed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sallyport-test-'));
    try {
      await writeFile(join(folder, 'report.json'), '{}');
      await symlink('/etc/passwd', join(folder, 'input'));
      await assert.rejects(readFolder(folder, bundleLimits), /links and devices/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
