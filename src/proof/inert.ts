/**
 * The inert stand-in: the target's own tree with the target's behaviour taken out. Run against it,
 * a trigger that fakes its result fakes it again, and gives itself away.
 *
 * It is a lesser control than the fixed version: a trigger can call a function and see that nothing
 * happens. So a fixed version is used where the bundle names one.
 */
import { filesOf, headOf, readFileOf, replaceFile } from './tree.ts';
import type { EnvironmentKind } from './schema.ts';

const commonJs = `'use strict';
const inert = new Proxy(function () {}, {
  get: (target, key) => (key === 'then' ? undefined : key === 'prototype' ? target.prototype : key === Symbol.toPrimitive ? () => '' : inert),
  set: () => true,
  apply: () => undefined,
  construct: () => inert,
});
module.exports = inert;
`;

const esModule = `const inert = new Proxy(function () {}, {
  get: (target, key) => (key === 'then' ? undefined : key === 'prototype' ? target.prototype : key === Symbol.toPrimitive ? () => '' : inert),
  set: () => true,
  apply: () => undefined,
  construct: () => inert,
});
export default inert;
`;

const python = `class _Inert:
    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return None


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return _Inert()
`;

/** Makes the tree inert in place. `under` is the target's own folder of it, `''` for all. */
export async function makeInert(tree: string, under: string, kind: EnvironmentKind): Promise<void> {
  const isTarget = (path: string) => under === '' || path.startsWith(`${under}/`);
  // Dependencies keep working: it is the target that is on trial.
  const skip = (path: string) => under === '' && path === 'node_modules';
  const isModule = kind === 'node' && (await declaresModules(tree, under));
  const all = [];
  for await (const file of filesOf(tree, skip)) if (isTarget(file.path)) all.push(file);
  for (const { path, mode } of all) {
    const contents =
      inertFor(path, isModule, kind) ??
      ((await isProgram(tree, path, mode)) ? '#!/bin/sh\nexit 0\n' : undefined);
    if (contents !== undefined) await replaceFile(tree, path, contents, mode);
  }
}

function inertFor(path: string, isModule: boolean, kind: EnvironmentKind): string | undefined {
  if (kind === 'node') {
    if (path.endsWith('.mjs') || (path.endsWith('.js') && isModule)) return esModule;
    if (/\.c?js$/.test(path)) return commonJs;
    if (path.endsWith('.node')) return '';
  }
  if (kind === 'python') {
    if (path.endsWith('.py')) return python;
    if (/\.(so|pyc)$/.test(path)) return '';
  }
  return undefined;
}

async function declaresModules(tree: string, under: string): Promise<boolean> {
  const file = await readFileOf(tree, under === '' ? 'package.json' : `${under}/package.json`);
  return (
    file !== undefined && /"type"\s*:\s*"module"/.test(Buffer.from(file.bytes).toString('utf8'))
  );
}

async function isProgram(tree: string, path: string, mode: number): Promise<boolean> {
  if ((mode & 0o111) !== 0) return true;
  const start = Buffer.from(await headOf(tree, path, 4)).toString('latin1');
  return start === '\x7fELF' || start.startsWith('#!') || /\.so(\.|$)/.test(path);
}
