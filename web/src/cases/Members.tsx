/** The reports of a case. A duplicate keeps its own receipt time and its finder's credit. */
import { Link } from '@tanstack/react-router';
import type { Case } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';

export function Members({ members }: { members: Case['members'] }) {
  return (
    <section aria-labelledby="members-title">
      <h2 id="members-title">
        {members.length === 1 ? '1 report' : `${members.length} reports, 1 cause`}
      </h2>
      <ul className="sp-rows">
        {members.map(({ id, title, finder, receivedAt, duplicateOf }) => (
          <li key={id}>
            <Link to="/reports/$reportId" params={{ reportId: id }}>
              {title}
            </Link>
            <p>
              {duplicateOf === null ? 'First reported' : 'Reported as well'} by {finder}
            </p>
            <p className="sp-small">
              Received <Instant at={receivedAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
