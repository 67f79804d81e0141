/** An engagement in which something was sealed: a run under way, and findings of it. */
import { deliver } from '#platform/outbox';
import { settled } from '#test/server';
import { endRun } from '../evaluation/commands/end-run.ts';
import { proposeReport } from '../evaluation/commands/propose-report.ts';
import { writeFinding } from '../evaluation/commands/write-finding.ts';
import {
  openSuite,
  grantInForce,
  recordValues,
  running,
} from '../evaluation/evaluation.fixture.ts';
import { listAssessments, readAssessment } from './assessment-queries.ts';
import { proposeAssessment, releaseAssessment } from './commands/assess.ts';
import { declareOfficials, type ReviewStage } from './review.fixture.ts';
import { reviewSubscriptions } from './subscriptions.ts';

export { readFinding } from '../evaluation/report-queries.ts';

export async function measuredRun(
  stage: ReviewStage,
): Promise<{ submissionId: string; grantId: string; runId: string }> {
  const { evaluation } = stage;
  const grant = await grantInForce(evaluation, 'cyber-review/1');
  await declareOfficials(stage, grant.submissionId);
  const suiteId = await openSuite(evaluation, 3);
  const { runId } = await running(evaluation, { ...grant, suiteId });
  await recordValues(evaluation, runId, [1, 1, 0]);
  return { ...grant, runId };
}

export const findingBy = (stage: ReviewStage, runId: string): Promise<string> =>
  writeFinding(stage.ctx('eli'), runId, {
    kind: 'capability',
    severity: 'high',
    audience: 'both',
    evidence: [0],
    claim: 'it repairs what it finds',
    uncertainty: 'three tasks only, one attempt at each',
  });

/** The run is over, and a report on its grant proposed. */
export async function proposedReport(
  stage: ReviewStage,
  run: { submissionId: string; grantId: string; runId: string },
): Promise<void> {
  await endRun(stage.ctx('emil'), run.runId, { as: 'complete', reason: '', fingerprint: null });
  const proposed = { grantId: run.grantId, isShared: true };
  await proposeReport(stage.ctx('eli'), run.submissionId, proposed);
}

/** Review has reacted to everything that happened until now. */
export async function deliverAll(stage: ReviewStage): Promise<void> {
  const { inner } = stage.access;
  await settled(inner);
  for (const each of reviewSubscriptions(inner)) while ((await deliver(inner.database, each)) > 0);
}

/** Every part of a determination's assessment, by two officials. */
export async function tellAll(stage: ReviewStage, determinationId: string): Promise<void> {
  const [deb, drew] = [stage.ctx('deb'), stage.ctx('drew')];
  const { tiers } = await listAssessments(deb, determinationId);
  for (const { tier } of tiers) {
    const part = { determinationId, tier };
    await proposeAssessment(deb, part, 'what there is to tell of it');
    const { contentSha256 } = await readAssessment(drew, part, 'to release it');
    await releaseAssessment(drew, part, contentSha256);
  }
}
