/**
 * A coordinator sends a report to the workers again: one that is held, once whatever failed here is mended,
 * or one whose workers died so often that its job was given up. Validation is safe to run twice.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound } from '#platform/problems';
import { mayCoordinate } from '../policy.ts';
import { reportForUpdate } from '../store.ts';

export async function requestValidation(ctx: Context, reportId: string): Promise<void> {
  if (!mayCoordinate(ctx.actor)) throw notFound();
  await ctx.database.transaction(async (tx) => {
    const report = await reportForUpdate(tx, reportId);
    if (report === undefined) throw notFound();
    if (report.state !== 'held' && report.state !== 'validating')
      throw new IllegalTransition('report', report.state, 'request_validation');
    await record(ctx, tx, {
      log: logs.finder(report.organisationId),
      type: 'clearinghouse.validation_requested',
      subject: reportId,
      payload: {},
    });
  });
}
