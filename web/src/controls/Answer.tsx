/** The three faces of a question to the server: waiting, refused, answered. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '../api/problem.ts';
import { ProblemAlert } from './ProblemAlert.tsx';

interface AnswerProps<Data> {
  of: UseQueryResult<Data>;
  /** What is being waited for, as in `the report`. */
  named: string;
  children: (data: Data) => ReactNode;
}

export function Answer<Data>({ of: question, named, children }: AnswerProps<Data>) {
  if (question.data !== undefined) return <>{children(question.data)}</>;
  if (question.isError) {
    return (
      <ProblemAlert problem={asProblem(question.error)}>
        <button type="button" className="usa-button" onClick={() => void question.refetch()}>
          Try again
        </button>
      </ProblemAlert>
    );
  }
  return (
    <p className="sp-loading" role="status">
      Loading {named}…
    </p>
  );
}

/** What stands where a list would, and what to do about it. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="sp-empty">{children}</div>;
}
