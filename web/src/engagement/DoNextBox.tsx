/** A developer's next steps (journeys, Home). */
import { useQuery } from '@tanstack/react-query';
import { nextStepsQuery } from '../api/review-queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { NextSteps } from './NextSteps.tsx';

interface DoNextBoxProps {
  now: number;
  /** Where nothing runs, that nothing waits goes without saying. */
  isRunning: boolean;
}

export function DoNextBox({ now, isRunning }: DoNextBoxProps) {
  const found = useQuery(nextStepsQuery);
  if (!isRunning && !found.isError && !found.data?.steps.length) return null;
  return (
    <section className="usa-summary-box sp-do-next" aria-labelledby="next-title">
      <div className="usa-summary-box__body">
        <h2 className="usa-summary-box__heading" id="next-title">
          Do next
        </h2>
        <div className="usa-summary-box__text">
          <Answer of={found} named="what waits for you">
            {({ steps }) =>
              steps.length === 0 ? (
                <p>Nothing waits for you.</p>
              ) : (
                <NextSteps steps={steps} now={now} />
              )
            }
          </Answer>
        </div>
      </div>
    </section>
  );
}
