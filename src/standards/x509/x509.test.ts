/** Certificates: what OpenSSL, node:tls and a pinned key make of them, and what is refused. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  createPublicKey,
  createHash,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer, type ConnectionOptions, type PeerCertificate } from 'node:tls';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { elementsOf, integer, oid } from './der.ts';
import { readHost } from './host.ts';
import {
  issueClient,
  publicKeyOf,
  selfSigned,
  selfSignedAuthority,
  selfSignedServer,
  spkiSha256,
  validityOf,
  X509Error,
} from './index.ts';

const kinds = {
  Ed25519: () => generateKeyPairSync('ed25519').privateKey,
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
};
/** Around now, because TLS looks at the clock. */
const from = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
const until = new Date(from.getTime() + 3600_000);
const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

interface Met {
  client?: string;
  server: string;
  answer: string;
}

/** One connection with TLS 1.3 both ways; the server takes any certificate and looks at the key alone. */
async function meet(
  server: { key: string; cert: string; ca?: string; requireIssuer?: boolean },
  client: ConnectionOptions,
  pinned: string,
): Promise<Met> {
  const listener = createServer(
    {
      key: server.key,
      cert: server.cert,
      minVersion: 'TLSv1.3',
      requestCert: true,
      rejectUnauthorized: server.requireIssuer === true,
      ...(server.ca !== undefined && { ca: server.ca }),
    },
    (socket) => {
      socket.on('error', () => undefined);
      const { raw } = socket.getPeerCertificate() as Partial<PeerCertificate>;
      const key = raw === undefined ? undefined : spkiSha256(new X509Certificate(raw).toString());
      socket.end(key === pinned ? 'welcome' : 'nobody here');
    },
  );
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  try {
    const socket = connect({ port, host: '127.0.0.1', minVersion: 'TLSv1.3', ...client });
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    await once(socket, 'secureConnect');
    socket.on('error', () => undefined);
    const { raw } = socket.getPeerCertificate();
    await once(socket, 'close');
    return { server: spkiSha256(new X509Certificate(raw).toString()), answer };
  } finally {
    listener.close();
  }
}

for (const [kind, newKey] of Object.entries(kinds)) {
  describe(`certificates of ${kind} keys`, () => {
    const [serverKey, clientKey, caKey, otherKey] = [newKey(), newKey(), newKey(), newKey()];
    const serverCert = selfSignedServer({
      privateKey: serverKey,
      name: 'a gateway',
      hosts: ['127.0.0.1', '::1', 'localhost'],
      from,
      until,
    });
    const clientCert = selfSigned({ privateKey: clientKey, name: 'evaluator-7', from, until });
    const caCert = selfSignedAuthority({ privateKey: caKey, name: 'Larch access', from, until });
    const issued = issueClient({
      caKey,
      caCert,
      publicKey: createPublicKey(clientKey),
      name: 'gateway of sub_0001',
      from,
      until,
    });
    const server = { key: pemOf(serverKey), cert: serverCert };
    const client = { ca: serverCert, key: pemOf(clientKey), cert: clientCert };

    it('serve both ends of TLS 1.3, each knowing the other by its key', async () => {
      const met = await meet(server, client, spkiSha256(clientCert));
      assert.deepEqual(met, { server: spkiSha256(serverKey), answer: 'welcome' });
    });

    it('do not let another key pass for the pinned one, whatever name it bears', async () => {
      const cert = selfSigned({ privateKey: otherKey, name: 'evaluator-7', from, until });
      const other = { ca: serverCert, key: pemOf(otherKey), cert };
      assert.equal((await meet(server, other, spkiSha256(clientCert))).answer, 'nobody here');
      const none = { ca: serverCert };
      assert.equal((await meet(server, none, spkiSha256(clientCert))).answer, 'nobody here');
    });

    it('are known to their clients: another server’s key, or another host, is refused', async () => {
      const cert = selfSignedServer({
        privateKey: otherKey,
        name: 'a gateway',
        hosts: ['localhost'],
        from,
        until,
      });
      await assert.rejects(
        meet({ key: pemOf(otherKey), cert }, client, ''),
        /self-signed|signature/i,
      );
      const elsewhere = { ...client, ca: cert };
      await assert.rejects(
        meet({ key: pemOf(otherKey), cert }, elsewhere, ''),
        /altnames|not in the cert/i,
      );
    });

    it('issued by an authority pass where only that authority is believed', async () => {
      const strict = { ...server, ca: caCert, requireIssuer: true };
      const good = await meet(strict, { ...client, cert: issued }, spkiSha256(issued));
      assert.equal(good.answer, 'welcome');
      // TLS 1.3: the client has shaken hands before the server looks at its certificate.
      const bad = await meet(strict, client, spkiSha256(clientCert));
      assert.equal(bad.answer, '');
    });

    it('read the same in OpenSSL', (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'sallyport-x509-'));
      try {
        const file = (name: string, text: string) => {
          writeFileSync(join(folder, name), text);
          return join(folder, name);
        };
        const openssl = (...args: string[]) => spawnSync('openssl', args, { encoding: 'utf8' });
        const ca = file('ca.pem', caCert);
        const verified = openssl(
          'verify',
          '-x509_strict',
          '-CAfile',
          ca,
          '-purpose',
          'sslclient',
          file('issued.pem', issued),
        );
        if (verified.error !== undefined) return t.skip('`openssl` is not installed');
        assert.equal(verified.status, 0, verified.stderr);
        const asServer = openssl(
          'verify',
          '-CAfile',
          ca,
          '-purpose',
          'sslserver',
          file('issued.pem', issued),
        );
        assert.notEqual(asServer.status, 0, 'a client’s certificate passed for a server’s');
        const text = openssl(
          'x509',
          '-noout',
          '-text',
          '-in',
          file('server.pem', serverCert),
        ).stdout;
        assert.match(text, /IP Address:127\.0\.0\.1, IP Address:0:0:0:0:0:0:0:1, DNS:localhost/);
        assert.match(text, /CA:FALSE/);
        assert.match(openssl('x509', '-noout', '-text', '-in', ca).stdout, /CA:TRUE, pathlen:0/);
        // An authority of others: its name has several parts, in other string types than ours.
        const subject = ['-subj', '/C=US/O=Larch Labs/CN=Access'];
        const foreignKey = file('foreign-key.pem', pemOf(caKey));
        const made = openssl('req', '-x509', '-key', foreignKey, ...subject, '-days', '2');
        const foreign = issueClient({
          caKey,
          caCert: made.stdout,
          publicKey: createPublicKey(clientKey),
          name: 'gateway',
          from,
          until,
        });
        const chain = ['-CAfile', file('foreign.pem', made.stdout), file('client.pem', foreign)];
        assert.equal(openssl('verify', '-purpose', 'sslclient', ...chain).status, 0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it('of an authority never outlast it, and need its own key', () => {
      const given = {
        caKey,
        caCert,
        publicKey: createPublicKey(clientKey),
        name: 'x',
        from,
        until,
      };
      const later = new Date(until.getTime() + 1000);
      assert.throws(() => issueClient({ ...given, until: later }), /does not last/);
      assert.throws(
        () => issueClient({ ...given, caKey: otherKey }),
        /not that of its certificate/,
      );
      assert.throws(
        () => issueClient({ ...given, caKey: clientKey, caCert: clientCert }),
        /not one of an authority/,
      );
    });
  });
}

describe('a certificate', () => {
  const privateKey = kinds.Ed25519();

  it('carries name and times as given, before 2050 and after', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 64 })
      .filter((text) => text.isWellFormed() && text.trim() === text && !/[\p{Cc}]/u.test(text))
      .filter((text) => text !== '' && [...text].length <= 64);
    const second = fc.integer({ min: 0, max: 253_402_300_798 });
    fc.assert(
      fc.property(name, second, second, (name, a, b) => {
        fc.pre(a !== b);
        const [first, last] = [Math.min(a, b), Math.max(a, b)].map((s) => new Date(s * 1000));
        const pem = selfSigned({ privateKey, name, from: first as Date, until: last as Date });
        assert.deepEqual(validityOf(pem), { from: first, until: last });
        const read = new X509Certificate(pem);
        assert.equal((read.toLegacyObject().subject as { CN?: string }).CN, name);
        assert.ok(read.verify(createPublicKey(privateKey)));
      }),
      { numRuns: 200 },
    );
  });

  it('has the key’s hash, from certificate, public and private key alike', () => {
    for (const newKey of Object.values(kinds)) {
      const key = newKey();
      const expected = sha256(createPublicKey(key).export({ type: 'spki', format: 'der' }));
      const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
      const pem = selfSigned({ privateKey: key, name: 'x', from, until });
      for (const given of [key, createPublicKey(key), pemOf(key), publicPem, pem]) {
        assert.equal(spkiSha256(given), expected);
      }
      assert.ok(publicKeyOf(pem).equals(createPublicKey(key)));
    }
  });

  it('has its own serial for each key, name and time, always positive', () => {
    const serials = new Set<string>();
    for (let place = 0; place < 200; place++) {
      const pem = selfSigned({ privateKey, name: `n${place}`, from, until });
      const { serialNumber } = new X509Certificate(pem);
      assert.match(serialNumber, /^[4-7][0-9A-F]{31}$/);
      serials.add(serialNumber);
    }
    assert.equal(serials.size, 200);
  });

  it('is not made of what cannot be one', () => {
    const given = { privateKey, name: 'x', from, until };
    const refused = (change: object, message: RegExp) =>
      assert.throws(
        () => selfSignedServer({ ...given, hosts: ['localhost'], ...change }),
        (error: unknown) => error instanceof X509Error && message.test(error.message),
      );
    for (const name of ['', ' x', 'x\n', 'a\u0007b', 'é'.repeat(65), '\ud800']) {
      refused({ name }, /1 to 64 characters/);
    }
    refused({ until: from }, /end after it begins/);
    refused({ until: new Date(NaN) }, /end after it begins/);
    refused({ from: new Date(-1000) }, /between the years/);
    refused({ hosts: [] }, /names its hosts/);
    for (const host of [
      '',
      'a b',
      '*.x',
      '-x',
      '256.1.1.1',
      '1.2.3',
      '::1::',
      '12345::',
      'a..b',
      'x/y',
      '1:2:3:4:5:6:7:8:9',
      'ü.example',
      `${'a'.repeat(64)}.b`,
    ]) {
      refused({ hosts: [host] }, /is no host/);
    }
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    refused({ privateKey: rsa }, /Ed25519 or P-256/);
    const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    refused({ privateKey: p384 }, /Ed25519 or P-256/);
    for (const text of [
      '',
      'x',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
    ]) {
      assert.throws(() => spkiSha256(text), X509Error);
      assert.throws(() => validityOf(text), X509Error);
    }
  });
});

describe('DER', () => {
  it('is written in its shortest form', () => {
    assert.equal(oid('1.2.840.10045.4.3.2').toString('hex'), '06082a8648ce3d040302');
    assert.equal(oid('2.5.29.14').toString('hex'), '0603551d0e');
    const integers: [string, string][] = [
      ['00', '020100'],
      ['7f', '02017f'],
      ['80', '02020080'],
      ['000001', '020101'],
    ];
    for (const [bytes, der] of integers) {
      assert.equal(integer(Buffer.from(bytes, 'hex')).toString('hex'), der);
    }
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 70_000 }), (bytes) => {
        if (bytes.length > 65_000) return;
        const [read, ...more] = elementsOf(integer(bytes));
        assert.equal(more.length, 0);
        assert.equal(
          BigInt(`0x${read?.content.toString('hex')}`),
          BigInt(`0x${Buffer.from(bytes).toString('hex')}`),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('holds IP addresses as their bytes', () => {
    const hosts: [string, string][] = [
      ['127.0.0.1', '7f000001'],
      ['::', '00'.repeat(16)],
      ['::1', `${'00'.repeat(15)}01`],
      ['2001:db8::8:800:200c:417a', '20010db80000000000080800200c417a'],
      ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008'],
      ['fe80::', `fe80${'00'.repeat(14)}`],
    ];
    for (const [text, bytes] of hosts) {
      assert.deepEqual(readHost(text), { ip: Buffer.from(bytes, 'hex') });
    }
    assert.deepEqual(readHost('Gateway.Larch.Example'), { dns: 'gateway.larch.example' });
  });
});
