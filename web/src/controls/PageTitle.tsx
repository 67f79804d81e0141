/**
 * The page's one `h1`. It names the browser tab, and takes the focus when the reader came by a link
 * inside the site, so that a screen reader says where they are (WCAG 2.4.3).
 */
import { useEffect, useRef, type ReactNode } from 'react';
import { inert } from '../inert/inert.ts';

/** On the first page of a visit the browser itself puts the reader at the top, skip link and all. */
let isFirstPage = true;

interface PageTitleProps {
  children: string;
  /** A short line above: where this page belongs, or the name people say aloud. */
  above?: ReactNode;
}

export function PageTitle({ children, above }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = inert(`${children} · Sallyport`);
  }, [children]);

  useEffect(() => {
    // Whoever has already moved on inside the new page is not called back.
    const isInPage = document.activeElement?.closest('main') instanceof HTMLElement;
    if (!isFirstPage && !isInPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);

  return (
    <div className="sp-page-title">
      {above !== undefined && <p className="sp-above">{above}</p>}
      <h1 ref={heading} tabIndex={-1}>
        {children}
      </h1>
    </div>
  );
}
