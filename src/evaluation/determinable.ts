/**
 * What a determination rests on: a complete run that was planned for one, the threshold it named when it was
 * planned, the last look, and the scores exactly as they were at that look. Only where the grant's report
 * stands: from then on nothing under the grant changes any more, and it is known who had a hand in it.
 */
import type { Db, Tx } from '#platform/db';
import { finalReportOf, type ReportRow } from './report-store.ts';
import type { Proposal } from './proposal.ts';
import { familyScores, type FamilyScore, type SampleReview } from './result.ts';
import { fingerprintsOf, runById, type RunRow } from './run-store.ts';
import { sampleKnownBy } from './sample.ts';
import { reviewsOf, samplesOf, type ReviewRow, type SampleRow } from './sample-store.ts';
import { tasksOf } from './suite-store.ts';
import {
  decisionsOf,
  thresholdById,
  type DecisionRow,
  type ThresholdRow,
} from './threshold-store.ts';

export interface Determinable {
  runId: string;
  submissionId: string;
  organisationId: string;
  modelDigest: string;
  suiteRoot: string;
  epochs: number;
  thresholdId: string;
  /** Of the threshold, as the run has named it since it was planned. */
  commitment: string;
  committedAt: Date;
  /** The earliest that a sample can have been made, by the runner's word or by when it came here. */
  firstSampleAt: Date;
  look: number;
  proposal: Proposal;
  decidedAt: Date;
  /** Commits to all samples, in order. */
  chain: string;
  samples: SampleRow[];
  /** What two people had changed by then, in the order of positions. */
  changes: SampleReview[];
  /** Cluster of each task. */
  clusters: Map<string, string>;
  /** What the scores come to in each family of tasks, in the suite's order. */
  families: FamilyScore[];
  /** How many different fingerprints the endpoint showed. */
  endpoints: number;
  /** Everybody who planned, queued, ran, judged or reported any of it: they determine nothing about it. */
  handledBy: string[];
}

/** Undefined where a determination cannot rest on the run. */
export async function runForDetermination(
  db: Db | Tx,
  runId: string,
): Promise<Determinable | undefined> {
  const run = await runById(db, runId);
  if (run?.purpose !== 'determination' || run.state !== 'complete') return undefined;
  const { thresholdId, thresholdCommitment: commitment } = run;
  if (thresholdId === null || commitment === null) return undefined;
  const threshold = await thresholdById(db, thresholdId);
  const decision = (await decisionsOf(db, [runId])).at(-1);
  const report = await finalReportOf(db, run.grantId);
  const samples = await samplesOf(db, runId);
  const firstSampleAt = earliestOf(samples);
  if (!threshold || !decision || !report || !firstSampleAt) return undefined;
  const { outcome, reason, facts, look, decidedAt } = decision;
  const changes = changesBy(decidedAt, await reviewsOf(db, runId));
  const fingerprints = await fingerprintsOf(db, runId);
  const tasks = await tasksOf(db, run.suiteId);
  const { submissionId, organisationId, modelDigest, suiteRoot, epochs, chain } = run;
  return {
    ...{ runId, submissionId, organisationId, modelDigest, suiteRoot, epochs, chain },
    ...{ thresholdId, commitment, committedAt: threshold.committedAt, firstSampleAt },
    ...{ look, proposal: { outcome, reason, facts }, decidedAt },
    ...{ samples, changes, clusters: new Map(tasks.map(({ item }) => [item.name, item.cluster])) },
    families: familyScores(
      samples,
      changes,
      tasks.map(({ item }) => item),
    ),
    endpoints: new Set(fingerprints.map(({ digest }) => digest)).size,
    handledBy: handsOf(run, threshold, decision, report, changes),
  };
}

const changesBy = (decidedAt: Date, reviews: readonly ReviewRow[]): SampleReview[] =>
  reviews.filter(
    ({ state, settledAt }) => state === 'changed' && settledAt !== null && settledAt <= decidedAt,
  );

function handsOf(
  run: RunRow,
  threshold: ThresholdRow,
  decision: DecisionRow,
  report: ReportRow,
  changes: readonly SampleReview[],
): string[] {
  const hands = [
    ...[threshold.committedBy, run.plannedBy, run.queuedBy, run.endedBy, decision.decidedBy],
    ...[report.proposedBy, report.settledBy],
    ...changes.flatMap(({ proposedBy, settledBy }) => [proposedBy, settledBy]),
  ];
  return [...new Set(hands.filter((id) => id !== null))];
}

function earliestOf(samples: readonly SampleRow[]): Date | undefined {
  if (samples.length === 0) return undefined;
  const instants = samples.map(({ facts, recordedAt }) =>
    sampleKnownBy(facts.startedAt, recordedAt),
  );
  return new Date(instants.reduce((earliest, each) => Math.min(earliest, each)));
}
