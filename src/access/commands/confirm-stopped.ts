/** The gateway has answered a revocation, or its log says the grant ended: nothing is left to send. */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import type { GrantRow } from '../grant-store.ts';
import { clearRevocationDue } from '../note-store.ts';

/** Once: whichever of answer and log comes first. */
export async function confirmStopped(
  ctx: Context,
  tx: Tx,
  grant: Pick<GrantRow, 'id' | 'submissionId' | 'digest'>,
): Promise<void> {
  if (!(await clearRevocationDue(tx, grant.id))) return;
  await record(ctx, tx, {
    log: logs.engagement(grant.submissionId),
    type: 'access.gateway_stopped',
    subject: grant.id,
    payload: { digest: grant.digest },
  });
}
