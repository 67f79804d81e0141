/** What stands in for a page that could not be made: a refusal as it was said, or a defect of ours. */
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Problem } from '../api/problem.ts';
import { ProblemAlert } from '../controls/ProblemAlert.tsx';

export function DefectPage({ error }: ErrorComponentProps) {
  const problem =
    error instanceof Problem
      ? error
      : new Problem({
          status: 0,
          code: 'defect',
          title: 'A defect of ours',
          detail: 'nothing you had saved is lost; load the page again',
        });
  return (
    <div className="sp-page sp-page--reading">
      <h1>This page could not be shown</h1>
      <ProblemAlert problem={problem} />
      <button type="button" className="usa-button" onClick={() => window.location.reload()}>
        Load again
      </button>
    </div>
  );
}
