/** What a developer paused, withdrew, or left out: no run begins there; what runs is left to its runner. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/problems';
import { endRun } from './commands/end-run.ts';
import { planRun } from './commands/plan-run.ts';
import { queueRun, startRun } from './commands/start-run.ts';
import {
  aPlan,
  openEvaluation,
  openSuite,
  planned,
  recordValues,
  running,
  steady,
  threshold,
  type EvaluationStage,
} from './evaluation.fixture.ts';
import { showRun } from './run-queries.ts';

let stage: EvaluationStage;
before(async () => void (stage = await openEvaluation()));
after(() => stage.close());

const ctx = (name: Parameters<EvaluationStage['ctx']>[0]) => stage.ctx(name);
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;

const choose = (submissionId: string, state: string, scope: string[]) =>
  stage.access.asOwner(`update access.submission set state = $2, scope = $3 where id = $1`, [
    submissionId,
    state,
    scope,
  ]);
const every = ['access', 'determination', 'partners'];

const refusals: [state: string, scope: string[], code: string][] = [
  ['paused', every, 'engagement_paused'],
  ['withdrawn', every, 'engagement_withdrawn'],
  ['open', ['determination', 'partners'], 'out_of_scope'],
];

for (const [state, scope, code] of refusals)
  test(`a run is not planned, queued or started where the engagement answers ${code}`, async () => {
    const { submissionId, ...plan } = await aPlan(stage);
    const waiting = await planned(stage);
    const queued = await planned(stage);
    await queueRun(ctx('esra'), queued.runId);
    for (const id of [submissionId, waiting.plan.submissionId, queued.plan.submissionId])
      await choose(id, state, scope);
    const start = { tier: queued.plan.tier, fingerprint: steady };
    await assert.rejects(planRun(ctx('eli'), submissionId, plan), refusal(code));
    await assert.rejects(queueRun(ctx('esra'), waiting.runId), refusal(code));
    await assert.rejects(startRun(ctx('emil'), queued.runId, start), refusal(code));
    assert.equal((await showRun(ctx('eli'), waiting.runId)).state, 'planned');
    assert.equal((await showRun(ctx('eli'), queued.runId)).state, 'queued');
    await choose(queued.plan.submissionId, 'open', every);
    await startRun(ctx('emil'), queued.runId, start);
  });

test('without a determination in the scope runs go on for exploration alone', async () => {
  const suiteId = await openSuite(stage);
  const thresholdId = await threshold(stage, suiteId);
  const explored = await aPlan(stage);
  const determined = await aPlan(stage, { suiteId, thresholdId, purpose: 'determination' });
  for (const { submissionId } of [explored, determined])
    await choose(submissionId, 'open', ['access']);
  const { submissionId: one, ...exploring } = explored;
  const { submissionId: other, ...determining } = determined;
  await planRun(ctx('eli'), one, exploring);
  await assert.rejects(planRun(ctx('eli'), other, determining), refusal('out_of_scope'));
});

test('a run that is under way when the developer pauses is left to its runner', async () => {
  const suiteId = await openSuite(stage, 1);
  const { runId, plan } = await running(stage, { suiteId });
  await choose(plan.submissionId, 'paused', every);
  await recordValues(stage, runId, [1]);
  await endRun(ctx('emil'), runId, { as: 'complete', reason: '', fingerprint: null });
  assert.equal((await showRun(ctx('eli'), runId)).state, 'complete');
});
