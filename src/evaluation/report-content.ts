/** Gathers what a report on a grant says now. */
import { engagementFacts, grantFacts } from '#access';
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { findingsOfRuns } from './finding-store.ts';
import { procedureById, procedureKey } from './procedure-store.ts';
import { contentOf, type ReportContent, type ReportedRun } from './report.ts';
import { resultOf, type SampleReview } from './result.ts';
import { fingerprintsOf, runsOfGrant, type RunRow } from './run-store.ts';
import { reviewsOf, samplesOf } from './sample-store.ts';
import { suiteById, tasksOf } from './suite-store.ts';
import { decisionsOf } from './threshold-store.ts';

export async function gatheredContent(
  ctx: Context,
  tx: Tx,
  of: { submissionId: string; grantId: string },
): Promise<ReportContent> {
  const engagement = await engagementFacts(tx, of.submissionId);
  const grant = await grantFacts(tx, of.grantId, ctx.clock.now());
  if (engagement === undefined || grant === undefined) throw notFound();
  const rows = await runsOfGrant(tx, of.grantId);
  const runs: ReportedRun[] = [];
  const people = new Set<string>();
  for (const run of rows) {
    const reviews = await reviewsOf(tx, run.id);
    for (const { proposedBy, settledBy } of reviews) {
      people.add(proposedBy);
      if (settledBy !== null) people.add(settledBy);
    }
    runs.push(await reportedRun(tx, run, reviews));
  }
  const names = await namesOf(tx, [...people]);
  return contentOf({
    submissionId: of.submissionId,
    model: { declaredAs: engagement.declaredAs, sha256: grant.modelDigest },
    grant,
    runs,
    findings: await findingsOfRuns(
      tx,
      rows.map(({ id }) => id),
    ),
    nameOf: (id) => names.get(id) ?? id,
  });
}

async function reportedRun(
  tx: Tx,
  run: RunRow,
  reviews: readonly SampleReview[],
): Promise<ReportedRun> {
  const procedure = await procedureById(tx, run.procedureId);
  const suite = await suiteById(tx, run.suiteId);
  if (procedure === undefined || suite === undefined) {
    throw new Error('a run names a procedure or suite that is not there');
  }
  const tasks = await tasksOf(tx, suite.id);
  const clusterOf = new Map(tasks.map(({ item }) => [item.name, item.cluster]));
  const { name, version, kind } = suite;
  return {
    run,
    procedure: procedureKey(procedure),
    suite: { name, version, kind },
    result: resultOf(await samplesOf(tx, run.id), reviews, clusterOf),
    fingerprints: await fingerprintsOf(tx, run.id),
    looks: (await decisionsOf(tx, [run.id])).length,
  };
}
