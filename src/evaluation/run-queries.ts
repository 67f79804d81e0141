/** What pages ask of runs and their samples, bound to their actor. What it may not see is `not_found`. */
import { engagementFacts, grantFacts, recusedFrom } from '#access';
import type { Context } from '#platform/context';
import { notFound, Refusal } from '#platform/problems';
import { compareRuns } from './comparison.ts';
import { requireThere } from './engagement.ts';
import { asReader, standpointOf, type EvaluationScope } from './policy.ts';
import { procedureById, procedureKey } from './procedure-store.ts';
import { exclusionsOf, familyScores, resultOf, tasksAsReviewed } from './result.ts';
import type { RunState } from './run-state.ts';
import { fingerprintsOf, runById, runPage, type RunRow } from './run-store.ts';
import {
  reviewsOf,
  samplePage,
  samplesOf,
  type ReviewRow,
  type SampleRow,
} from './sample-store.ts';
import { namer, seen, seenWithin, type PageQuery } from './seen.ts';
import { suiteById, tasksOf } from './suite-store.ts';
import { decisionsOf, thresholdById } from './threshold-store.ts';

/** An office's runs; an overseer's, every one. */
export async function listRuns(ctx: Context, page: PageQuery) {
  const { person, organisationId } = asReader(ctx.actor);
  const { db } = ctx.database;
  const but = await recusedFrom(db, person.id);
  const found = await runPage(db, { organisationId, submissionId: null, but }, page);
  return { ...found, items: await Promise.all(found.items.map((run) => summaryOf(ctx, run))) };
}

export async function listRunsOf(ctx: Context, submissionId: string, page: PageQuery) {
  const { db } = ctx.database;
  const { evaluatorId } = await requireThere(db, ctx.actor, submissionId);
  seen(ctx, { organisationId: evaluatorId });
  const found = await runPage(db, { organisationId: null, submissionId, but: [] }, page);
  return { ...found, items: await Promise.all(found.items.map((run) => summaryOf(ctx, run))) };
}

async function summaryOf(ctx: Context, run: RunRow) {
  const { db } = ctx.database;
  const engagement = await engagementFacts(db, run.submissionId);
  const grant = await grantFacts(db, run.grantId, ctx.clock.now());
  const suite = await suiteById(db, run.suiteId);
  if (suite === undefined) throw new Error('a run has a suite that is not there');
  const nameOf = await namer(ctx, [run.plannedBy]);
  return {
    ...run,
    suite,
    declaredAs: engagement?.declaredAs ?? '',
    plannedBy: nameOf(run.plannedBy),
    closesAt: grant?.closesAt ?? null,
    isGrantInForce: grant?.isInForce ?? false,
  };
}

export async function showRun(ctx: Context, id: string, scope?: EvaluationScope) {
  const { db } = ctx.database;
  const run = await seenWithin(ctx, await runById(db, id), scope);
  const samples = await samplesOf(db, run.id);
  const reviews = await reviewsOf(db, run.id);
  const decisions = await decisionsOf(db, [run.id]);
  const fingerprints = await fingerprintsOf(db, run.id);
  const procedure = await procedureById(db, run.procedureId);
  const threshold = run.thresholdId === null ? undefined : await thresholdById(db, run.thresholdId);
  const nameOf = await namer(ctx, [
    run.queuedBy,
    run.endedBy,
    ...decisions.map(({ decidedBy }) => decidedBy),
    ...reviews.flatMap(({ proposedBy, settledBy }) => [proposedBy, settledBy]),
  ]);
  const tasks = (await tasksOf(db, run.suiteId)).map(({ item }) => item);
  const clusters = new Map(tasks.map(({ name, cluster }) => [name, cluster]));
  const result = resultOf(samples, reviews, clusters);
  return {
    ...run,
    ...(await summaryOf(ctx, run)),
    procedure: { id: run.procedureId, key: procedure === undefined ? '' : procedureKey(procedure) },
    tokensUsed: samples.reduce(
      (sum, { facts: { usage } }) => sum + usage.inputTokens + usage.outputTokens,
      0,
    ),
    threshold: threshold ?? null,
    queuedBy: run.queuedBy === null ? null : nameOf(run.queuedBy),
    endedBy: run.endedBy === null ? null : nameOf(run.endedBy),
    endpoint: {
      isSteady: new Set(fingerprints.map(({ digest }) => digest)).size <= 1,
      fingerprints,
    },
    result: {
      ...result,
      exclusions: result.exclusions.map((each) => ({
        ...each,
        by: nameOf(each.by),
        confirmedBy: nameOf(each.confirmedBy),
      })),
      families: familyScores(samples, reviews, tasks),
    },
    decisions: decisions.map((row) => ({ ...row, decidedBy: nameOf(row.decidedBy) })),
    may: stepsOf(ctx, run),
  };
}

type Step =
  'queue' | 'start' | 'record' | 'end' | 'withdraw' | 'decide' | 'review' | 'write_finding';

const stepsIn: Record<RunState, readonly Step[]> = {
  planned: ['queue', 'withdraw'],
  queued: ['start', 'withdraw', 'end'],
  running: ['record', 'end', 'withdraw', 'review', 'write_finding'],
  complete: ['decide', 'review', 'write_finding'],
  incomplete: ['review', 'write_finding'],
  withdrawn: ['review', 'write_finding'],
};

/** What would be taken from this reader now, as far as the run itself says. */
function stepsOf(ctx: Context, run: RunRow): Step[] {
  if (standpointOf(ctx.actor, run, 'evaluation:write') !== 'evaluator') return [];
  const isOwnDetermination = run.purpose === 'determination' && run.plannedBy === ctx.actor.id;
  return stepsIn[run.state].filter((step) => {
    if (step === 'queue') return !isOwnDetermination;
    if (step === 'decide') return run.thresholdId !== null;
    return step === 'review' || step === 'write_finding' ? run.samplesRecorded > 0 : true;
  });
}

async function clustersOf(ctx: Context, run: RunRow): Promise<Map<string, string>> {
  const tasks = await tasksOf(ctx.database.db, run.suiteId);
  return new Map(tasks.map(({ item }) => [item.name, item.cluster]));
}

export async function recordedSoFar(ctx: Context, id: string) {
  const run = await runById(ctx.database.db, id);
  if (run === undefined) throw notFound();
  return { next: run.samplesRecorded, chain: run.chain };
}

export async function listSamples(ctx: Context, id: string, page: PageQuery) {
  const { db } = ctx.database;
  const run = await seenWithin(ctx, await runById(db, id));
  const found = await samplePage(db, run.id, page);
  const reviews = new Map((await reviewsOf(db, run.id)).map((row) => [row.position, row]));
  const shown = found.items.flatMap(({ position }) => reviews.get(position) ?? []);
  const nameOf = await namer(
    ctx,
    shown.flatMap(({ proposedBy, settledBy }) => [proposedBy, settledBy]),
  );
  return {
    ...found,
    items: found.items.map((row) => sampleView(row, reviews.get(row.position), nameOf)),
  };
}

const sampleView = (
  { facts, ...row }: SampleRow,
  review: ReviewRow | undefined,
  nameOf: (id: string) => string,
) => ({
  ...row,
  ...facts,
  review:
    review === undefined
      ? { ...noReview }
      : {
          ...review,
          proposedBy: nameOf(review.proposedBy),
          settledBy: review.settledBy === null ? null : nameOf(review.settledBy),
        },
});

const noReview = {
  state: 'unreviewed' as const,
  verdict: null,
  value: null,
  because: '',
  proposedBy: null,
  settledBy: null,
};

/** Two complete runs on one suite, of the reader's office; tasks broken in either are left out of both. */
export async function compareTwoRuns(ctx: Context, firstId: string, secondId: string) {
  const { db } = ctx.database;
  const first = await seenWithin(ctx, await runById(db, firstId));
  const second = await seenWithin(ctx, await runById(db, secondId));
  const areFit =
    first.id !== second.id &&
    first.suiteRoot === second.suiteRoot &&
    first.state === 'complete' &&
    second.state === 'complete';
  if (!areFit) {
    throw new Refusal('not_comparable', 'choose two complete runs of one suite');
  }
  const [a, b] = [await scoresOf(ctx, first), await scoresOf(ctx, second)];
  const compared = compareRuns(a.tasks, b.tasks, [...new Set([...a.excluded, ...b.excluded])]);
  return { first: await endOf(ctx, first), second: await endOf(ctx, second), ...compared };
}

async function scoresOf(ctx: Context, run: RunRow) {
  const { db } = ctx.database;
  const [samples, reviews] = [await samplesOf(db, run.id), await reviewsOf(db, run.id)];
  return {
    tasks: tasksAsReviewed(samples, reviews, await clustersOf(ctx, run)),
    excluded: exclusionsOf(samples, reviews).map(({ task }) => task),
  };
}

async function endOf(ctx: Context, run: RunRow) {
  const engagement = await engagementFacts(ctx.database.db, run.submissionId);
  return { runId: run.id, declaredAs: engagement?.declaredAs ?? '', modelName: run.modelName };
}
