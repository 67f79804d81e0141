/** The fixes proposed for a case, each with what its check showed. */
import type { Case, Fix } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { sentence } from '../controls/sentence.tsx';
import { StateTag } from '../controls/StateTag.tsx';
import { fixWords } from '../words/states.ts';

export function Fixes({ fixes }: { fixes: Case['fixes'] }) {
  return (
    <section aria-labelledby="fixes-title">
      <h2 id="fixes-title">Fixes</h2>
      {fixes.length === 0 ? (
        <p className="sp-small">None proposed yet.</p>
      ) : (
        <ul className="sp-rows">
          {fixes.toReversed().map((fix) => (
            <OneFix key={fix.id} fix={fix} />
          ))}
        </ul>
      )}
    </section>
  );
}

function OneFix({ fix }: { fix: Fix }) {
  const { kind, version, state, proposedBy, proposedAt, result } = fix;
  return (
    <li>
      <div className="sp-fix__row">
        <strong>{kind === 'version' ? `Version ${version}` : 'A diff'}</strong>
        <StateTag state={fixWords[state]} />
      </div>
      <p className="sp-small">
        {proposedBy}, <Instant at={proposedAt} />
      </p>
      {result !== null && (
        <>
          <p>
            Stops{' '}
            {result.stopped.length === 1 ? '1 reproducer' : `${result.stopped.length} reproducers`}.
            Benign inputs: {sentence(result.negativeControls)}
          </p>
          {result.regressions.length > 0 && (
            <ul className="sp-regressions">
              {result.regressions.map((regression) => (
                <li key={regression}>{sentence(regression)}</li>
              ))}
            </ul>
          )}
          {state === 'refused' &&
            result.reason !== undefined &&
            !result.regressions.includes(result.reason) && <p>{sentence(result.reason)}</p>}
        </>
      )}
    </li>
  );
}
