/**
 * Joining reports of one root cause. Equal bytes and equal crash states join by themselves. Where
 * nothing crashes, that one fix stops both reproducers only proposes: a release may fix two things, and a
 * vulnerability merged away is one nobody mends. A coordinator decides those (cvd-protocol §10).
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { IllegalTransition, notFound } from '#platform/problems';
import { makeCompartment, moveToCompartment } from '#platform/seal';
import {
  caseForUpdate,
  caseWithRoot,
  loseEmbargo,
  openOrFindCase,
  setCaseState,
} from '../case-store.ts';
import { nextCaseState } from '../case.ts';
import { mayCoordinate } from '../policy.ts';
import {
  hasReproducer,
  joinCase,
  likelyCase,
  proposeCase,
  reportForUpdate,
  reportsOfCase,
  type ReportRow,
} from '../store.ts';

/** Called in the verdict's own transaction. */
export async function groupReport(
  ctx: Context,
  tx: Tx,
  report: ReportRow,
  by: { rootKey: string; fixKey: string | null },
): Promise<void> {
  const { rootKey, fixKey } = by;
  const { targetKey, oracle } = report;
  const isKnown = (await caseWithRoot(tx, targetKey, rootKey)) !== undefined;
  const likely =
    isKnown || fixKey === null ? undefined : await likelyCase(tx, { targetKey, oracle, fixKey });
  if (likely === undefined) return await joinByRoot(ctx, tx, report, rootKey);
  await proposeCase(tx, report.id, likely);
  await record(ctx, tx, {
    log: logs.case(likely),
    type: 'clearinghouse.report_likely_same',
    subject: likely,
    payload: { reportId: report.id, because: 'same target, same oracle, and one fix stops both' },
  });
}

/** A coordinator's decision about a proposed case: the same root cause, or (null) one of its own. */
export async function placeReport(
  ctx: Context,
  reportId: string,
  caseId: string | null,
): Promise<void> {
  if (!mayCoordinate(ctx.actor)) throw notFound();
  await ctx.database.transaction(async (tx) => {
    const report = await reportForUpdate(tx, reportId);
    if (report === undefined) throw notFound();
    if (report.state !== 'confirmed' || report.caseId !== null || report.rootKey === null) {
      throw new IllegalTransition(
        'report',
        report.caseId === null ? report.state : 'in a case',
        'place',
      );
    }
    if (caseId === null) return await joinByRoot(ctx, tx, report, report.rootKey);
    if ((await caseForUpdate(tx, caseId))?.targetKey !== report.targetKey) throw notFound();
    await join(ctx, tx, report, caseId);
  });
}

/** The first confirmed report of a root cause opens its case; the others join it and keep their credit. */
async function joinByRoot(ctx: Context, tx: Tx, report: ReportRow, rootKey: string): Promise<void> {
  const at = ctx.clock.now();
  const { title, target, targetKey, embargoEligibility } = report;
  const draft = {
    id: ctx.ids.make('case'),
    title,
    target,
    targetKey,
    rootKey,
    embargoEligibility,
    openedAt: at,
  };
  const { id, opened } = await openOrFindCase(tx, draft);
  if (opened) {
    await makeCompartment(tx, ctx.keys, id, at);
    await record(ctx, tx, {
      log: logs.case(id),
      type: 'clearinghouse.case_opened',
      subject: id,
      payload: { reportId: report.id },
    });
  }
  await join(ctx, tx, report, id);
}

/** Equal bytes are a reproducer the fix was checked against; any other makes its check out of date. */
async function takeBackVerification(
  ctx: Context,
  tx: Tx,
  report: ReportRow,
  caseId: string,
): Promise<void> {
  const parent = await caseForUpdate(tx, caseId);
  if (parent === undefined) throw new Error('a report joins a case that is not there');
  if (await hasReproducer(tx, caseId, report.bundleSha256)) return;
  const state = nextCaseState(parent.state, 'join_reproducer');
  if (state === parent.state) return;
  await setCaseState(tx, caseId, state);
  await record(ctx, tx, {
    log: logs.case(caseId),
    type: 'clearinghouse.case_reopened',
    subject: caseId,
    payload: { reportId: report.id },
  });
}

async function join(ctx: Context, tx: Tx, report: ReportRow, caseId: string): Promise<void> {
  await takeBackVerification(ctx, tx, report, caseId);
  const duplicateOf = (await reportsOfCase(tx, caseId, 1))[0]?.id ?? null;
  await joinCase(tx, report.id, caseId, duplicateOf);
  await moveToCompartment(tx, ctx.keys, report.id, caseId);
  if (report.embargoEligibility === 'none') await loseEmbargo(tx, caseId);
  await record(
    ctx,
    tx,
    {
      log: logs.case(caseId),
      type: 'clearinghouse.report_joined',
      subject: caseId,
      payload: { reportId: report.id, duplicateOf, receivedAt: report.receivedAt.toISOString() },
    },
    // The finder's log learns only that its report is one of a group, never whose the others are.
    {
      log: logs.finder(report.organisationId),
      type: 'clearinghouse.report_grouped',
      subject: report.id,
      payload: { isDuplicate: duplicateOf !== null },
    },
  );
}
