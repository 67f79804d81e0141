/**
 * A document's Markdown as blocks to read: headings, lists and paragraphs. What is none of these stays a paragraph
 * of its own characters, so that nothing of a text that people accept is left out of sight. Pure.
 */
export type Block =
  | { kind: 'heading'; level: 2 | 3; text: string }
  | { kind: 'list'; isOrdered: boolean; items: string[] }
  | { kind: 'paragraph'; text: string };

/** What stands between two `---` on top says what the document is; the page shows that apart. */
const frontMatter = /^---\n[\s\S]*?\n---\n/;

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.replace(frontMatter, '').split(/\n{2,}/)) {
    const lines = part.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 0) blocks.push(...blockOf(lines));
  }
  return blocks;
}

function blockOf(lines: string[]): Block[] {
  const [first = '', ...rest] = lines;
  const heading = /^(#{1,6}) (.+)$/.exec(first);
  if (heading !== null) {
    const level = (heading[1] ?? '').length > 2 ? 3 : 2;
    const below = rest.length === 0 ? [] : blockOf(rest);
    return [{ kind: 'heading', level, text: heading[2] ?? '' }, ...below];
  }
  for (const [isOrdered, mark] of [
    [true, /^\d{1,3}\. /],
    [false, /^[-*] /],
  ] as const) {
    if (mark.test(first)) return [{ kind: 'list', isOrdered, items: itemsOf(lines, mark) }];
  }
  return [{ kind: 'paragraph', text: lines.join('\n') }];
}

/** A line that begins no item goes on with the one before. */
function itemsOf(lines: readonly string[], mark: RegExp): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  }
  return items;
}

export interface Run {
  text: string;
  as: 'plain' | 'strong' | 'emphasis' | 'code';
}

/** Words within a block: `**strong**`, `_emphasis_` and `` `code` ``, and all else as it stands. */
export function runsOf(text: string): Run[] {
  return text
    .split(/(\*\*[^*\n]+\*\*|\b_[^_\n]+_\b|`[^`\n]+`)/)
    .filter((part) => part !== '')
    .map((part): Run => {
      if (/^\*\*.+\*\*$/.test(part)) return { text: part.slice(2, -2), as: 'strong' };
      if (/^_.+_$/.test(part)) return { text: part.slice(1, -1), as: 'emphasis' };
      if (/^`.+`$/.test(part)) return { text: part.slice(1, -1), as: 'code' };
      return { text: part, as: 'plain' };
    });
}
