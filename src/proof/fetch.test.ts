/** Fetching from a server that may lie, and unpacking what it gave without running any of it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { publicOnly, type FetchRule } from '#platform/sandbox';
import { hostFetching, reproduce, verifyFix, type Bundle, type Proof } from '#proof';
import { bundleOf, openTestSandbox, type TestSandbox } from '#test/bundles';

let host: TestSandbox | undefined;
let server: Server;
let base = '';
let folder = '';
const served = new Map<string, { bytes?: Uint8Array; location?: string }>();

before(async () => {
  host = await openTestSandbox();
  folder = await mkdtemp(join(tmpdir(), 'sallyport-test-'));
  server = createServer((request, response) => {
    const found = served.get(request.url ?? '');
    assert.equal(request.headers.authorization, undefined);
    if (found?.location !== undefined) response.writeHead(302, { location: found.location }).end();
    else response.writeHead(found === undefined ? 404 : 200).end(found?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.close();
  await host?.close();
  await rm(folder, { recursive: true });
});

const loopbackToo: FetchRule = {
  ...publicOnly,
  protocols: ['http:', 'https:'],
  allowsAddress: () => true,
};
const pinOf = (bytes: Uint8Array) =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
const hexOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Packs files with the host's tar, as a registry or a distribution would. */
async function tarOf(
  name: string,
  files: Record<string, string>,
  links: Record<string, string> = {},
  flag = '-z',
): Promise<Buffer> {
  const top = join(folder, name);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(top, path, '..'), { recursive: true });
    await writeFile(join(top, path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
  }
  for (const [path, to] of Object.entries(links)) await symlink(to, join(top, path));
  return execFileSync('tar', [
    '-c',
    flag,
    '-C',
    top,
    ...new Set(
      [...Object.keys(files), ...Object.keys(links)].map((path) => path.split('/')[0] as string),
    ),
  ]);
}

async function prove(
  t: TestContext,
  bundle: Bundle,
  rule = loopbackToo,
): Promise<Proof | undefined> {
  if (host === undefined) return void t.skip('no sandbox on this host');
  const { sandbox, workDir } = host;
  return reproduce(bundle, {
    sandbox,
    workDir,
    tierPolicy: 'any',
    fetching: hostFetching({ rule, timeoutMs: 5000 }),
    runs: 1,
  });
}

const npm = (tarball: Uint8Array, url: string, more: object = {}) =>
  bundleOf(
    {
      target: { purl: 'pkg:npm/%40scope/lib@1.0.0', integrity: pinOf(tarball), url },
      environment: { kind: 'node', ...more },
      trigger: { calls: [{ export: 'read', args: ['/secret/canary'] }] },
      oracle: { kind: 'canary-read' },
      benign: [
        { calls: [{ export: 'read', args: ['/target/node_modules/@scope/lib/package.json'] }] },
      ],
    },
    {},
  );

const library = {
  'package/package.json':
    '{\n  "name": "@scope/lib",\n  "version": "1.0.0",\n  "scripts": { "preinstall": "touch /target/installed", "postinstall": "touch /target/installed" }\n}\n',
  'package/index.js':
    "exports.read = (path) => require('fs').readFileSync(path, 'utf8') + require('fs').existsSync('/target/installed');\n",
};

describe('a package by purl', () => {
  test('is fetched, checked, unpacked and called, its scripts never run and its version hidden', async (t) => {
    const tarball = await tarOf('good', library);
    served.set('/lib.tgz', { bytes: tarball });
    const proof = await prove(t, npm(tarball, `${base}/lib.tgz`));
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'confirmed', proof.reason);
    assert.equal(proof.assurance, 'observed');
    assert.equal(proof.targetOrigin, 'address');
    const statement = Buffer.from(proof.evidence?.envelope.payload ?? '', 'base64').toString(
      'utf8',
    );
    assert.match(statement, new RegExp(hexOf(tarball)));
  });

  test('that is not what the bundle pins is refused with the digest it has', async (t) => {
    const tarball = await tarOf('other', { ...library, 'package/more': 'x' });
    served.set('/other.tgz', { bytes: tarball });
    const proof = await prove(t, npm(Buffer.from('expected'), `${base}/other.tgz`));
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'fetch-failed');
    assert.match(proof.reason, new RegExp(hexOf(tarball)));
  });

  test('on an inward address is not asked for, nor where a redirect leads there', async (t) => {
    const tarball = await tarOf('inward', library);
    served.set('/inward.tgz', { bytes: tarball });
    served.set('/redirect.tgz', { location: `${base}/inward.tgz` });
    const proof = await prove(t, npm(tarball, `${base}/inward.tgz`), {
      ...loopbackToo,
      allowsAddress: publicOnly.allowsAddress,
    });
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'fetch-failed');
    assert.match(proof.reason, /public/);
    let asked = 0;
    const once = { ...loopbackToo, allowsAddress: () => ++asked === 1 };
    const redirected = await prove(t, npm(tarball, `${base}/redirect.tgz`), once);
    assert.equal(redirected?.verdict, 'fetch-failed');
    assert.equal(asked, 2);
  });

  test('that is absent, or does not unpack, says which', async (t) => {
    const proof = await prove(t, npm(Buffer.from('x'), `${base}/absent.tgz`));
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'fetch-failed');
    assert.match(proof.reason, /absent\.tgz.*404/s);
    const garbage = Buffer.from('not an archive');
    served.set('/garbage.tgz', { bytes: garbage });
    const unpacked = await prove(t, npm(garbage, `${base}/garbage.tgz`));
    assert.equal(unpacked?.verdict, 'fetch-failed');
    assert.match(unpacked?.reason ?? '', /garbage\.tgz/);
  });

  test('with links that lead out leads nowhere', async (t) => {
    const tarball = await tarOf('links', library, {
      'package/up': '../../../..',
      'package/passwd': '/etc/passwd',
    });
    served.set('/links.tgz', { bytes: tarball });
    const proof = await prove(t, npm(tarball, `${base}/links.tgz`));
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'confirmed', proof.reason);
  });

  test('as a wheel is unpacked for Python', async (t) => {
    const script =
      "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], 'w'); z.writestr('lib.py', 'def read(path):\\n    return open(path).read()\\n'); z.writestr('lib-1.0.dist-info/METADATA', 'Name: lib\\nVersion: 1.0\\n')";
    const path = join(folder, 'lib-1.0-py3-none-any.whl');
    execFileSync('python3', ['-c', script, path]);
    const wheel = await readFile(path);
    served.set('/lib-1.0-py3-none-any.whl', { bytes: wheel });
    const bundle = bundleOf(
      {
        target: {
          purl: 'pkg:pypi/lib@1.0',
          integrity: `sha256:${hexOf(wheel)}`,
          url: `${base}/lib-1.0-py3-none-any.whl`,
        },
        environment: { kind: 'python' },
        trigger: { calls: [{ export: 'read', args: ['/secret/canary'] }] },
        oracle: { kind: 'canary-read' },
        benign: [{ calls: [{ export: 'read', args: ['/target/site/lib.py'] }] }],
      },
      {},
    );
    const proof = await prove(t, bundle);
    if (proof === undefined) return;
    assert.equal(proof.verdict, 'confirmed', proof.reason);
    assert.equal(proof.assurance, 'observed');
  });
});

describe('a Debian source package', () => {
  const patch = (from: string, to: string) =>
    `Description: one line\n\n--- a/run.sh\n+++ b/run.sh\n@@ -1,2 +1,2 @@\n #!/bin/sh\n-${from}\n+${to}\n`;

  async function publish(): Promise<{ dsc: Buffer; url: string }> {
    const orig = await tarOf('orig', { 'tool-1.0/run.sh': '#!/bin/sh\necho one\n' });
    const debian = await tarOf(
      'debian',
      {
        'debian/patches/series': '# in order\nfirst.patch\nsecurity.patch\n',
        'debian/patches/first.patch': patch('echo one', 'eval "$(cat)"'),
        'debian/patches/security.patch': patch('eval "$(cat)"', 'echo "$(cat)"'),
      },
      {},
      '-J',
    );
    const parts = { 'tool_1.0.orig.tar.gz': orig, 'tool_1.0-1.debian.tar.xz': debian };
    const rows = Object.entries(parts).map(
      ([name, bytes]) => ` ${hexOf(bytes)} ${bytes.length} ${name}\n`,
    );
    const dsc = Buffer.from(
      `Format: 3.0 (quilt)\nSource: tool\nVersion: 1.0-1\nChecksums-Sha256:\n${rows.join('')}Files:\n x\n`,
    );
    for (const [name, bytes] of Object.entries({ ...parts, 'tool_1.0-1.dsc': dsc }))
      served.set(`/pool/${name}`, { bytes });
    return { dsc, url: `${base}/pool/tool_1.0-1.dsc` };
  }

  const debianBundle = (dsc: Buffer, url: string, more: object = {}) =>
    bundleOf(
      {
        target: {
          purl: 'pkg:deb/debian/tool@1.0-1?arch=source',
          integrity: `sha256:${hexOf(dsc)}`,
          url,
          omitPatches: ['security.patch'],
          ...more,
        },
        environment: { kind: 'shell' },
        trigger: { command: ['/target/run.sh'], stdin: 'bad' },
        oracle: { kind: 'file-written', path: '/planted/pwned' },
        benign: [{ stdin: 'good' }],
        fix: { version: '1.0-1', integrity: `sha256:${hexOf(dsc)}`, url },
      },
      { bad: 'echo > /planted/pwned', good: 'echo hello' },
    );

  test('is built without one patch, and the fix is the whole series', async (t) => {
    const { dsc, url } = await publish();
    const bundle = debianBundle(dsc, url);
    const proof = await prove(t, bundle);
    if (proof === undefined || host === undefined) return;
    assert.equal(proof.verdict, 'confirmed', proof.reason);
    const { sandbox, workDir } = host;
    const check = await verifyFix(bundle, undefined, {
      sandbox,
      workDir,
      tierPolicy: 'any',
      fetching: hostFetching({ rule: loopbackToo }),
      runs: 1,
    });
    // The patch prints its input instead of running it: what is benign changes too, and is found.
    assert.equal(check.verdict, 'regressed', check.reason);
    assert.deepEqual(check.stopped, [bundle.report.title]);
  });

  test('with a patch unknown or a part changed is refused', async (t) => {
    const { dsc, url } = await publish();
    const unknown = await prove(t, debianBundle(dsc, url, { omitPatches: ['absent.patch'] }));
    if (unknown === undefined) return;
    assert.equal(unknown.verdict, 'invalid-bundle');
    assert.match(unknown.reason, /absent\.patch/);
    served.set('/pool/tool_1.0.orig.tar.gz', { bytes: Buffer.from('changed') });
    const changed = await prove(t, debianBundle(dsc, url));
    assert.equal(changed?.verdict, 'fetch-failed');
    assert.match(changed?.reason ?? '', /orig\.tar\.gz/);
  });
});
