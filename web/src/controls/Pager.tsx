/** Pages of a list by cursor. The place is in the address beside any filter, so Back is the way back. */
import { Link } from '@tanstack/react-router';

interface PagerProps {
  named: string;
  cursor: string | undefined;
  nextCursor: string | undefined;
}

export function Pager({ named, cursor, nextCursor }: PagerProps) {
  if (cursor === undefined && nextCursor === undefined) return null;
  return (
    <nav className="sp-pager" aria-label={`Pages of ${named}`}>
      {cursor !== undefined && (
        <Link className="usa-button usa-button--outline" to="." search={withoutCursor}>
          First page
        </Link>
      )}
      {nextCursor !== undefined && (
        <Link
          className="usa-button usa-button--outline"
          to="."
          search={(now: PageSearch) => ({ ...now, cursor: nextCursor })}
        >
          Next page
        </Link>
      )}
    </nav>
  );
}

export interface PageSearch {
  cursor?: string;
}

const withoutCursor = ({ cursor: _, ...rest }: PageSearch) => rest;

export function pageSearch(search: Record<string, unknown>): PageSearch {
  const { cursor } = search;
  return cursor === undefined ? {} : { cursor: String(cursor).slice(0, 512) };
}
