import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { blocksOf, runsOf, type Block } from './blocks.ts';

const root = join(import.meta.dirname, '../../..');
const textOf = (block: Block): string =>
  block.kind === 'list' ? block.items.join(' ') : block.text;
const wordsOf = (text: string): string => text.replaceAll(/[\s#*_`]+|^\d+\. |\n\d+\. /g, ' ');

describe('a document to read', () => {
  it('leaves no word of any document that ships out of sight', () => {
    const files = globSync('documents/*/*.md', { cwd: root });
    assert.ok(files.length >= 4, 'saw documents');
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      const shown = blocksOf(text).flatMap((block) => runsOf(textOf(block)));
      const seen = shown.map((run) => run.text).join(' ');
      const [, , body = ''] = text.split('---\n');
      for (const word of wordsOf(body).split(' ')) {
        if (!/^\d+\.$/.test(word)) assert.ok(seen.includes(word), `${file}: ${word}`);
      }
    }
  });

  it('knows headings, lists and paragraphs, and keeps what it does not know', () => {
    assert.deepEqual(blocksOf('---\nkind: terms\n---\n# One\n\n1. a\n2. b\n   and more\n\n| x |'), [
      { kind: 'heading', level: 2, text: 'One' },
      { kind: 'list', isOrdered: true, items: ['a', 'b and more'] },
      { kind: 'paragraph', text: '| x |' },
    ]);
    assert.deepEqual(blocksOf('<!-- hidden -->'), [{ kind: 'paragraph', text: '<!-- hidden -->' }]);
    assert.deepEqual(runsOf('**A** and _b_ and `c` of snake_case_name'), [
      { text: 'A', as: 'strong' },
      { text: ' and ', as: 'plain' },
      { text: 'b', as: 'emphasis' },
      { text: ' and ', as: 'plain' },
      { text: 'c', as: 'code' },
      { text: ' of snake_case_name', as: 'plain' },
    ]);
  });
});
