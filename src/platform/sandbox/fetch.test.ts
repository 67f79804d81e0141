/** The fetch step against a server of its own on loopback, let in by an address rule made for it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { isPublicAddress } from './address.ts';
import { fetchBytes, fetchFile, FetchRefused, publicOnly, type FetchRule } from './fetch.ts';

const body = Buffer.from('the file that was asked for');
const sha256 = createHash('sha256').update(body).digest('hex');
const integrity = `sha512-${createHash('sha512').update(body).digest('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'fetch-'));
let origin = '';
let asked: IncomingMessage[] = [];

const server = createServer((request, response) => {
  asked.push(request);
  answers[request.url ?? '']?.(response);
});
const answers: Record<string, (response: ServerResponse) => void> = {
  '/file': (response) => response.end(body),
  '/moved': (response) => response.writeHead(302, { location: '/file' }).end(),
  '/round': (response) => response.writeHead(302, { location: '/round' }).end(),
  '/inward': (response) => response.writeHead(302, { location: 'http://127.0.0.9:1/' }).end(),
  '/metadata': (response) => response.writeHead(307, { location: 'http://169.254.169.254/' }).end(),
  '/disk': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/missing': (response) => response.writeHead(404).end('no'),
  '/endless': (response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      response.once('drain', more);
    };
    more();
  },
  '/boast': (response) => response.writeHead(200, { 'content-length': '99999999999' }).write('x'),
  '/silent': () => undefined,
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half', () => response.destroy());
  },
  '/zipped': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
};

/** Lets in exactly the address the test's server has. */
const rule: FetchRule = {
  ...publicOnly,
  protocols: ['http:'],
  allowsAddress: (address) => address === '127.0.0.1',
};
const limits = { bytesMax: 100_000, timeoutMs: 5000, rule };

before(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

let count = 0;
async function refusal(path: string, more: object = {}): Promise<string> {
  const into = join(folder, `refused-${count++}`);
  const url = path.startsWith('/') ? origin + path : path;
  const error: unknown = await fetchFile({ url, into, ...limits, ...more }).then(
    () => assert.fail(`${path} was fetched`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof FetchRefused, String(error));
  assert.equal(existsSync(into), false, 'a refused file was left');
  return error.code;
}

test('keeps a file whose digests match, and follows a redirect to it', async () => {
  for (const path of ['/file', '/moved']) {
    const into = join(folder, path.slice(1));
    const fetched = await fetchFile({ url: origin + path, into, sha256, integrity, ...limits });
    assert.deepEqual(fetched, { url: `${origin}/file`, bytes: body.length, sha256 });
    assert.deepEqual(readFileSync(into), body);
  }
  assert.deepEqual(Buffer.from(await fetchBytes({ url: `${origin}/file`, ...limits })), body);
});

test('sends no credential, cookie or referrer', async () => {
  asked = [];
  await fetchBytes({ url: `${origin}/moved`, ...limits });
  assert.equal(asked.length, 2);
  for (const { headers } of asked) {
    assert.deepEqual(Object.keys(headers).sort(), [
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
  }
});

test('refuses to go inward, at first or by a redirect, and does not connect', async () => {
  asked = [];
  assert.equal(
    await refusal('/file', { rule: { ...publicOnly, protocols: ['http:'] } }),
    'address',
  );
  assert.equal(asked.length, 0, 'the server was asked all the same');
  assert.equal(await refusal('/inward'), 'address');
  assert.equal(await refusal('/metadata'), 'address');
  const { port } = new URL(origin);
  const open: FetchRule = { ...publicOnly, protocols: ['http:'] };
  for (const host of ['localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0']) {
    assert.equal(await refusal(`http://${host}:${port}/file`, { rule: open }), 'address');
  }
});

test('refuses other schemes, credentials in the address and hosts not named', async () => {
  assert.equal(await refusal('/file', { rule: publicOnly }), 'url');
  assert.equal(await refusal('/disk'), 'url');
  assert.equal(await refusal('not an address'), 'url');
  assert.equal(await refusal(origin.replace('//', '//name:word@')), 'url');
  assert.equal(await refusal('/file', { rule: { ...rule, hosts: ['example.org'] } }), 'host');
});

test('gives up on what is too large, too slow, too often moved, cut or not there', async () => {
  assert.equal(await refusal('/endless'), 'too-large');
  assert.equal(await refusal('/boast'), 'too-large');
  assert.equal(await refusal('/silent', { timeoutMs: 200 }), 'too-slow');
  assert.equal(await refusal('/round'), 'redirects');
  assert.equal(await refusal('/cut'), 'network');
  assert.equal(await refusal('/missing'), 'status');
});

test('refuses a file that is not the one pinned', async () => {
  assert.equal(await refusal('/file', { sha256: '0'.repeat(64) }), 'digest');
  assert.equal(await refusal('/file', { integrity: 'sha512-AAAA' }), 'digest');
  assert.equal(await refusal('/file', { integrity: 'md5-AAAA' }), 'digest');
  assert.equal(await refusal('/file', { integrity: '' }), 'digest');
});

test('keeps bytes as they came and never writes through a link or over a file', async () => {
  const plain = await fetchBytes({ url: `${origin}/zipped`, ...limits });
  assert.equal(Buffer.from(plain).toString(), 'not gzip');
  const target = join(folder, 'target');
  const link = join(folder, 'link');
  symlinkSync(target, link);
  await assert.rejects(fetchFile({ url: `${origin}/file`, into: link, ...limits }), /EEXIST/);
  assert.equal(existsSync(target), false);
});

test('is called off by its signal', async () => {
  const off = AbortSignal.abort(new Error('no longer wanted'));
  await assert.rejects(
    fetchBytes({ url: `${origin}/file`, ...limits, signal: off }),
    /no longer wanted/,
  );
});

test('knows public addresses from inward ones', () => {
  const inward = [
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '198.19.0.1', '::', '::1', 'fe80::1', 'fc00::1'],
    ...[
      'fd00:ec2::254',
      'ff02::1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001::1',
    ],
    ...['fe80::1%eth0', 'localhost', '', '1.2.3', '::127.0.0.1'],
  ];
  for (const address of inward) assert.equal(isPublicAddress(address), false, address);
  for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111']) {
    assert.equal(isPublicAddress(address), true, address);
  }
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0] = address.split('.').map(Number);
      const isPrivate = a === 10 || a === 127 || (a === 192 && b === 168) || a >= 224 || a === 0;
      return !isPrivate || !isPublicAddress(address);
    }),
  );
});
