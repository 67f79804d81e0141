// Calls the target's functions with arguments that are data, so that nothing in a trigger runs of
// itself. Results go to stdout, one JSON document a line; changes to JavaScript's global state go
// to a private descriptor that no argument can name.
import { createRequire } from 'node:module';
import { readFileSync, writeSync } from 'node:fs';

const {
  module: defaultModule,
  calls,
  channelFd,
} = JSON.parse(readFileSync('/sallyport/calls.json', 'utf8'));
const require = createRequire('/target/calls.cjs');
const watched = {
  Object: Object.prototype,
  Array: Array.prototype,
  Function: Function.prototype,
  String: String.prototype,
  Number: Number.prototype,
  Promise: Promise.prototype,
  globalThis,
};
const before = Object.fromEntries(
  Object.entries(watched).map(([name, value]) => [name, new Set(Reflect.ownKeys(value))]),
);
// Bound before the target loads: what it replaces afterwards does not change what we report.
const { ownKeys } = Reflect;
const { stringify } = JSON;
const write = writeSync;
const results = [];

// An export path could walk from any function to `Function`, or to a built-in that the target merely
// hands on; calling those is the trigger acting, not the target.
const inherited = new Set([
  ...ownKeys(Object.prototype),
  ...ownKeys(Function.prototype),
  'prototype',
]);
const builtins = new Set([eval, Function]);
for (const name of ['fs', 'fs/promises', 'child_process', 'vm', 'module', 'process']) {
  const loaded = require(`node:${name}`);
  for (const value of [loaded, ...Object.values(loaded)])
    if (typeof value === 'function') builtins.add(value);
}
for (const holder of [Reflect, Object, Array, JSON, Promise]) {
  for (const key of ownKeys(holder))
    if (typeof holder[key] === 'function') builtins.add(holder[key]);
}

function step(from, part) {
  if (
    inherited.has(part) &&
    !(Object.hasOwn(from, part) && part !== 'prototype' && part !== 'constructor')
  ) {
    throw new TypeError(`\`${part}\` is not the target's own`);
  }
  return from[part];
}

async function load(name) {
  try {
    return require(name);
  } catch (error) {
    if (
      error?.code !== 'ERR_REQUIRE_ESM' &&
      error?.code !== 'ERR_REQUIRE_ASYNC_MODULE' &&
      error?.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED'
    )
      throw error;
    return import(name);
  }
}

function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  const [key, ...more] = Object.keys(value);
  if (more.length === 0) {
    if (key === '$text') return readFileSync(`/input/${value.$text}`, 'utf8');
    if (key === '$bytes') return readFileSync(`/input/${value.$bytes}`);
    if (key === '$json') return JSON.parse(readFileSync(`/input/${value.$json}`, 'utf8'));
    if (key === '$result') return results[value.$result];
    if (key === '$undefined') return undefined;
  }
  // Own properties only, whatever they are called: `__proto__` stays a key, as JSON.parse leaves it.
  const copy = {};
  for (const [name, entry] of Object.entries(value)) {
    Object.defineProperty(copy, name, {
      value: revive(entry),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  return copy;
}

function show(value) {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    return { type: typeof value, text: String(value).slice(0, 200) };
  return value;
}

let failed = false;
for (const call of calls) {
  let line;
  try {
    const loaded = await load(call.module ?? defaultModule);
    let self;
    let found =
      call.export === '' && typeof loaded.default === 'function' && typeof loaded !== 'function'
        ? loaded.default
        : loaded;
    for (const part of call.export === '' ? [] : call.export.split('.')) {
      self = found;
      found =
        step(found, part) ??
        (self === loaded && loaded.default != null ? step(loaded.default, part) : undefined);
    }
    if (builtins.has(found)) throw new TypeError(`\`${call.export}\` is not the target's own`);
    const args = call.args.map(revive);
    const result =
      typeof found !== 'function'
        ? found
        : call.construct
          ? new found(...args)
          : await found.apply(self, args);
    results.push(result);
    line = stringify({ result: show(result) });
  } catch (error) {
    failed = true;
    results.push(undefined);
    line = stringify({
      error: String(error?.name ?? 'Error'),
      message: String(error?.message ?? error).slice(0, 500),
    });
  }
  write(1, `${line}\n`);
}

const effects = {};
for (const [name, value] of Object.entries(watched)) {
  const added = ownKeys(value)
    .filter((key) => !before[name].has(key))
    .map(String)
    .sort();
  if (added.length > 0) effects[name] = added;
}
write(channelFd, `${stringify(effects)}\n`);
process.exitCode = failed ? 3 : 0;
