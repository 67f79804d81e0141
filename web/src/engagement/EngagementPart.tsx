/** A page of one part of an engagement: its head, then the part. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { submissionQuery } from '../api/queries.ts';
import type { Submission } from '../api/views.ts';
import { Answer } from '../controls/Answer.tsx';
import { EngagementHead } from './EngagementHead.tsx';

interface EngagementPartProps {
  submissionId: string;
  part: string;
  children: (submission: Submission) => ReactNode;
}

export function EngagementPart({ submissionId, part, children }: EngagementPartProps) {
  const found = useQuery(submissionQuery(submissionId));
  return (
    <div className="sp-page">
      <Answer of={found} named="the engagement">
        {(submission) => (
          <>
            <EngagementHead submission={submission} part={part} />
            {children(submission)}
          </>
        )}
      </Answer>
    </div>
  );
}
