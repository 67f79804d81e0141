/**
 * Validation, as the worker does it: reveal the bundle (a read on record), run the proof, write the
 * verdict, and join the report to its root cause. The steps are separate transactions because the proof
 * takes seconds; each looks at the state again, so a worker that died half-way is simply followed.
 */
import { readBundleBytes, type Bundle } from '#proof';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import type { Tx } from '#platform/db';
import { mayValidate } from '../policy.ts';
import { nextReportState, rootKeyOf } from '../report.ts';
import {
  confirmedTwin,
  reportForUpdate,
  setReportState,
  setVerdict,
  type ReportRow,
  type Verdict,
} from '../store.ts';
import { groupReport } from './group-report.ts';

/** What the proof engine found, in our words. */
export type ProofOutcome =
  | {
      kind: 'decided';
      isConfirmed: boolean;
      verdict: Verdict;
      evidence: Uint8Array | null;
      fixKey: string | null;
    }
  /** Our machinery failed: says nothing about the report. */
  | { kind: 'sandbox-failed'; reason: string };

/** A step of a running proof, for those who watch. */
export interface ProofStep {
  step: 'fetched' | 'built' | 'run' | 'control' | 'benign';
  index?: number;
  hit?: boolean;
}

export type Prove = (
  bundle: Bundle,
  onStep: (step: ProofStep) => Promise<void>,
  signal: AbortSignal,
) => Promise<ProofOutcome>;

export async function validateReport(
  ctx: Context,
  reportId: string,
  prove: Prove,
  signal: AbortSignal,
): Promise<void> {
  if (!mayValidate(ctx.actor)) throw new Error('only the validator validates');
  const report = await startValidation(ctx, reportId);
  if (report === undefined) return;
  const bundle = readBundleBytes(await ctx.reveal(ctx.actor, report.bundleRef, 'validation'));
  const onStep = ({ step, index, hit }: ProofStep) =>
    ctx.database.transaction((tx) =>
      record(ctx, tx, {
        log: logOf(report),
        type: 'clearinghouse.validation_progress',
        subject: reportId,
        payload: {
          step,
          ...(index === undefined ? {} : { index }),
          ...(hit === undefined ? {} : { hit }),
        },
      }),
    );
  const outcome = await prove(bundle, onStep, signal);
  if (outcome.kind === 'sandbox-failed') await holdReport(ctx, reportId, outcome.reason);
  else await decideReport(ctx, reportId, outcome);
}

/** Undefined when there is nothing left to do: another worker decided it. */
async function startValidation(ctx: Context, reportId: string): Promise<ReportRow | undefined> {
  return await ctx.database.transaction(async (tx) => {
    const report = await reportForUpdate(tx, reportId);
    if (report === undefined || report.state === 'confirmed' || report.state === 'not_confirmed')
      return undefined;
    await setReportState(tx, reportId, nextReportState(report.state, 'start_validation'));
    await record(ctx, tx, {
      log: logOf(report),
      type: 'clearinghouse.validation_started',
      subject: reportId,
      payload: {},
    });
    return report;
  });
}

async function holdReport(ctx: Context, reportId: string, reason: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const report = await reportForUpdate(tx, reportId);
    if (report?.state !== 'validating') return;
    await setReportState(tx, reportId, nextReportState(report.state, 'hold'));
    await record(ctx, tx, {
      log: logOf(report),
      type: 'clearinghouse.report_held',
      subject: reportId,
      payload: { reason },
    });
  });
}

async function decideReport(
  ctx: Context,
  reportId: string,
  outcome: Extract<ProofOutcome, { kind: 'decided' }>,
): Promise<void> {
  const { verdict, isConfirmed, evidence, fixKey } = outcome;
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const report = await reportForUpdate(tx, reportId);
    if (report?.state !== 'validating') return;
    const compartment = `intake:${report.organisationId}`;
    const sealed = {
      kind: 'clearinghouse.evidence',
      subject: reportId,
      log: logOf(report),
      compartment,
    };
    const evidenceRef = evidence === null ? null : await ctx.blobs.put(tx, sealed, evidence, at);
    const rootKey = isConfirmed ? await rootOf(tx, report, verdict) : null;
    const state = nextReportState(report.state, isConfirmed ? 'confirm' : 'not_confirm');
    await setVerdict(tx, reportId, { state, verdict, evidenceRef, rootKey, fixKey });
    const { verdict: word, assurance, hits, runs, benignHits, evidenceSha256 } = verdict;
    await record(ctx, tx, {
      log: logOf(report),
      type: 'clearinghouse.verdict_reached',
      subject: reportId,
      payload: { verdict: word, assurance, hits, runs, benignHits, evidenceSha256 },
    });
    if (rootKey !== null) await groupReport(ctx, tx, report, { rootKey, fixKey });
  });
}

async function rootOf(tx: Tx, report: ReportRow, verdict: Verdict): Promise<string> {
  const twin = await confirmedTwin(tx, report.bundleSha256);
  return (
    twin?.rootKey ??
    rootKeyOf({ crash: verdict.crash, oracle: report.oracle, bundleSha256: report.bundleSha256 })
  );
}

const logOf = (report: ReportRow) => logs.finder(report.organisationId);
