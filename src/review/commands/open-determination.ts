/**
 * An official opens a determination on a run that was reported on. What it rests on is written down here and
 * never changes: the run, the committed threshold with both instants, the code's proposal, and the samples
 * that the code chose. Consultees can be named with it.
 */
import { requireOpen } from '#access';
import { runForDetermination, type Determinable } from '#evaluation';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { firstDeterminationState } from '../determination-state.ts';
import { addDetermination } from '../determination-store.ts';
import { linkedSamplesOf } from '../linked-samples.ts';
import { requireDeclared } from '../policy.ts';
import { openQuestionOf } from '../question-store.ts';
import { consulted, type Consultee } from './consult.ts';
import { engaged } from './engaged.ts';

export interface OpenDetermination {
  runId: string;
  consultees: readonly Consultee[];
}

export async function openDetermination(
  ctx: Context,
  submissionId: string,
  { runId, consultees }: OpenDetermination,
): Promise<string> {
  const id = ctx.ids.make('determination');
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, person } = await engaged(ctx, tx, submissionId, 'determiner');
    requireOpen(engagement, 'determination');
    requireDeclared(person, engagement);
    const run = await runForDetermination(tx, runId);
    if (run?.submissionId !== submissionId) {
      throw new Refusal(
        'run_undeterminable',
        'the engagement has no such run for a determination, complete, decided and reported on',
      );
    }
    requireCommittedBefore(run);
    const question = await openQuestionOf(tx, submissionId);
    const linkedSamples = linkedSamplesOf(run.runId, run.commitment, run.samples);
    const isNew = await addDetermination(tx, {
      id,
      submissionId,
      questionId: question?.id ?? null,
      runId: run.runId,
      thresholdId: run.thresholdId,
      thresholdCommitment: run.commitment,
      thresholdCommittedAt: run.committedAt,
      firstSampleAt: run.firstSampleAt,
      look: run.look,
      proposal: run.proposal.outcome,
      proposalReason: run.proposal.reason,
      proposalFacts: run.proposal.facts,
      linkedSamples,
      office: engagement.evaluatorId,
      openedBy: person.id,
      openedAt: at,
      state: firstDeterminationState,
    });
    if (!isNew) {
      throw new Refusal(
        'determination_open',
        'the engagement has an open determination; finish that one, or withdraw it',
      );
    }
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.determination_opened',
      subject: id,
      payload: { runId, thresholdCommitment: run.commitment, linkedSamples },
    });
    for (const consultee of consultees) await consulted(ctx, tx, { id, submissionId }, consultee);
  });
  return id;
}

/** The kind answer; the true one is that no such row can be. */
function requireCommittedBefore({ committedAt, firstSampleAt }: Determinable): void {
  if (committedAt < firstSampleAt) return;
  throw new Refusal(
    'threshold_late',
    `the threshold was committed at ${committedAt.toISOString()}, and the first sample was made by ${firstSampleAt.toISOString()}; plan a new run under it`,
  );
}
