/** Who read sealed content of this report, when and what for. */
import { Table } from '@trussworks/react-uswds';
import type { TimelineEvent } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';

const kinds: Record<string, string> = {
  'clearinghouse.bundle': 'The bundle',
  'clearinghouse.evidence': 'The evidence',
  bundle: 'The bundle',
  evidence: 'The evidence',
};

export function ReadLedger({ events }: { events: readonly TimelineEvent[] }) {
  const reads = events.filter(({ type }) => type === 'platform.sealed_content_read');
  if (reads.length === 0) return <p>Nobody has read it yet.</p>;
  return (
    <Table className="sp-table">
      <caption className="sp-unseen">Reads of sealed content</caption>
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">When</th>
          <th scope="col">What for</th>
        </tr>
      </thead>
      <tbody>
        {reads.map(({ id, actor, at, payload }) => (
          <tr key={id}>
            <td data-label="Who">{actor}</td>
            <td data-label="What">{kinds[String(payload['kind'])] ?? String(payload['kind'])}</td>
            <td data-label="When">
              <Instant at={at} />
            </td>
            <td data-label="What for">{String(payload['purpose'])}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
