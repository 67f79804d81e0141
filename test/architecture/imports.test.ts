import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  parseModule,
  readModules,
  root,
  sourceFolders,
  walkSourceFiles,
  type Import,
} from './modules.ts';
import {
  arrows,
  exceptions,
  isTest,
  mayStartPrograms,
  mayWriteSql,
  programStarters,
  sqlExceptions,
  testArrows,
} from './rules.ts';

const modules = readModules();
const imports = modules.flatMap((module) => module.imports);

/** The folder a module belongs to, as the rules name folders. */
function folderOf(path: string): string {
  const [area = '.', part = ''] = path.split('/');
  if (!path.includes('/')) return '.';
  if (area === 'test') return `test/${part}`;
  if (area !== 'src') return area;
  const isSplit = part === 'standards' || part === 'platform';
  return isSplit ? path.split('/').slice(0, 3).join('/') : `src/${part}`;
}

/** `src/platform/db` is one of `src/platform/*`: a new part of the platform needs no new rule. */
const kindOf = (folder: string): string =>
  folder.replace(/^(src\/platform|src\/standards|test)\/.+$/, '$1/*');
const mayImport = (allowed: readonly string[], folder: string): boolean =>
  allowed.includes(folder) || allowed.includes(kindOf(folder));

const crossing = imports.filter(
  ({ from, to }) => to !== undefined && folderOf(from) !== folderOf(to),
);
const edgeOf = ({ from, specifier }: Import): string => `${from} -> ${specifier}`;

test('every source file is read: two walks of the tree see the same modules', () => {
  assert.ok(modules.length > 150, `${modules.length} modules`);
  assert.deepEqual(modules.map(({ path }) => path).sort(), walkSourceFiles().sort());
  assert.ok(imports.length > 1000, `${imports.length} imports`);
  assert.ok(crossing.length > 300, `${crossing.length} imports across folders`);
  for (const folder of sourceFolders)
    assert.ok(
      modules.some(({ path }) => path.startsWith(`${folder}/`)),
      `no module in ${folder}/`,
    );
});

test('every module lies in a folder that has a rule, and every rule has a folder', () => {
  const folders = new Set(modules.map(({ path }) => folderOf(path)));
  const kinds = new Set([...folders].map(kindOf));
  assert.deepEqual(
    [...folders].filter((folder) => !(kindOf(folder) in arrows)),
    [],
  );
  const unused = Object.keys(arrows).filter((name) => !kinds.has(name));
  assert.deepEqual(unused, []);
});

test('the reader sees every way to import', () => {
  const text = `
    import a from '#a'; import type { B } from '#b'; import { type C } from '#c'; import '#d';
    export * from '#e'; export type { F } from '#f'; const g = await import('#g');
    type H = import('#h').H; const i = require('#i'); const j = await import(\`\${x}\`);
    // import '#not';
  `;
  const seen = parseModule('src/x/y.ts', text).imports.map(({ specifier }) => specifier);
  assert.deepEqual(seen, ['#a', '#b', '#c', '#d', '#e', '#f', '#g', '#h', '#i', '(computed)']);
  assert.equal(parseModule('src/x/y.ts', `import '../z/q.ts'`).imports[0]?.to, 'src/z/q.ts');
});

test('folders import along the arrows of the design only, types included', () => {
  const against = crossing.filter(({ from, to }) => {
    const allowed = arrows[kindOf(folderOf(from))] ?? [];
    const besides = isTest(from) ? testArrows : [];
    return !mayImport([...allowed, ...besides], folderOf(to ?? ''));
  });
  const unexplained = against.map(edgeOf).filter((edge) => !(edge in exceptions));
  assert.deepEqual(unexplained, []);
});

test('folders import each other through doors only, but for an exact list', () => {
  const around = new Set([
    ...crossing.filter(({ specifier }) => !specifier.startsWith('#')).map(edgeOf),
    ...imports.filter(({ specifier }) => specifier === '(computed)').map(edgeOf),
  ]);
  assert.deepEqual([...around].sort(), Object.keys(exceptions).sort());
});

test('every door that is imported is declared in package.json and is a file', () => {
  const { imports: declared } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    imports: Record<string, string>;
  };
  const doors = new Set(imports.map(({ specifier }) => specifier).filter((s) => s.startsWith('#')));
  assert.ok(doors.size > 20);
  const files = new Set(modules.map(({ path }) => path));
  for (const door of doors) {
    const star = Object.keys(declared).find(
      (key) => key.endsWith('/*') && door.startsWith(key.slice(0, -1)),
    );
    const target = declared[door] ?? declared[star ?? '']?.replace('*', door.split('/')[1] ?? '');
    assert.ok(target !== undefined, `${door} is not declared`);
    assert.ok(files.has(target.slice(2)), `${door} leads to ${target}, which is not there`);
  }
});

test('standards and the sandbox import nothing of ours; the web imports nothing of the server', () => {
  const strays = imports.filter(({ from, to }) => {
    if (to === undefined || isTest(from)) return false;
    if (from.startsWith('src/standards/')) return !to.startsWith('src/standards/');
    if (from.startsWith('sandbox/')) return !to.startsWith('sandbox/');
    return from.startsWith('web/') && !to.startsWith('web/');
  });
  assert.deepEqual(strays.map(edgeOf), []);
});

/** Evaluation logs of a gigabyte are read where they lie; all else there works on bytes it is given. */
const touchesFiles = 'src/standards/inspect-log/files.ts';

test('standards are pure: no files, network, processes or clock of the host', () => {
  const pure = imports.filter(
    ({ from, specifier }) =>
      from.startsWith('src/standards/') &&
      from !== touchesFiles &&
      !isTest(from) &&
      specifier.startsWith('node:'),
  );
  const used = [...new Set(pure.map(({ specifier }) => specifier))].sort();
  assert.ok(
    used.every((name) => ['node:crypto', 'node:buffer', 'node:zlib'].includes(name)),
    String(used),
  );
});

test('no folders import each other in a circle', () => {
  const edges = new Map<string, Set<string>>();
  for (const { from, to } of crossing) {
    if (isTest(from) || to === undefined) continue;
    const leads = edges.get(folderOf(from)) ?? new Set();
    edges.set(folderOf(from), leads.add(folderOf(to)));
  }
  assert.ok(edges.size > 20, `${edges.size} folders`);
  const done = new Set<string>();
  const visit = (folder: string, path: readonly string[]): void => {
    assert.ok(!path.includes(folder), `${[...path, folder].join(' -> ')}`);
    if (done.has(folder)) return;
    for (const next of edges.get(folder) ?? []) visit(next, [...path, folder]);
    done.add(folder);
  };
  for (const folder of edges.keys()) visit(folder, []);
});

test('SQL is written in stores and in the platform only', () => {
  const writers = imports
    .filter(({ specifier, names }) => isSqlDoor(specifier, names))
    .map(({ from }) => from);
  assert.ok(writers.filter((path) => path.endsWith('store.ts')).length >= 6);
  const strays = [...new Set(writers.filter((path) => !mayWriteSql(path)))];
  assert.deepEqual(strays.sort(), Object.keys(sqlExceptions).sort());
});

function isSqlDoor(specifier: string, names: readonly string[]): boolean {
  return (
    specifier === 'pg' ||
    specifier === 'kysely' ||
    (specifier === '#platform/db' && names.includes('sql'))
  );
}

test('programs are started by the listed modules only, and each of them does', () => {
  const starters = imports.filter(
    ({ specifier, isTypeOnly }) => /^(node:)?child_process$/.test(specifier) && !isTypeOnly,
  );
  const strays = starters.map(({ from }) => from).filter((path) => !mayStartPrograms(path));
  assert.deepEqual(strays, []);
  const seen = new Set(starters.map(({ from }) => from));
  assert.deepEqual(
    Object.keys(programStarters).filter((path) => !seen.has(path)),
    [],
  );
});
