/** The server's words on the page: it writes lower case, with inputs in backticks and no full stop. */
import type { ReactNode } from 'react';

/** Words to stand inside a sentence, with code set as code. */
export function phrase(words: string): ReactNode {
  return words.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}

/** A sentence of its own: a capital first, a full stop last. */
export function sentence(words: string): ReactNode {
  const first = words.charAt(0).toUpperCase();
  return (
    <>
      {phrase(first + words.slice(1))}
      {/[.!?]$/.test(words) ? '' : '.'}
    </>
  );
}
