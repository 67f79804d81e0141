/** Refusals: each code that is thrown is registered, each registered code is thrown, and the page says so. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { problems } from '#app';
import { generated } from '../../scripts/generate.ts';
import { readModules, root } from './modules.ts';

const sources = readModules().filter(
  ({ path }) => path.startsWith('src/') && !/\.(test|fixture)\./.test(path),
);

/** First arguments of `new Refusal(…)`, and of `super(…)` in a class that extends it. */
function codesThrown(): Map<string, string> {
  const codes = new Map<string, string>();
  for (const { path, tree } of sources) {
    const visit = (node: ts.Node): void => {
      const isRefusal = ts.isNewExpression(node) && node.expression.getText(tree) === 'Refusal';
      if (isRefusal || (ts.isCallExpression(node) && isSuperOfRefusal(node, tree))) {
        const [code] = node.arguments ?? [];
        assert.ok(code && ts.isStringLiteralLike(code), `${path}: a refusal’s code is written out`);
        codes.set(code.text, path);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return codes;
}

function isSuperOfRefusal(node: ts.CallExpression, tree: ts.SourceFile): boolean {
  if (node.expression.kind !== ts.SyntaxKind.SuperKeyword) return false;
  let parent: ts.Node = node;
  while (!ts.isClassLike(parent) && !ts.isSourceFile(parent)) parent = parent.parent;
  const heritage = ts.isClassLike(parent) ? parent.heritageClauses?.[0] : undefined;
  return heritage?.types[0]?.expression.getText(tree) === 'Refusal';
}

test('every refusal has a registered code, and every registered code is used', () => {
  const thrown = codesThrown();
  assert.ok(thrown.size > 12, `${thrown.size} codes`);
  // The one code that is never thrown: what a defect looks like from outside.
  assert.deepEqual([...thrown.keys(), 'internal'].sort(), Object.keys(problems).sort());
});

test('every problem has an error status and tells its reader what it means', () => {
  for (const [code, { status, title, meaning }] of Object.entries(problems)) {
    assert.match(code, /^[a-z]+(_[a-z]+)*$/);
    assert.ok(status >= 400 && status <= 599, code);
    assert.match(title, /^[A-Z][^.]*$/, code);
    assert.match(meaning, /^[A-Z`].*\.$/, code);
  }
});

test('the page of problems is that of this code', async () => {
  const text = (await generated()).get('docs/problems.md');
  const page = readFileSync(join(root, 'docs/problems.md'), 'utf8');
  assert.ok(page === text, 'run `npm run generate`');
  for (const code of Object.keys(problems)) assert.ok(page.includes(`\n## ${code}\n`), code);
});
