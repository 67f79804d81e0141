/**
 * The documents as tests read them: which there are, and what each claims that can be looked up: links,
 * code spans, lines of code. Every reader counts what it saw, because a pattern that matches nothing
 * would find no fault.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Document {
  /** From the repository's root. */
  path: string;
  text: string;
}

/** Every document in the repository, generated ones too. */
export function documents(): Document[] {
  const patterns = ['*.md', 'docs/**/*.md', '{src,sandbox,gateway,cli,web,demo,test}/**/README.md'];
  return globSync(patterns, { cwd: root, exclude: (name) => name === 'node_modules' })
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export function documentAt(path: string): Document {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

export interface Link {
  from: string;
  /** From the root, without the fragment. */
  target: string;
  fragment: string | undefined;
}

/** Links and pictures that stay in the repository. */
export function linksOf({ path, text }: Document): Link[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, href = '']) => href)
    .filter((href) => !/^[a-z]+:/.test(href))
    .map((href) => {
      const [file = '', fragment] = href.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), decodeURIComponent(file)));
      return { from: path, target, fragment };
    });
}

/** Headings' anchors, as forges make them, and explicit `<a id>`. */
export function anchorsOf({ text }: Document): Set<string> {
  const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  const named = [...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id);
  return new Set([...headings, ...named]);
}

/** What stands in backticks within a line. */
export function spansOf({ text }: Document): string[] {
  return [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span = '']) => span,
  );
}

/** Lines of fenced blocks, without comments. */
export function codeLinesOf({ text }: Document): string[] {
  return [...text.matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/\s#.*$/, '').trim())
    .filter((line) => line !== '');
}

function withoutCode(text: string): string {
  return text.replaceAll(/```[\s\S]*?```/g, '').replaceAll(/`[^`\n]*`/g, '');
}
