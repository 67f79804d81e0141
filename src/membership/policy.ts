/** Who may verify the programme's log: whoever runs the installation. It says who takes part, and signed in. */
import { holds, type Actor } from '#platform/auth';
import { logs, type LogReach } from '#platform/ledger';

export const readableProgrammeLog = (actor: Actor): LogReach | undefined =>
  holds(actor, 'administrator', 'ledger:read') ? [logs.programme] : undefined;
