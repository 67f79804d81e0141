/** The last look before publication: what it says, and what will happen. Publication cannot be undone. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { AdvisoryBody } from '../advisories/AdvisoryBody.tsx';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { caseAdvisoryQuery, caseQuery } from '../api/queries.ts';
import type { Advisory, Case } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { PageTitle } from '../controls/PageTitle.tsx';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

export function PublishPage({ caseId }: { caseId: string }) {
  const found = useQuery(caseQuery(caseId));
  const advisory = useQuery(caseAdvisoryQuery(caseId));
  return (
    <div className="sp-page sp-page--reading">
      <Answer of={found} named="the case">
        {(case_) => (
          <Answer of={advisory} named="the draft">
            {(draft) => <Check found={case_} draft={draft} />}
          </Answer>
        )}
      </Answer>
    </div>
  );
}

function Check({ found, draft }: { found: Case; draft: Advisory }) {
  const publish = usePublish(found.id, draft.id);
  const mayPublish = found.state === 'fix_verified' && draft.state === 'draft';
  return (
    <>
      <PageTitle
        above={
          <>
            <Link to="/cases">Cases</Link> /{' '}
            <Link to="/cases/$caseId" params={{ caseId: found.id }}>
              {found.name}
            </Link>
          </>
        }
      >
        {`Check ${draft.id} before it is published`}
      </PageTitle>
      <article className="sp-preview" aria-label="The draft">
        <h2>{draft.title}</h2>
        <AdvisoryBody advisory={draft} level="h3" />
      </article>
      <section className="sp-section" aria-labelledby="happens-title">
        <h2 id="happens-title">What will happen</h2>
        <ul>
          <li>Everyone can read this advisory, at once and without signing in.</li>
          <li>
            It is written as CSAF and as OSV. If the two would not name the same versions, nothing
            is published.
          </li>
          <li>Every operator whose systems it matches gets a card that says what to do.</li>
          <li>Any embargo on {found.name} ends.</li>
        </ul>
        <p>
          <strong>This cannot be undone.</strong>
        </p>
        {publish.isError && <ProblemAlert problem={asProblem(publish.error)} />}
        {!mayPublish && (
          <p>
            {draft.state === 'draft'
              ? 'It cannot be published yet: the case has no verified fix.'
              : 'It is published already.'}
          </p>
        )}
        <div className="sp-buttons">
          {mayPublish && (
            <Button type="button" disabled={publish.isPending} onClick={() => publish.mutate()}>
              Publish now
            </Button>
          )}
          <Link to="/cases/$caseId/advisory" params={{ caseId: found.id }}>
            Change the draft
          </Link>
          <Link to="/cases/$caseId" params={{ caseId: found.id }}>
            Back to the case
          </Link>
        </div>
      </section>
    </>
  );
}

function usePublish(caseId: string, advisoryId: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      answer<unknown>(
        api.POST('/api/advisories/{advisoryId}/publication', { params: { path: { advisoryId } } }),
      ),
    async onSuccess() {
      await Promise.all(
        [
          ['cases'],
          ['advisories'],
          caseQuery(caseId).queryKey,
          caseAdvisoryQuery(caseId).queryKey,
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
      await navigate({ to: '/advisories/$advisoryId', params: { advisoryId } });
    },
  });
}
