/**
 * Checks a fix, as the worker does it: every distinct reproducer of the case must stop, nothing else may
 * change (cvd-protocol §10.2–3). Only then does the case reach `fix_verified`.
 */
import { readBundleBytes, type Bundle } from '#proof';
import { record, type Context } from '#platform/context';
import type { Db, Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import {
  caseForUpdate,
  fixForUpdate,
  setCaseState,
  setFix,
  type FixResult,
  type FixRow,
} from '../case-store.ts';
import { nextCaseState } from '../case.ts';
import { nextFixState } from '../fix.ts';
import { mayValidate } from '../policy.ts';
import { reportsOfCase } from '../store.ts';

export type FixOutcome =
  | { kind: 'decided'; isVerified: boolean; result: FixResult }
  | { kind: 'sandbox-failed'; reason: string };

export type CheckFix = (
  bundle: Bundle,
  fix: { kind: 'version'; version: string } | { kind: 'diff'; diff: Uint8Array },
  signal: AbortSignal,
) => Promise<FixOutcome>;

/** A case of this release checks a fix against at most this many distinct reproducers. */
const reproducersMax = 50;

export async function checkFix(
  ctx: Context,
  fixId: string,
  check: CheckFix,
  signal: AbortSignal,
): Promise<void> {
  if (!mayValidate(ctx.actor)) throw new Error('only the validator checks fixes');
  const fix = await startCheck(ctx, fixId);
  if (fix === undefined) return;
  const candidate =
    fix.kind === 'version'
      ? { kind: 'version' as const, version: fix.version ?? '' }
      : {
          kind: 'diff' as const,
          diff: await ctx.reveal(ctx.actor, fix.diffRef ?? '', 'fix check'),
        };
  const results: FixResult[] = [];
  const checked = new Set<string>();
  // Reports may join while one is checked: verified means that at that instant none was left. Each round
  // checks one at least, so the rounds end.
  for (let round = 0; round <= reproducersMax; round++) {
    for (const report of await uncheckedReports(ctx.database.db, fix.caseId, checked)) {
      const bundle = readBundleBytes(await ctx.reveal(ctx.actor, report.bundleRef, 'fix check'));
      const outcome = await check(bundle, candidate, signal);
      if (outcome.kind === 'sandbox-failed') return await holdFix(ctx, fix, outcome.reason);
      if (!outcome.isVerified) return void (await decideFix(ctx, fix, outcome.result));
      checked.add(report.bundleSha256);
      results.push({
        ...outcome.result,
        stopped: outcome.result.stopped.map((name) => `${report.id} ${name}`),
      });
    }
    if (results.length === 0) return void (await decideFix(ctx, fix, nothingToCheck));
    if (await decideFix(ctx, fix, joined(results), checked)) return;
  }
  throw new Error('a fix check went round without checking anything');
}

async function startCheck(ctx: Context, fixId: string): Promise<FixRow | undefined> {
  return await ctx.database.transaction(async (tx) => {
    const fix = await fixForUpdate(tx, fixId);
    if (fix === undefined || fix.state === 'verified' || fix.state === 'refused') return undefined;
    await setFix(tx, fixId, nextFixState(fix.state, 'start_check'), null);
    await record(ctx, tx, {
      log: logs.case(fix.caseId),
      type: 'clearinghouse.fix_check_started',
      subject: fix.caseId,
      payload: { fixId },
    });
    return fix;
  });
}

/** Byte-equal bundles are one reproducer, however often it was reported. */
async function uncheckedReports(db: Db | Tx, caseId: string, checked: ReadonlySet<string>) {
  const reports = await reportsOfCase(db, caseId, 1000);
  const bySha = new Map(reports.map((report) => [report.bundleSha256, report]));
  const distinct = [...bySha.values()].slice(0, reproducersMax);
  return distinct.filter(({ bundleSha256 }) => !checked.has(bundleSha256));
}

async function holdFix(ctx: Context, fix: FixRow, reason: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const row = await fixForUpdate(tx, fix.id);
    if (row?.state !== 'verifying') return;
    await setFix(tx, fix.id, nextFixState(row.state, 'hold'), null);
    await record(ctx, tx, {
      log: logs.case(fix.caseId),
      type: 'clearinghouse.fix_held',
      subject: fix.caseId,
      payload: { fixId: fix.id, reason },
    });
  });
}

/** Verified where `checked` is given: then false when a reproducer joined that is not among them. */
async function decideFix(
  ctx: Context,
  fix: FixRow,
  result: FixResult,
  checked?: ReadonlySet<string>,
): Promise<boolean> {
  const isVerified = checked !== undefined;
  return await ctx.database.transaction(async (tx) => {
    const row = await fixForUpdate(tx, fix.id);
    const parent = await caseForUpdate(tx, fix.caseId);
    if (row?.state !== 'verifying' || parent === undefined) return true;
    if (isVerified && (await uncheckedReports(tx, fix.caseId, checked)).length > 0) return false;
    await setFix(tx, fix.id, nextFixState(row.state, isVerified ? 'verify' : 'refuse'), result);
    const isStillCoordinated = parent.state === 'coordinating' || parent.state === 'fix_verified';
    if (isVerified && isStillCoordinated)
      await setCaseState(tx, parent.id, nextCaseState(parent.state, 'verify_fix'));
    await record(ctx, tx, {
      log: logs.case(fix.caseId),
      type: isVerified ? 'clearinghouse.fix_verified' : 'clearinghouse.fix_refused',
      subject: fix.caseId,
      payload: {
        fixId: fix.id,
        verdict: result.verdict,
        ...(result.reason === undefined ? {} : { reason: result.reason }),
      },
    });
    return true;
  });
}

const nothingToCheck: FixResult = {
  verdict: 'nothing-to-check',
  stopped: [],
  regressions: [],
  negativeControls: 'none ran',
  reason: 'the case has no reproducer to check the fix against',
};

function joined(results: FixResult[]): FixResult {
  return {
    ...(results.at(-1) ?? nothingToCheck),
    stopped: results.flatMap(({ stopped }) => stopped),
    regressions: results.flatMap(({ regressions }) => regressions),
  };
}
