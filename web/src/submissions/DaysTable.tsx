/** The picture of the days as a table: each date with what it means. */
import { Table } from '@trussworks/react-uswds';
import type { Grant, Submission } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { kindWords } from '../words/access.ts';
import type { Milestone } from './milestones.ts';

interface DaysTableProps {
  submission: Submission;
  grants: readonly Grant[];
  milestones: readonly Milestone[];
  now: number;
}

interface Row {
  at: string;
  what: string;
}

export function DaysTable({ submission, grants, milestones, now }: DaysTableProps) {
  const turns = milestones.map(({ name, at }) => ({ at, what: name }));
  const rows = [...rowsOf(submission, now), ...turns, ...grants.flatMap(grantRows)].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  );
  return (
    <details className="sp-details">
      <summary>The same as a table</summary>
      <Table compact className="sp-table">
        <caption className="sp-unseen">Dates of this submission, oldest first</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, what }) => (
            <tr key={`${at} ${what}`}>
              <th scope="row" data-label="When">
                <Instant at={at} />
              </th>
              <td data-label="What">{what}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}

function rowsOf({ openedAt, publicReleaseAt, window }: Submission, now: number): Row[] {
  const rows = [
    { at: openedAt, what: 'Submission opened' },
    { at: new Date(now).toISOString(), what: 'Now' },
  ];
  if (publicReleaseAt !== null) {
    rows.push({
      at: publicReleaseAt,
      what: 'Planned release to the public; nothing is counted from it',
    });
  }
  if (window !== null) {
    rows.push({ at: window.firstUsedAt, what: 'First government request: the thirty days begin' });
    rows.push({ at: window.endsAt, what: 'The thirty days end' });
  }
  return rows;
}

function grantRows({ kind, runner, window, terms, ended }: Grant): Row[] {
  const name = `${kindWords[kind].name}, ${runner.pseudonym}`;
  const rows: Row[] = [];
  if (window !== null) {
    rows.push({ at: window.opensAt, what: `${name}: window opened` });
    rows.push({ at: window.closesAt, what: `${name}: window closes at the latest` });
  } else if (terms !== null) {
    rows.push({ at: terms.window.claimUntil, what: `${name}: to be used first before this` });
  }
  if (ended !== null) rows.push({ at: ended.at, what: `${name}: ended` });
  return rows;
}
