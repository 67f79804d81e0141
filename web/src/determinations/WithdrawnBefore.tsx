/** Determinations that the office took back before this one, and what others had said of them; it is signed with it. */
import { Link } from '@tanstack/react-router';
import type { DeterminationContent } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { ConsultationRow } from './Consulted.tsx';
import { Dissented } from './Dissents.tsx';

export function WithdrawnBefore({
  content: { withdrawnBefore },
}: {
  content: DeterminationContent;
}) {
  if (withdrawnBefore.length === 0) return null;
  return (
    <section aria-labelledby="withdrawn-title">
      <h2 id="withdrawn-title">Withdrawn before</h2>
      <p>It stands in the text that is signed, with what others had said by then.</p>
      {withdrawnBefore.map((each) => (
        <Earlier key={each.id} earlier={each} />
      ))}
    </section>
  );
}

function Earlier({ earlier }: { earlier: DeterminationContent['withdrawnBefore'][number] }) {
  const { id, withdrawnAt, withdrawnBy, because, consultations, dissents } = earlier;
  return (
    <article aria-labelledby={`withdrawn-${id}`}>
      <h3 id={`withdrawn-${id}`}>
        <Link to="/determinations/$determinationId" params={{ determinationId: id }}>
          Withdrawn <Instant at={withdrawnAt} />
        </Link>
      </h3>
      <p>
        {withdrawnBy}: {because}
      </p>
      {consultations.length > 0 && (
        <ul className="sp-rows">
          {consultations.map((each) => (
            <ConsultationRow key={each.organisation} consultation={each} isOver />
          ))}
        </ul>
      )}
      {dissents.map((each) => (
        <Dissented key={each.person} dissent={each} />
      ))}
    </article>
  );
}
