/** What a coordinator has to decide about a report: a likely duplicate, or one held by a failure of ours. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import type { ReactNode } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { reportQuery, sessionQuery } from '../api/queries.ts';
import type { Report } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { sentence } from '../controls/sentence.tsx';

export function Decision({ report }: { report: Report }) {
  const person = useQuery(sessionQuery).data?.person ?? null;
  if (person?.offices.includes('coordinator') !== true) return null;
  if (report.candidate !== null) return <LikelySame report={report} like={report.candidate} />;
  if (report.state === 'held') return <Held reportId={report.id} />;
  return null;
}

interface LikelySameProps {
  report: Report;
  like: NonNullable<Report['candidate']>;
}

function LikelySame({ report, like }: LikelySameProps) {
  const place = useStep(report.id, (caseId: string | null) =>
    api.POST('/api/reports/{reportId}/case', {
      params: { path: { reportId: report.id } },
      body: { caseId },
    }),
  );
  return (
    <Box heading="To decide">
      <p>
        It likely has the root cause of{' '}
        <Link to="/cases/$caseId" params={{ caseId: like.caseId }}>
          {like.caseName}
        </Link>
        : {like.because}. One fix can mend two flaws, so a person decides. Either way the report
        keeps its receipt and its credit.
      </p>
      {place.isError && <ProblemAlert problem={asProblem(place.error)} />}
      <div className="sp-buttons">
        <Button
          type="button"
          disabled={place.isPending}
          onClick={() => place.mutate(like.caseId)}
        >{`Same root cause: join ${like.caseName}`}</Button>
        <Button type="button" outline disabled={place.isPending} onClick={() => place.mutate(null)}>
          Another cause: open a case for it
        </Button>
      </div>
    </Box>
  );
}

function Held({ reportId }: { reportId: string }) {
  const again = useStep(reportId, () =>
    api.POST('/api/reports/{reportId}/validation', { params: { path: { reportId } } }),
  );
  return (
    <Box heading="To mend">
      <p>{sentence('the check failed on our side; once that is mended, have it tested again')}</p>
      {again.isError && <ProblemAlert problem={asProblem(again.error)} />}
      <div className="sp-buttons">
        <Button
          type="button"
          disabled={again.isPending || again.isSuccess}
          onClick={() => again.mutate(null)}
        >
          {again.isSuccess ? 'Asked for' : 'Test it again'}
        </Button>
      </div>
    </Box>
  );
}

function Box({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <section className="sp-next" aria-labelledby="decision-title">
      <h2 id="decision-title">{heading}</h2>
      {children}
    </section>
  );
}

type Asked = Parameters<typeof answer<unknown>>[0];

function useStep(reportId: string, ask: (caseId: string | null) => Asked) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (caseId: string | null) => answer<unknown>(ask(caseId)),
    onSettled: () => queries.invalidateQueries({ queryKey: reportQuery(reportId).queryKey }),
  });
}
