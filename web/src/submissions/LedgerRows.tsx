/** Entries of the gateway's log, each with its place, its words, and whose it is. */
import { Table } from '@trussworks/react-uswds';
import type { LedgerEntry } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { entryWords } from '../words/ledger.ts';

export function LedgerRows({ entries }: { entries: readonly LedgerEntry[] }) {
  return (
    <Table compact className="sp-table sp-ledger__table">
      <caption className="sp-unseen">Entries of the access ledger, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Entry</th>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Runner</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.index} entry={entry} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ entry }: { entry: LedgerEntry }) {
  const { index, at, runner, office } = entry;
  const { what, detail, shape } = entryWords(entry);
  return (
    <tr>
      <th scope="row" data-label="Entry">
        {index}
      </th>
      <td data-label="When">{at === null ? 'Not known' : <Instant at={at} />}</td>
      <td data-label="What">
        <span className="sp-ledger__what">
          <ShapeMark shape={shape} />
          <strong>{what}</strong>
        </span>
        {detail !== '' && <span className="sp-small sp-block">{detail}</span>}
      </td>
      <td data-label="Runner">
        {runner ?? 'The gateway'}
        {office !== null && <span className="sp-small sp-block">{office}</span>}
      </td>
    </tr>
  );
}
