/** The reader's own public key for signing grants. The private one is made and stays on their machine. */
import { useQuery } from '@tanstack/react-query';
import { approverKeyQuery } from '../api/queries.ts';
import { Answer } from '../controls/Answer.tsx';
import { CopyText } from '../controls/CopyText.tsx';
import { Instant } from '../controls/Instant.tsx';
import { newKeyCommand, registerCommand } from '../words/commands.ts';

export function ApproverKey() {
  const found = useQuery(approverKeyQuery);
  return (
    <section aria-labelledby="key-title">
      <h2 id="key-title">Your key</h2>
      <Answer of={found} named="your key">
        {({ key }) =>
          key === null ? (
            <NoKey />
          ) : (
            <>
              <p>
                Registered <Instant at={key.registeredAt} />. Compare it with your own paper, and
                read it aloud to the other side:
              </p>
              <code className="sp-hash">{key.fingerprint}</code>
            </>
          )
        }
      </Answer>
    </section>
  );
}

function NoKey() {
  return (
    <>
      <p>
        None is registered, so you cannot sign yet. Make one where only you can read it, then make
        its public half known:
      </p>
      <CopyText text={newKeyCommand} label="the command that makes a key" />
      <CopyText
        text={registerCommand(window.location.origin)}
        label="the command that registers it"
      />
    </>
  );
}
