/**
 * The entries that are shown, all pages of them, as one file: a developer takes its own at once, everybody else asks
 * a colleague. Links and not fetches: an export can be larger than a page's memory, and the browser writes it to
 * disk as it comes.
 */
import type { Submission } from '../api/views.ts';
import { AskExport } from '../exports/AskExport.tsx';
import type { LedgerSearch } from './ledger-search.ts';

interface LedgerExportProps {
  submission: Submission;
  search: LedgerSearch;
}

export function LedgerExport({
  submission: { id, side },
  search: { cursor: _, ...filter },
}: LedgerExportProps) {
  if (side !== 'developer') {
    return <AskExport submissionId={id} wanted={{ what: 'ledger', filter }} />;
  }
  const path = `/api/submissions/${encodeURIComponent(id)}/ledger/export`;
  const href = (format: 'csv' | 'json') =>
    `${path}?${new URLSearchParams({ ...filter, format }).toString()}`;
  return (
    <div className="sp-buttons">
      <a className="usa-button usa-button--outline" href={href('csv')} download>
        Export as CSV
      </a>
      <a className="usa-button usa-button--outline" href={href('json')} download>
        Export as JSON
      </a>
      <span className="sp-small">
        All entries that the filter lets through. The timeline says that you took them.
      </span>
    </div>
  );
}
