/** `sallyport inventory` of a small host made for the purpose, and of this one. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { readSbom } from '#standards/sbom';
import { HostFiles } from './inventory/host-files.ts';
import { lockedPackages } from './inventory/npm.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sallyport-host-'));
after(() => rmSync(root, { recursive: true, force: true }));

const file = (name: string, content: string) => {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
};

function inventory(...args: string[]) {
  const main = path.join(import.meta.dirname, 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'inventory', ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 256 * 1024 * 1024,
  });
  return { status, stderr, sbom: readSbom(Buffer.from(stdout)) };
}

test('lists dpkg, npm and pip packages with the purls advisories are looked up by', () => {
  file('etc/os-release', 'NAME="Debian"\nID=debian\nVERSION_ID="12"\n');
  file(
    'var/lib/dpkg/status',
    [
      'Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nSource: glibc (2.36-9)\nVersion: 2.36-9+b1\nDescription: x\n Package: not-a-field',
      'Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2-1',
      'Package: gone\nStatus: deinstall ok config-files\nVersion: 1',
      'Package: python3-yaml\nStatus: install ok half-configured\nArchitecture: all\nSource: pyyaml\nVersion: 6.0-3',
    ].join('\n\n'),
  );
  file(
    'var/lib/dpkg/info/python3-yaml.list',
    '/.\n/usr/lib/python3/dist-packages/PyYAML-6.0.dist-info\n',
  );
  file(
    'usr/lib/python3/dist-packages/PyYAML-6.0.dist-info/METADATA',
    'Name: PyYAML\nVersion: 6.0\n',
  );
  file(
    'usr/local/lib/python3.11/dist-packages/Flask_X-2.dist-info/METADATA',
    'Metadata-Version: 2.1\nName: Flask_X\nVersion: 2.0\n\nName: body\n',
  );
  file('opt/app/lib/python3.12/site-packages/old.egg-info', 'Name: old\nVersion: 1\n');
  file('usr/local/lib/python3.11/dist-packages/broken-1.dist-info/METADATA', 'nothing\n');
  file('usr/lib/node_modules/npm/package.json', '{"name":"npm","version":"11.0.0"}');
  file(
    'usr/lib/node_modules/npm/node_modules/@npm/x/package.json',
    '{"name":"@npm/x","version":"1.0.0"}',
  );
  file('usr/lib/node_modules/torn/package.json', '{');
  const { status, stderr, sbom } = inventory('--root', root, '--name', 'ward-3');
  assert.equal(status, 0);
  assert.deepEqual(sbom.problems, []);
  assert.equal(sbom.subject?.name, 'ward-3');
  assert.deepEqual(sbom.components.map(({ purl }) => purl).sort(), [
    'pkg:deb/debian/bash@5.2-1?arch=amd64&distro=debian-12',
    'pkg:deb/debian/libc6@2.36-9%2Bb1?arch=amd64&distro=debian-12&upstream=glibc%402.36-9',
    'pkg:deb/debian/python3-yaml@6.0-3?arch=all&distro=debian-12&upstream=pyyaml',
    'pkg:npm/%40npm/x@1.0.0',
    'pkg:npm/npm@11.0.0',
    'pkg:pypi/flask-x@2.0',
    'pkg:pypi/old@1',
  ]);
  assert.match(stderr, /2 pip \(1 more are dpkg's\)/);
  assert.match(stderr, /torn\/package\.json` is broken JSON/);
  assert.match(stderr, /broken-1\.dist-info` names no package/);
});

test('reads a project’s lock file, and its virtual environment', () => {
  const project = mkdtempSync(path.join(tmpdir(), 'sallyport-project-'));
  after(() => rmSync(project, { recursive: true, force: true }));
  writeFileSync(
    path.join(project, 'package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/left': { version: '1.0.0' } } }),
  );
  const venv = path.join(project, '.venv/lib/python3.12/site-packages/six-1.dist-info');
  mkdirSync(venv, { recursive: true });
  writeFileSync(path.join(venv, 'METADATA'), 'Name: six\nVersion: 1.17\n');
  const empty = mkdtempSync(path.join(tmpdir(), 'sallyport-empty-'));
  after(() => rmSync(empty, { recursive: true, force: true }));
  const { sbom } = inventory('--root', empty, '--dir', project);
  assert.deepEqual(sbom.components.map(({ purl }) => purl).sort(), [
    'pkg:npm/left@1.0.0',
    'pkg:pypi/six@1.17',
  ]);
});

test('reads every version of npm’s lock, without links, sources and addresses', () => {
  const current = {
    lockfileVersion: 3,
    packages: {
      '': { name: 'me', version: '1.0.0' },
      'packages/own': { version: '1.0.0' },
      'node_modules/own': { resolved: 'packages/own', link: true },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/a/node_modules/@s/b': { version: '2.0.0' },
      'node_modules/alias': { name: 'real', version: '3.0.0' },
      'node_modules/bad': 7,
    },
  };
  const names = (lock: unknown) =>
    lockedPackages(JSON.stringify(lock))?.map(({ name, version }) => `${name}@${version}`);
  assert.deepEqual(names(current), ['a@1.0.0', '@s/b@2.0.0', 'real@3.0.0']);
  const first = {
    dependencies: {
      a: { version: '1.0.0', dependencies: { b: { version: '2.0.0' } } },
      c: { version: 'git+https://example.org/c.git#1' },
    },
  };
  assert.deepEqual(names(first), ['a@1.0.0', 'b@2.0.0']);
  assert.equal(lockedPackages('[]'), undefined);
  assert.equal(lockedPackages('{'), undefined);
});

test('reads nothing outside the root, and only regular files within the limit', async () => {
  const outside = mkdtempSync(path.join(tmpdir(), 'sallyport-outside-'));
  after(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(path.join(outside, 'secret'), 'secret');
  symlinkSync(path.join(outside, 'secret'), path.join(root, 'leak'));
  symlinkSync(outside, path.join(root, 'leaks'));
  symlinkSync('loop', path.join(root, 'loop'));
  file('inside', 'inside');
  const files = await HostFiles.at(root);
  assert.equal(await files.text('inside'), 'inside');
  assert.equal(await files.text('leak'), undefined);
  assert.equal(await files.text('../../etc/passwd'), undefined);
  assert.equal(await files.text('loop'), undefined);
  assert.equal(await files.text('etc'), undefined);
  assert.deepEqual(await files.names('leaks'), []);
  assert.equal(await files.text('inside', 3), undefined);
  assert.deepEqual(files.problems.length, 1);
});

test('takes the inventory of this host and this project', () => {
  const { status, sbom } = inventory('--dir', path.resolve(import.meta.dirname, '..'));
  assert.equal(status, 0);
  assert.deepEqual(sbom.problems, []);
  assert.ok(sbom.components.some(({ purl }) => purl?.startsWith('pkg:npm/semver@')));
});
