/** What a coordinator can do now, and nothing that the case's state would refuse. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import { useState, type ReactNode } from 'react';
import { answer, api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { caseAdvisoryQuery, caseQuery, sessionQuery } from '../api/queries.ts';
import type { Advisory, Case } from '../api/views.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';
import { ProposeFixForm } from './ProposeFixForm.tsx';

interface NextStepProps {
  found: Case;
  /** Whether its log tells of a draft; asking for one that is not there would be a refusal. */
  hasDraft: boolean;
}

export function NextStep({ found, hasDraft }: NextStepProps) {
  const person = useQuery(sessionQuery).data?.person ?? null;
  const advisory = useQuery({ ...caseAdvisoryQuery(found.id), enabled: hasDraft }).data;
  const [isProposing, setProposing] = useState(false);
  const take = useStep(found.id, 'owner');
  const close = useStep(found.id, 'closure');
  const failed = [take, close].find(({ isError }) => isError);
  if (person?.offices.includes('coordinator') !== true || found.state === 'closed') return null;

  const isMine = found.ownerId === person.id;
  const propose = (
    <Button
      key="propose"
      type="button"
      outline={found.state !== 'coordinating'}
      onClick={() => setProposing(true)}
    >
      Propose a fix
    </Button>
  );
  const draft = (
    <DraftLink
      key="draft"
      caseId={found.id}
      advisory={advisory}
      isNext={found.state === 'fix_verified'}
    />
  );
  const takeOver = isMine ? null : (
    <Button
      key="take"
      type="button"
      unstyled
      disabled={take.isPending}
      onClick={() => take.mutate()}
    >
      Take this case over
    </Button>
  );
  const steps: Record<Exclude<Case['state'], 'closed'>, { ask: string; ways: ReactNode }> = {
    open: {
      ask: 'Nobody has this case yet.',
      ways: (
        <Button type="button" disabled={take.isPending} onClick={() => take.mutate()}>
          Take this case
        </Button>
      ),
    },
    coordinating: {
      ask: checkRuns(found)
        ? 'A fix is being checked. The page follows by itself.'
        : 'It needs a fix that stops every reproducer.',
      ways: [propose, draft, takeOver],
    },
    fix_verified: {
      ask:
        advisory === undefined
          ? 'A fix is verified. Write the advisory.'
          : 'A fix is verified and the advisory is drafted. Read it once more, then publish.',
      ways: [
        <PublishLink key="publish" caseId={found.id} advisory={advisory} />,
        draft,
        propose,
        takeOver,
      ],
    },
    published: {
      ask: 'It is public. Close the case when nothing is left to coordinate.',
      ways: (
        <Button type="button" disabled={close.isPending} onClick={() => close.mutate()}>
          Close the case
        </Button>
      ),
    },
  };
  const { ask, ways } = steps[found.state];
  return (
    <section className="sp-next" aria-labelledby="next-title">
      <h2 id="next-title">Next</h2>
      <p>{ask}</p>
      {failed !== undefined && <ProblemAlert problem={asProblem(failed.error)} />}
      {isProposing ? (
        <ProposeFixForm caseId={found.id} onClose={() => setProposing(false)} />
      ) : (
        <div className="sp-buttons">{ways}</div>
      )}
    </section>
  );
}

const checkRuns = ({ fixes }: Case): boolean =>
  fixes.some(({ state }) => state === 'proposed' || state === 'verifying');

interface AdvisoryLinkProps {
  caseId: string;
  advisory: Advisory | undefined;
  isNext?: boolean;
}

function DraftLink({ caseId, advisory, isNext = false }: AdvisoryLinkProps) {
  const isFirst = isNext && advisory === undefined;
  return (
    <Link
      className={isFirst ? 'usa-button' : 'usa-button usa-button--outline'}
      to="/cases/$caseId/advisory"
      params={{ caseId }}
    >
      {advisory === undefined ? 'Draft the advisory' : 'Rewrite the draft'}
    </Link>
  );
}

function PublishLink({ caseId, advisory }: AdvisoryLinkProps) {
  if (advisory === undefined) return null;
  return (
    <Link className="usa-button" to="/cases/$caseId/publish" params={{ caseId }}>
      Check and publish
    </Link>
  );
}

/** A step that needs no words. The case and its lists are asked for again whatever came of it. */
function useStep(caseId: string, step: 'owner' | 'closure') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => {
      const asked = { params: { path: { caseId } } };
      return answer<unknown>(
        step === 'owner'
          ? api.POST('/api/cases/{caseId}/owner', asked)
          : api.POST('/api/cases/{caseId}/closure', asked),
      );
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: caseQuery(caseId).queryKey });
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
}
