/**
 * Every module of this repository and what it imports, read from the syntax tree: `import`, `import
 * type`, `export … from`, `import()`, `import('…').Type` and `require`. A text search would miss some and
 * find others in comments.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where our own source is. A source file anywhere else has no rule, so there must be none. */
export const sourceFolders = ['src', 'cli', 'sandbox', 'web', 'demo', 'scripts', 'test', 'bench'];

/** Built, fetched or generated; and bundles and suites, which are other people's programs as far as we know. */
const foreignFolders = new Set(['node_modules', 'dist', '.git', '.sallyport', '.ci', '.vite']);
const foreignPaths = /^(suites|test\/(bundles|hostile\/programs)\/[^/]+)\//;
const extension = /\.(ts|tsx|mts|cts|mjs|cjs|js|jsx)$/;

export interface Import {
  /** Path of the importing module from the root. */
  from: string;
  specifier: string;
  line: number;
  /** Where it leads: a path from the root; undefined for a package or a part of Node. */
  to: string | undefined;
  /** Names taken, empty where all or none are. */
  names: string[];
  isTypeOnly: boolean;
}

export interface Module {
  path: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}

/** Source files as the compiler's own walk finds them. */
export function readModules(): Module[] {
  const paths = ts.sys
    .readDirectory(
      root,
      ['.ts', '.tsx', '.mts', '.cts', '.mjs', '.cjs', '.js', '.jsx'],
      [...foreignFolders].map((name) => `**/${name}`),
      ['**/*'],
    )
    .map((path) => relative(root, path))
    .filter(isOurs);
  return paths.sort().map(readModule);
}

/** Source files as a walk of the folders finds them: the count the other one is held to. */
export function walkSourceFiles(folder = root): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!foreignFolders.has(entry.name)) found.push(...walkSourceFiles(path));
    } else if (entry.isFile() && extension.test(entry.name)) found.push(relative(root, path));
  }
  return found.filter(isOurs);
}

const isOurs = (path: string): boolean => !foreignPaths.test(path);

function readModule(path: string): Module {
  const text = readFileSync(join(root, path), 'utf8');
  return parseModule(path, text);
}

export function parseModule(path: string, text: string): Module {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : undefined;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const imports: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node, names: string[], isTypeOnly: boolean): void => {
    if (!ts.isStringLiteralLike(specifier)) {
      // A computed specifier could lead anywhere, so it is an import of its own that no rule allows.
      imports.push(importOf(path, tree, node, '(computed)', names, isTypeOnly));
      return;
    }
    imports.push(importOf(path, tree, node, specifier.text, names, isTypeOnly));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(node, node.moduleSpecifier, namesOf(node), node.importClause?.isTypeOnly ?? false);
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier)
      add(node, node.moduleSpecifier, [], node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node, node.argument.literal, [], true);
    else if (ts.isCallExpression(node) && isImporting(node.expression) && node.arguments[0])
      add(node, node.arguments[0], [], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { path, text, tree, imports };
}

function isImporting(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}

function importOf(
  from: string,
  tree: ts.SourceFile,
  node: ts.Node,
  specifier: string,
  names: string[],
  isTypeOnly: boolean,
): Import {
  const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
  return { from, specifier, line, to: leadsTo(from, specifier), names, isTypeOnly };
}

/** Doors as package.json `imports` maps them; relative paths as written. */
function leadsTo(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  if (!specifier.startsWith('#')) return undefined;
  const [area, part] = specifier.slice(1).split('/');
  if (area === 'test') return `test/${part}/index.ts`;
  return part === undefined ? `src/${area}/index.ts` : `src/${area}/${part}/index.ts`;
}
