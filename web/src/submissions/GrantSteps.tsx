/**
 * What the reader can do about a grant now. What needs a signature is done where the key is, on one's own
 * machine: the page shows the command, and never asks for a key.
 */
import { Link } from '@tanstack/react-router';
import type { Grant, Submission } from '../api/views.ts';
import { CopyText } from '../controls/CopyText.tsx';
import { revokeCommand, showCommand, signCommand } from '../words/commands.ts';
import { EndByWord } from './EndByWord.tsx';

interface GrantStepsProps {
  grant: Grant;
  side: Submission['side'];
}

export function GrantSteps({ grant, side }: GrantStepsProps) {
  const { id, submissionId, may, terms } = grant;
  return (
    <>
      {may.includes('sign') && <Sign grant={grant} />}
      <div className="sp-buttons">
        {may.includes('offer') && (
          <Link
            className={terms === null ? 'usa-button' : 'usa-button usa-button--outline'}
            to="/submissions/$submissionId/offer/$grantId"
            params={{ submissionId, grantId: id }}
          >
            {terms === null ? 'Write the terms' : 'Write the terms anew'}
          </Link>
        )}
        {may.includes('decline') && <EndByWord grant={grant} how="decline" />}
        {may.includes('withdraw') && <EndByWord grant={grant} how="withdraw" />}
      </div>
      {may.includes('revoke') && <Revoke grant={grant} side={side} />}
    </>
  );
}

function Sign({ grant }: { grant: Grant }) {
  const server = window.location.origin;
  return (
    <div className="sp-step">
      <p>
        <strong>To sign:</strong> read the terms on your own machine, compare their digest with the
        others who sign, then sign with the key that only you hold.
      </p>
      <CopyText text={showCommand(grant, server)} label="the command that shows the terms" />
      <CopyText text={signCommand(grant, server)} label="the command that signs" />
    </div>
  );
}

function Revoke({ grant, side }: GrantStepsProps) {
  return (
    <div className="sp-step">
      <p>
        <strong>To end it:</strong> one signature of either side is enough, no reason is needed, and
        a running stream stops within a second of the gateway having it.
        {side === 'developer' &&
          ' The button on your gateway’s own page ends it as well, without a signature.'}
      </p>
      <CopyText
        text={revokeCommand(grant, window.location.origin)}
        label="the command that ends it"
      />
    </div>
  );
}
