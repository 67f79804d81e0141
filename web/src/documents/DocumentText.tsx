/** A document's text, set to be read; and its exact characters, of which the digest is. */
import { PrintedText } from '../controls/PrintedText.tsx';
import { blocksOf, runsOf, type Block } from './blocks.ts';

interface DocumentTextProps {
  text: string;
  /** What the page is named already, and need not say twice. */
  title: string | undefined;
}

export function DocumentText({ text, title }: DocumentTextProps) {
  const whole = blocksOf(text);
  const [first, ...rest] = whole;
  const blocks = first?.kind === 'heading' && first.text === title ? rest : whole;
  return (
    <>
      <div className="sp-document-text">
        {blocks.map((block, at) => (
          <BlockText key={at} block={block} />
        ))}
      </div>
      <details className="sp-details">
        <summary>The exact text, character by character</summary>
        <PrintedText text={text} label="the exact text" fileName="document.md" />
      </details>
    </>
  );
}

function BlockText({ block }: { block: Block }) {
  if (block.kind === 'heading') {
    return block.level === 2 ? (
      <h2>
        <Words text={block.text} />
      </h2>
    ) : (
      <h3>
        <Words text={block.text} />
      </h3>
    );
  }
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Words text={block.text} />
      </p>
    );
  }
  const items = block.items.map((item, at) => (
    <li key={at}>
      <Words text={item} />
    </li>
  ));
  return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Words({ text }: { text: string }) {
  return runsOf(text).map(({ text: words, as }, at) => {
    if (as === 'strong') return <strong key={at}>{words}</strong>;
    if (as === 'emphasis') return <em key={at}>{words}</em>;
    if (as === 'code') return <code key={at}>{words}</code>;
    return words;
  });
}
