/** The two sides: their people who may sign, by the fingerprints one reads aloud, and their witnesses. */
import type { Side, Submission } from '../api/views.ts';
import { sideWords } from '../words/access.ts';
import { WitnessForm } from './WitnessForm.tsx';

export function Parties({ submission }: { submission: Submission }) {
  return (
    <section aria-labelledby="parties-title">
      <h2 id="parties-title">The two sides</h2>
      <Party submission={submission} side="developer" />
      <Party submission={submission} side="evaluator" />
    </section>
  );
}

function Party({ submission, side }: { submission: Submission; side: Side }) {
  const { organisation, approvers, witnessVkey } = submission.parties[side];
  return (
    <div className="sp-party">
      <h3>
        {organisation}
        <span className="sp-small sp-block">
          {sideWords[side]}
          {submission.side === side ? ', your side' : ''}
        </span>
      </h3>
      {approvers.length === 0 ? (
        <p>Nobody has registered a key yet. Two people do, each their own.</p>
      ) : (
        <ul className="sp-rows">
          {approvers.map(({ name, vkey, fingerprint }) => (
            <li key={vkey}>
              {name}
              <code className="sp-hash sp-small sp-block">{fingerprint}</code>
            </li>
          ))}
        </ul>
      )}
      <p className="sp-small">
        {witnessVkey === null ? (
          'No witness named: nobody vouches to this side that the log has one history.'
        ) : (
          <>
            Witness <code>{witnessVkey.split('+')[0]}</code>
          </>
        )}
      </p>
      {submission.side === side && (
        <WitnessForm submissionId={submission.id} isNamed={witnessVkey !== null} />
      )}
    </div>
  );
}
