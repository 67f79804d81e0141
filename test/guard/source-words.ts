/** What source files can say: their string literals, the fixed parts of templates, and text between tags. */
import ts from 'typescript';
import { parseModule, type Module } from '#test/architecture';
import type { Utterance } from './permission.ts';

/** A module specifier leads to code and is shown to nobody; a type's literal is a literal elsewhere too. */
const isSpecifier = ({ parent }: ts.Node): boolean =>
  ts.isImportDeclaration(parent) ||
  ts.isExportDeclaration(parent) ||
  ts.isExternalModuleReference(parent) ||
  (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword) ||
  (ts.isLiteralTypeNode(parent) && ts.isImportTypeNode(parent.parent));

/** One utterance for each literal, and for each element of a page that has text, with the text of what is in it. */
export function wordsOf({ path, tree }: Pick<Module, 'path' | 'tree'>): Utterance[] {
  const found: Utterance[] = [];
  const say = (text: string): void => {
    if (/\p{L}/u.test(text)) found.push({ place: path, text });
  };
  const visit = (node: ts.Node): void => {
    // SQL is for the database, whose catalogue is read by itself.
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(tree).startsWith('sql')) return;
    if (ts.isStringLiteralLike(node)) {
      if (!isSpecifier(node)) say(node.text);
    } else if (ts.isTemplateExpression(node)) say(textOf(node));
    else if (ts.isJsxElement(node) || ts.isJsxFragment(node)) {
      if (node.children.some((child) => ts.isJsxText(child) && child.text.trim() !== ''))
        say(textOf(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** As a person reads it; what is computed is `…`. */
function textOf(node: ts.Node): string {
  if (ts.isJsxText(node) || ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head, ...node.templateSpans.map(({ literal }) => literal)]
      .map(({ text }) => text)
      .join('…');
  if (ts.isJsxElement(node) || ts.isJsxFragment(node)) return node.children.map(textOf).join('');
  if (ts.isJsxExpression(node) && node.expression !== undefined) {
    const { expression } = node;
    return ts.isStringLiteralLike(expression) ? expression.text : '…';
  }
  return '…';
}

export const wordsOfText = (path: string, text: string): Utterance[] =>
  wordsOf(parseModule(path, text));
