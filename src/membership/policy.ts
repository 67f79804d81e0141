/** Who may verify the programme's log: whoever runs the installation. It says who takes part, and signed in. */
import { holds, type Actor } from '#platform/auth';
import { notFound, Refusal } from '#platform/problems';
import { logs, type LogReach } from '#platform/ledger';

export const readableProgrammeLog = (actor: Actor): LogReach | undefined =>
  holds(actor, 'administrator', 'ledger:read') ? [logs.programme] : undefined;

/** Those who choose an organisation to ask or to nominate, and those who look at what was chosen. */
export function asChooser(actor: Actor): void {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const chooses = (['developer', 'evaluator', 'determiner', 'overseer'] as const).some((office) =>
    holds(actor, office, 'review:read'),
  );
  if (!chooses) throw notFound();
}
