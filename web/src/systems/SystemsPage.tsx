/** An operator's systems, and the form to add one. What could not be checked is never called safe. */
import { useQuery } from '@tanstack/react-query';
import { systemsQuery } from '../api/queries.ts';
import type { System } from '../api/views.ts';
import { Answer, Empty } from '../controls/Answer.tsx';
import { Instant } from '../controls/Instant.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { Pager } from '../controls/Pager.tsx';
import { FileFindings } from './FileFindings.tsx';
import { UploadForm } from './UploadForm.tsx';

export function SystemsPage({ cursor }: { cursor: string | undefined }) {
  const systems = useQuery(systemsQuery(cursor));
  return (
    <div className="sp-page sp-page--reading">
      <PageTitle>Systems</PageTitle>
      <UploadForm />
      <section className="sp-section" aria-labelledby="systems-title">
        <h2 id="systems-title">What you told us about</h2>
        <p>
          <em>Compared</em> means with the advisories published here, and with nothing else.{' '}
          <em>Not checked</em> means that we have no data for a component. Neither means that it is
          safe.
        </p>
        <Answer of={systems} named="your systems">
          {({ items, nextCursor }) => (
            <>
              {items.length === 0 ? (
                <Empty>
                  <p>No systems yet. Add the list of one above, and it is checked at once.</p>
                </Empty>
              ) : (
                <ul className="sp-rows">
                  {items.map((system) => (
                    <OneSystem key={system.id} system={system} />
                  ))}
                </ul>
              )}
              <Pager named="systems" cursor={cursor} nextCursor={nextCursor} />
            </>
          )}
        </Answer>
      </section>
    </div>
  );
}

function OneSystem({ system }: { system: System }) {
  const { name, components, noData, inventoryAt, findings } = system;
  return (
    <li className="sp-system">
      <h3>{name}</h3>
      <p>
        {components - noData} components compared
        {noData > 0 && (
          <>
            , <strong>{noData} not checked</strong>
          </>
        )}
        .
      </p>
      <p className="sp-small">
        List given <Instant at={inventoryAt} />
      </p>
      <FileFindings findings={findings} />
    </li>
  );
}
