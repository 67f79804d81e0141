/** One thing to patch: what, where, downtime, can it wait, steps; and the two ways it can end. */
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { Button } from '@trussworks/react-uswds';
import type { Action } from '../api/views.ts';
import { phrase, sentence } from '../controls/sentence.tsx';
import { Fact, Facts } from '../controls/Facts.tsx';
import { componentName } from '../words/component.ts';
import { day } from '../words/dates.ts';
import { restartWords } from '../words/restart.ts';
import { SettleForm } from './SettleForm.tsx';

export function ActionCard({ action }: { action: Action }) {
  const [settling, setSettling] = useState<'done' | 'mitigated' | undefined>();
  return (
    <article className="sp-card" aria-labelledby={`title-${action.id}`}>
      <h2 id={`title-${action.id}`}>{whatToDo(action)}</h2>
      <p className="sp-card__impact">{phrase(action.impact)}</p>
      <Facts>
        <Fact name="Where">{action.system}</Fact>
        <Fact name="Downtime">{phrase(action.steps[0]?.downtime ?? 'not known')}</Fact>
        <Fact name="Can it wait?">
          Until {day(action.dueAt)}
          <span className="sp-small">{sentence(action.dueBecause)}</span>
        </Fact>
      </Facts>
      <Steps action={action} />
      {settling === undefined ? (
        <div className="sp-buttons">
          <Button type="button" onClick={() => setSettling('done')}>
            Done
          </Button>
          <Button type="button" outline onClick={() => setSettling('mitigated')}>
            Can’t patch
          </Button>
        </div>
      ) : (
        <SettleForm action={action} how={settling} onCancel={() => setSettling(undefined)} />
      )}
    </article>
  );
}

/** The advisory's own title speaks of flaws; a card speaks of what to do. */
export function whatToDo({ component, fixedVersion, title }: Action): string {
  return fixedVersion === null ? title : `Update ${componentName(component)} to ${fixedVersion}`;
}

function Steps({ action }: { action: Action }) {
  return (
    <details className="sp-details">
      <summary>How to do it</summary>
      <ol className="sp-steps">
        {action.steps.map((step) => (
          <li key={`${step.kind} ${step.what}`}>
            <p>{phrase(step.what)}</p>
            <p className="sp-small">
              {restartWords(step.restart)} To see that it worked: {phrase(step.check)}
            </p>
            {step.url !== undefined && (
              <p>
                <a className="usa-link" href={step.url} rel="noreferrer">
                  The maker’s instructions
                </a>
              </p>
            )}
          </li>
        ))}
      </ol>
      <p className="sp-small">
        <Why action={action} />{' '}
        <Link to="/advisories/$advisoryId" params={{ advisoryId: action.advisoryId }}>
          Read more
        </Link>
      </p>
    </details>
  );
}

/** Which version is too old, or, where no version mends it, the reason the match was made. */
function Why({ action: { component, fixedVersion, because } }: { action: Action }) {
  return (
    <>
      Why this system: its list has <code>{componentName(component)}</code>{' '}
      <code>{component.version}</code>
      {fixedVersion === null ? (
        <>, and {phrase(because)}.</>
      ) : (
        <>
          ; the first version without the problem is <code>{fixedVersion}</code>.
        </>
      )}
    </>
  );
}
