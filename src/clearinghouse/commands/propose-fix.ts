/** A coordinator puts a fix forward; a worker checks it against every reproducer of the case. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition } from '#platform/problems';
import { addFix } from '../case-store.ts';
import { coordinatedCase } from './coordinate-case.ts';

export type ProposeFix = { kind: 'version'; version: string } | { kind: 'diff'; diff: string };

export async function proposeFix(
  ctx: Context,
  caseId: string,
  input: ProposeFix,
): Promise<{ fixId: string }> {
  const at = ctx.clock.now();
  const fixId = ctx.ids.make('fix');
  await ctx.database.transaction(async (tx) => {
    const row = await coordinatedCase(ctx, tx, caseId);
    if (row.state !== 'coordinating' && row.state !== 'fix_verified')
      throw new IllegalTransition('case', row.state, 'propose_fix');
    const log = logs.case(caseId);
    const diffRef =
      input.kind === 'diff'
        ? await ctx.blobs.put(
            tx,
            { kind: 'clearinghouse.fix', subject: caseId, log, compartment: caseId },
            Buffer.from(input.diff, 'utf8'),
            at,
          )
        : null;
    const version = input.kind === 'version' ? input.version : null;
    await addFix(tx, {
      id: fixId,
      caseId,
      proposedBy: ctx.actor.id,
      proposedAt: at,
      kind: input.kind,
      version,
      diffRef,
    });
    await record(ctx, tx, {
      log,
      type: 'clearinghouse.fix_proposed',
      subject: caseId,
      payload: { fixId, kind: input.kind, version },
    });
  });
  return { fixId };
}
