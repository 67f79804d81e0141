/**
 * What was asked to be taken out of an engagement as a file: one person asks, a colleague agrees, and the one who
 * asked has a day to download. The developer sees each of it.
 */
import { useQuery } from '@tanstack/react-query';
import { exportsQuery } from '../api/review-queries.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { ExportCard } from './ExportCard.tsx';

interface ExportsProps {
  submissionId: string;
  /** Only those of this determination. */
  of?: string;
}

/** What colleagues do meanwhile shows by itself. */
const beatMs = 10_000;

export function Exports({ submissionId, of }: ExportsProps) {
  const found = useQuery({ ...exportsQuery(submissionId, of), refetchInterval: beatMs });
  return (
    <section className="sp-section" aria-labelledby="exports-title">
      <h2 id="exports-title">Taken out as a file</h2>
      <Answer of={found} named="the exports">
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Empty>
              <p>Nobody has asked for an export.</p>
            </Empty>
          ) : (
            <>
              <div className="sp-cards">
                {items.map((each) => (
                  <ExportCard key={each.id} of={each} />
                ))}
              </div>
              {nextCursor !== undefined && (
                <p className="sp-small">Older ones stand in the timeline.</p>
              )}
            </>
          )
        }
      </Answer>
    </section>
  );
}
