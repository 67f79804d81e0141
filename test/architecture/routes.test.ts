/** Routes are data in one list. What the server answers beside it is named here, and is never about anybody. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { allRoutes, readConfig } from '#app';
import { isTest } from './rules.ts';
import { readModules } from './modules.ts';

const growth = { onGrowth: () => () => undefined, close: async () => undefined };
const noZones = {
  inner: undefined as never,
  outer: undefined as never,
  office: undefined as never,
};
const config = { dataDir: '/nowhere/data', keysDir: '/nowhere/keys' };

/** Calls such as `app.get('/path', …)` and `app.route(…)`, by the module that makes them. */
function declared(): string[] {
  const found: string[] = [];
  for (const { path, tree } of readModules()) {
    if (!path.startsWith('src/') || isTest(path)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
        const method = node.expression.name.text;
        const [first] = node.arguments;
        const isPath = first && ts.isStringLiteralLike(first) && first.text.startsWith('/');
        if (/^(get|post|put|patch|delete|head|options|all)$/.test(method) && isPath)
          found.push(`${path} ${method} ${first.text}`);
        if (/^(route|setNotFoundHandler)$/.test(method)) found.push(`${path} ${method}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found.sort();
}

test('only the list of routes, and an exact few pages, are answered', () => {
  assert.deepEqual(declared(), [
    'src/app/server.ts get /',
    'src/app/server.ts get /api/openapi.json',
    'src/app/server.ts get /docs/problems',
    'src/app/server.ts setNotFoundHandler',
    'src/platform/http/server.ts route',
  ]);
});

test('every route says what it is for, bounds what it takes, and pages what it lists', () => {
  const routes = allRoutes(readConfig({ ...config, dev: true }, {}), growth, noZones);
  assert.ok(routes.length > 30);
  for (const { method, path, summary, query, bytes, response } of routes) {
    assert.match(path, /^\/(api|advisories)\//);
    assert.match(summary, /^[A-Z]/, path);
    if (bytes) assert.ok(bytes.limitBytes <= 64 * 1024 * 1024 && bytes.contentTypes.length > 0);
    const shape = (response as { shape?: Record<string, unknown> } | undefined)?.shape;
    if (method !== 'GET' || shape?.['items'] === undefined) continue;
    const asked = (query as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};
    assert.ok('cursor' in asked && 'limit' in asked && 'nextCursor' in shape, path);
  }
});

test('local sign-in is a route under `--dev` only, and `--dev` listens on loopback only', () => {
  const production = allRoutes(readConfig({ ...config, dev: false }, {}), growth, noZones);
  const trial = allRoutes(readConfig({ ...config, dev: true }, {}), growth, noZones);
  const local = (routes: typeof trial) => routes.filter(({ path }) => path.includes('/local/'));
  assert.deepEqual([local(production).length, local(trial).length], [0, 2]);
  assert.throws(() => readConfig({ ...config, dev: true, host: '0.0.0.0' }, {}), /loopback/);
  assert.throws(
    () => readConfig({ ...config, dev: true }, { SALLYPORT_HOST: '10.0.0.1' }),
    /loopback/,
  );
  assert.throws(() => readConfig({ ...config, clockFactor: 2 }, {}), /demonstration/);
  const inside = { dataDir: '/nowhere/data', keysDir: '/nowhere/data/keys' };
  assert.throws(() => readConfig(inside, {}), /must not lie in the data folder/);
});
