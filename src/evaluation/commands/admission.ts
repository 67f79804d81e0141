/** How every command about a run begins, and what is asked each time before a run may go further. */
import { engagementForUpdate, grantFacts, requireOpen } from '#access';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound, Refusal, unfit } from '#platform/problems';
import { requireAdmissible, type RunTerms } from '../admissible.ts';
import { requireThere } from '../engagement.ts';
import { asEvaluatorOf, type EvaluationPerson } from '../policy.ts';
import { procedureById, procedureKey } from '../procedure-store.ts';
import { finalReportOf, lockReporting } from '../report-store.ts';
import { runForUpdate, type RunRow } from '../run-store.ts';
import { suiteById, tasksOf } from '../suite-store.ts';
import { thresholdById } from '../threshold-store.ts';

export interface RunInHand {
  run: RunRow;
  person: EvaluationPerson;
}

/** The run, locked, for an evaluator of its office. */
export async function runInHand(ctx: Context, tx: Tx, runId: string): Promise<RunInHand> {
  const run = await runForUpdate(tx, runId);
  if (run === undefined) throw notFound();
  await requireThere(tx, ctx.actor, run.submissionId);
  return { run, person: asEvaluatorOf(ctx.actor, run) };
}

export interface Planned extends RunTerms {
  grantId: string;
  procedureId: string;
  suiteId: string;
  thresholdId: string | null;
}

/** Throws the refusal of the first rule that the plan breaks now; returns what it was held against. */
export async function admitted(ctx: Context, tx: Tx, planned: Planned, organisationId: string) {
  const now = ctx.clock.now();
  const grant = await grantFacts(tx, planned.grantId, now);
  const procedure = await procedureById(tx, planned.procedureId);
  const suite = await suiteById(tx, planned.suiteId);
  const { thresholdId } = planned;
  const threshold = thresholdId === null ? null : await thresholdById(tx, thresholdId);
  if (grant === undefined) throw unfit('/grantId', 'the engagement has no such grant with terms');
  await requireTakingPart(tx, grant.submissionId, planned);
  if (procedure === undefined) throw unfit('/procedureId', 'no such procedure was published');
  if (suite?.organisationId !== organisationId) {
    throw unfit('/suiteId', 'your office has no such suite');
  }
  if (threshold === undefined || (threshold && threshold.organisationId !== organisationId)) {
    throw unfit('/thresholdId', 'your office has no such threshold');
  }
  const tasks = await tasksOf(tx, suite.id);
  requireAdmissible(planned, {
    now,
    grant,
    procedure: { key: procedureKey(procedure), allowsSealed: procedure.allowsSealed },
    suite: { ...suite, tasksBurned: tasks.filter(({ state }) => state === 'burned').length },
    threshold,
  });
  return { grant, procedure, suite, threshold, tasks };
}

/** The developer may have paused, withdrawn, or left this out; its row is locked until the run has moved. */
async function requireTakingPart(
  tx: Tx,
  submissionId: string,
  { purpose }: RunTerms,
): Promise<void> {
  const engagement = await engagementForUpdate(tx, submissionId);
  if (engagement === undefined) throw new Error('a grant without its engagement');
  requireOpen(engagement, 'access');
  if (purpose === 'determination') requireOpen(engagement, 'determination');
}

/** Nothing about a grant's runs changes once its report stands. */
export async function requireUnreported(tx: Tx, grantId: string): Promise<void> {
  await lockReporting(tx, grantId);
  if ((await finalReportOf(tx, grantId)) === undefined) return;
  throw new Refusal('reported', 'the grant’s report stands; nothing under it changes any more');
}
