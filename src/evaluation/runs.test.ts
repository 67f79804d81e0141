/** Runs on a real database: what is fixed when, what is taken, what is decided, and what never happens. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { record } from '#platform/context';
import { sql } from '#platform/db';
import { logs } from '#platform/ledger';
import { deliver } from '#platform/outbox';
import { Refusal } from '#platform/problems';
import { commitThreshold, showThreshold } from './commands/commit-threshold.ts';
import { decideRun } from './commands/decide-run.ts';
import { endRun, withdrawRun } from './commands/end-run.ts';
import { planRun } from './commands/plan-run.ts';
import { publishProcedure } from './commands/publish-procedure.ts';
import { recordSamples } from './commands/record-samples.ts';
import { reviewSample, settleReview } from './commands/review-sample.ts';
import { queueRun, startRun } from './commands/start-run.ts';
import {
  aPlan,
  chained,
  digestOf,
  grantInForce,
  openEvaluation,
  openSuite,
  planned,
  recordValues,
  rule,
  running,
  setGrant,
  steady,
  threshold,
  type EvaluationStage,
} from './evaluation.fixture.ts';
import { compareTwoRuns, listRuns, listSamples, showRun } from './run-queries.ts';
import { runStates, runTriggers, type RunState, type RunTrigger } from './run-state.ts';
import { evaluationSubscriptions } from './subscriptions.ts';
import { openThreshold } from './threshold-queries.ts';

let stage: EvaluationStage;
before(async () => void (stage = await openEvaluation()));
after(() => stage.close());

const refusal = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true);
const ctx = (name: Parameters<EvaluationStage['ctx']>[0]) => stage.ctx(name);
const complete = { as: 'complete' as const, reason: '', fingerprint: null };
const incomplete = { as: 'incomplete' as const, reason: 'the runner broke', fingerprint: null };

/** A run of a suite of so many tasks, with a threshold, running. */
async function determining(tasks: number, change: Partial<typeof rule> = {}) {
  const suiteId = await openSuite(stage, tasks);
  const thresholdId = await threshold(stage, suiteId, change);
  const made = await running(stage, { suiteId, thresholdId, purpose: 'determination' });
  return { ...made, suiteId, thresholdId };
}

async function completed(values: readonly number[], change: Partial<typeof rule> = {}) {
  const made = await determining(values.length, change);
  await recordValues(stage, made.runId, values);
  await endRun(ctx('emil'), made.runId, complete);
  return made;
}

async function inState(state: RunState): Promise<string> {
  if (state === 'complete') return (await completed([1])).runId;
  const { runId } = await planned(stage, { suiteId: await openSuite(stage, 1) });
  if (state === 'planned') return runId;
  if (state === 'withdrawn') await withdrawRun(ctx('eli'), runId, '');
  else await queueRun(ctx('esra'), runId);
  if (state === 'incomplete') await endRun(ctx('emil'), runId, incomplete);
  if (state !== 'running') return runId;
  await startRun(ctx('emil'), runId, { tier: 'gvisor', fingerprint: steady });
  await recordValues(stage, runId, [1]);
  return runId;
}

const commands: Record<RunTrigger, (runId: string) => Promise<void>> = {
  queue: (runId) => queueRun(ctx('esra'), runId),
  start: (runId) => startRun(ctx('emil'), runId, { tier: 'gvisor', fingerprint: steady }),
  complete: (runId) => endRun(ctx('emil'), runId, complete),
  stop: (runId) => endRun(ctx('emil'), runId, incomplete),
  withdraw: (runId) => withdrawRun(ctx('eli'), runId, 'given up'),
};
const allowed: Record<RunState, Partial<Record<RunTrigger, RunState>>> = {
  planned: { queue: 'queued', stop: 'incomplete', withdraw: 'withdrawn' },
  queued: { start: 'running', stop: 'incomplete', withdraw: 'withdrawn' },
  running: { complete: 'complete', stop: 'incomplete', withdraw: 'withdrawn' },
  complete: {},
  incomplete: {},
  withdrawn: {},
};

for (const state of runStates)
  test(`every command about a run that is ${state}: it moves as the table says, or not at all`, async () => {
    for (const trigger of runTriggers) {
      const runId = await inState(state);
      const to = allowed[state][trigger];
      if (to === undefined)
        await assert.rejects(commands[trigger](runId), refusal('illegal_transition'), trigger);
      else await commands[trigger](runId);
      assert.equal((await showRun(ctx('olga'), runId)).state, to ?? state, trigger);
    }
  });

test('only the office’s evaluators take steps; overseers look; to developers no run is there', async () => {
  const { runId, plan } = await planned(stage);
  const { submissionId, ...terms } = plan;
  await assert.rejects(planRun(ctx('dara'), submissionId, terms), refusal('not_found'));
  await assert.rejects(planRun(ctx('olga'), submissionId, terms), refusal('forbidden'));
  await assert.rejects(planRun(ctx('eli'), 'sub_none', terms), refusal('not_found'));
  for (const act of [queueRun, decideRun] as const) {
    await assert.rejects(act(ctx('dara'), runId), refusal('not_found'));
    await assert.rejects(act(ctx('olga'), runId), refusal('forbidden'));
  }
  await assert.rejects(showRun(ctx('dara'), runId), refusal('not_found'));
  await assert.rejects(showRun(ctx('rhea'), runId), refusal('not_found'));
  assert.deepEqual((await showRun(ctx('olga'), runId)).may, []);
  assert.ok((await listRuns(ctx('esra'), { limit: 50 })).items.some(({ id }) => id === runId));
});

test('a determination is queued by another person than planned it; exploration needs none', async () => {
  const suiteId = await openSuite(stage);
  const thresholdId = await threshold(stage, suiteId);
  const { runId } = await planned(stage, { suiteId, thresholdId, purpose: 'determination' });
  await assert.rejects(queueRun(ctx('eli'), runId), refusal('second_person'));
  await queueRun(ctx('esra'), runId);
  const explored = await planned(stage);
  await queueRun(ctx('eli'), explored.runId);
});

test('a plan is held against the grant when planned, when queued, and when started', async () => {
  const gone = await aPlan(stage);
  await setGrant(stage, gone.grantId, 'revoked');
  const { submissionId, ...terms } = gone;
  await assert.rejects(planRun(ctx('eli'), submissionId, terms), refusal('access_over'));
  const waiting = await planned(stage);
  await setGrant(stage, waiting.plan.grantId, 'revoked');
  await assert.rejects(queueRun(ctx('eli'), waiting.runId), refusal('access_over'));
  const queued = await planned(stage);
  await queueRun(ctx('eli'), queued.runId);
  await setGrant(stage, queued.plan.grantId, 'revoked');
  await assert.rejects(commands.start(queued.runId), refusal('access_over'));
  // A grant of another engagement is not there.
  const [one, other] = [await aPlan(stage), await grantInForce(stage, 'cyber-review/1')];
  const { submissionId: mine, ...rest } = one;
  const foreign = planRun(ctx('eli'), mine, { ...rest, grantId: other.grantId });
  await assert.rejects(foreign, refusal('invalid_input'));
});

test('a run goes by the procedure that its grant names, and records which', async () => {
  const suiteId = await openSuite(stage);
  const wrong = planned(stage, { suiteId, procedureId: stage.procedures.open });
  await assert.rejects(wrong, refusal('procedure_unfit', /cyber-review\/1/));
  const { runId } = await planned(stage, { suiteId });
  assert.equal((await showRun(ctx('eli'), runId)).procedure.key, 'cyber-review/1');
  const text = 'The second version of what both sides agree to do, word for word.';
  const input = { name: 'cyber-review', text, allowsSealed: true };
  const second = await publishProcedure(ctx('esra'), input);
  await assert.rejects(
    planned(stage, { suiteId, procedureId: second }),
    refusal('procedure_unfit'),
  );
  await assert.rejects(publishProcedure(ctx('dara'), input), refusal('not_found'));
});

test('samples sent twice are recorded once; a gap, a change or another order is refused whole', async () => {
  const { runId } = await running(stage, { suiteId: await openSuite(stage, 4) });
  const send = (samples: Awaited<ReturnType<typeof chained>>) =>
    recordSamples(ctx('emil'), runId, { samples, fingerprint: null });
  const all = await chained(
    stage,
    runId,
    ['task-0', 'task-1', 'task-2', 'task-3'].map((task) => ({ task, value: 1 })),
  );
  const [a, b, c, d] = all;
  assert.ok(a && b && c && d);
  await assert.rejects(send([b]), refusal('chain_broken'));
  await assert.rejects(send([a, c]), refusal('chain_broken'));
  await assert.rejects(send([a, { ...b, value: 0 }]), refusal('chain_broken'));
  assert.equal((await showRun(ctx('eli'), runId)).samplesRecorded, 0);
  assert.equal(await send([a, b]), 2);
  assert.equal(await send([a, b]), 2);
  assert.equal(await send([b, c, d]), 4);
  const other = await chained(stage, runId, [{ task: 'task-0', value: 0 }]);
  await assert.rejects(
    send(other.map((each) => ({ ...each, position: 0 }))),
    refusal('chain_broken'),
  );
  const { items } = await listSamples(ctx('olga'), runId, { limit: 10 });
  assert.deepEqual(
    items.map(({ chain }) => chain),
    all.map(({ chain }) => chain),
  );
  // What was delivered is acknowledged again after the end; nothing new is taken.
  await endRun(ctx('emil'), runId, complete);
  assert.equal(await send([c, d]), 4);
});

test('two runners that send the same batch at once record it once', async () => {
  const { runId } = await running(stage, { suiteId: await openSuite(stage, 3) });
  const samples = await chained(stage, runId, [{ task: 'task-0' }, { task: 'task-1' }]);
  const batch = { samples, fingerprint: null };
  const sent = await Promise.all([1, 2, 3].map(() => recordSamples(ctx('emil'), runId, batch)));
  assert.deepEqual(sent, [2, 2, 2]);
});

test('a sample belongs to the plan: its task, its attempt, its value', async () => {
  const { runId } = await running(stage, { suiteId: await openSuite(stage, 2), epochs: 2 });
  const send = async (attempts: Parameters<typeof chained>[2]) =>
    recordSamples(ctx('emil'), runId, {
      samples: await chained(stage, runId, attempts),
      fingerprint: null,
    });
  await assert.rejects(send([{ task: 'task-9' }]), refusal('sample_unfit', /task-9/));
  await assert.rejects(send([{ task: 'task-0', epoch: 3 }]), refusal('sample_unfit', /2 attempts/));
  await assert.rejects(
    send([{ task: 'task-0' }, { task: 'task-0' }]),
    refusal('sample_unfit', /recorded already/),
  );
  await send([{ task: 'task-0', epoch: 2 }]);
  await assert.rejects(send([{ task: 'task-0', epoch: 2 }]), refusal('sample_unfit', /already/));
  const failed = { task: 'task-1', disposition: 'limit' as const, value: 1 };
  await assert.rejects(send([failed]), refusal('sample_unfit', /scored/));
});

test('complete means that every planned sample is there, whatever it ended in', async () => {
  const { runId } = await running(stage, { suiteId: await openSuite(stage, 3) });
  const attempts = [
    { task: 'task-0', value: 1 },
    { task: 'task-1', disposition: 'refused' as const },
  ];
  const samples = await chained(stage, runId, attempts);
  await recordSamples(ctx('emil'), runId, { samples, fingerprint: null });
  await assert.rejects(endRun(ctx('emil'), runId, complete), refusal('samples_missing', /1 of 3/));
  const last = await chained(stage, runId, [{ task: 'task-2', disposition: 'sandbox_failed' }]);
  await recordSamples(ctx('emil'), runId, { samples: last, fingerprint: null });
  await endRun(ctx('emil'), runId, complete);
  const { result, samplesRecorded } = await showRun(ctx('eli'), runId);
  assert.equal(samplesRecorded, 3);
  assert.equal(result.refusals, 1);
  assert.ok(Math.abs((result.asRecorded?.mean ?? 0) - 1 / 3) < 1e-12);
  assert.deepEqual(
    [result.dispositions.scored, result.dispositions.refused, result.dispositions.sandbox_failed],
    [1, 1, 1],
  );
});

test('met, not met and cannot tell come from the committed rule, once a planned look', async () => {
  const outcomes: string[] = [];
  for (const values of [Array(12).fill(1), Array(12).fill(0), [1, 1, 1, 0, 0, 1]] as number[][]) {
    const { runId, thresholdId } = await completed(values);
    await decideRun(ctx('esra'), runId);
    const { decisions } = await showRun(ctx('eli'), runId);
    outcomes.push(decisions[0]?.outcome ?? '');
    assert.equal(decisions[0]?.thresholdId, thresholdId);
    await assert.rejects(decideRun(ctx('esra'), runId), refusal('looks_spent'));
  }
  assert.deepEqual(outcomes, ['met', 'not_met', 'cannot_tell']);
});

test('a run that is not complete, or has no threshold, is not decided', async () => {
  const { runId } = await determining(1);
  await assert.rejects(decideRun(ctx('esra'), runId), refusal('illegal_transition', /running/));
  await endRun(ctx('emil'), runId, incomplete);
  await assert.rejects(decideRun(ctx('esra'), runId), refusal('illegal_transition', /incomplete/));
  const plain = await running(stage, { suiteId: await openSuite(stage, 1) });
  await recordValues(stage, plain.runId, [1]);
  await endRun(ctx('emil'), plain.runId, complete);
  await assert.rejects(decideRun(ctx('esra'), plain.runId), refusal('illegal_transition'));
});

test('an endpoint that changed during the run leaves nothing told', async () => {
  const { runId } = await determining(12);
  const attempts = Array.from({ length: 12 }, (_, place) => ({ task: `task-${place}`, value: 1 }));
  const changed = { digest: digestOf('another model'), details: {} };
  const samples = await chained(stage, runId, attempts);
  await recordSamples(ctx('emil'), runId, { samples, fingerprint: changed });
  await endRun(ctx('emil'), runId, { ...complete, fingerprint: steady });
  await decideRun(ctx('esra'), runId);
  const { endpoint, decisions } = await showRun(ctx('eli'), runId);
  assert.deepEqual(
    endpoint.fingerprints.map(({ phase }) => phase),
    ['start', 'during', 'end'],
  );
  assert.equal(endpoint.isSteady, false);
  assert.equal(decisions[0]?.outcome, 'cannot_tell');
  assert.match(decisions[0]?.reason ?? '', /^the endpoint changed/);
});

test('a changed score takes two people, and a broken task leaves by both names', async () => {
  const { runId } = await completed([1, 0, 0, 1]);
  const dispute = { verdict: 'mis_scored' as const, value: 1, because: 'the answer is there' };
  const broken = { verdict: 'broken_task' as const, value: null, because: 'it cannot be solved' };
  await reviewSample(ctx('eli'), runId, 0, { verdict: 'agreed', value: null, because: '' });
  await reviewSample(ctx('eli'), runId, 1, dispute);
  await assert.rejects(settleReview(ctx('eli'), runId, 1, 'confirm'), refusal('second_person'));
  await assert.rejects(
    settleReview(ctx('esra'), runId, 0, 'confirm'),
    refusal('illegal_transition'),
  );
  await assert.rejects(
    settleReview(ctx('esra'), runId, 3, 'confirm'),
    refusal('illegal_transition'),
  );
  assert.equal((await showRun(ctx('eli'), runId)).result.asReviewed?.mean, 0.5);
  await settleReview(ctx('esra'), runId, 1, 'confirm');
  await reviewSample(ctx('esra'), runId, 2, broken);
  await settleReview(ctx('eli'), runId, 2, 'confirm');
  const { result } = await showRun(ctx('olga'), runId);
  assert.equal(result.asRecorded?.mean, 0.5);
  assert.equal(result.asReviewed?.mean, 1);
  assert.deepEqual(result.exclusions, [
    { task: 'task-2', because: 'it cannot be solved', by: 'esra', confirmedBy: 'eli' },
  ]);
  await assert.rejects(reviewSample(ctx('eli'), runId, 1, dispute), refusal('illegal_transition'));
  await assert.rejects(reviewSample(ctx('eli'), runId, 9, dispute), refusal('not_found'));
  await assert.rejects(
    reviewSample(ctx('eli'), runId, 3, { ...dispute, value: null }),
    refusal('invalid_input'),
  );
  await assert.rejects(
    reviewSample(ctx('eli'), runId, 3, { ...broken, because: '' }),
    refusal('invalid_input'),
  );
  await assert.rejects(reviewSample(ctx('dara'), runId, 3, broken), refusal('not_found'));
});

test('who rejects a dispute agrees with the score', async () => {
  const { runId } = await completed([1]);
  const dispute = { verdict: 'mis_scored' as const, value: 0, because: 'it looks too easy' };
  await reviewSample(ctx('eli'), runId, 0, dispute);
  await settleReview(ctx('esra'), runId, 0, 'reject');
  const { items } = await listSamples(ctx('eli'), runId, { limit: 1 });
  assert.equal(items[0]?.review.state, 'agreed');
  assert.equal(items[0]?.review.proposedBy, 'esra');
  assert.equal((await showRun(ctx('eli'), runId)).result.asReviewed?.mean, 1);
});

test('two runs of one suite are compared task by task; of two suites, not at all', async () => {
  const suiteId = await openSuite(stage, 4);
  const run = async (values: number[]) => {
    const { runId } = await running(stage, { suiteId });
    await recordValues(stage, runId, values);
    await endRun(ctx('emil'), runId, complete);
    return runId;
  };
  const [strong, weak] = [await run([1, 1, 1, 0]), await run([0, 1, 0, 0])];
  const { difference, tasks } = await compareTwoRuns(ctx('eli'), strong, weak);
  assert.ok(Math.abs(difference.mean - 0.5) < 1e-12);
  assert.equal(tasks, 4);
  const { lower, upper } = difference.interval ?? assert.fail('four clusters bound something');
  assert.ok(lower < 0.5 && upper > 0.5);
  const { runId: elsewhere } = await completed([1]);
  await assert.rejects(compareTwoRuns(ctx('eli'), strong, elsewhere), refusal('not_comparable'));
  await assert.rejects(compareTwoRuns(ctx('eli'), strong, strong), refusal('not_comparable'));
  await assert.rejects(compareTwoRuns(ctx('dara'), strong, weak), refusal('not_found'));
});

test('a threshold is opened by its office, by overseers once shown, and by no developer', async () => {
  const suiteId = await openSuite(stage);
  const id = await threshold(stage, suiteId);
  const opening = await openThreshold(ctx('esra'), id, 'to check it');
  assert.ok(opening.opens);
  assert.equal(opening.rule.threshold, 0.5);
  await assert.rejects(openThreshold(ctx('olga'), id, 'to check it'), refusal('not_found'));
  await assert.rejects(showThreshold(ctx('olga'), id), refusal('forbidden'));
  await showThreshold(ctx('eli'), id);
  assert.ok((await openThreshold(ctx('olga'), id, 'to check it')).opens);
  await assert.rejects(openThreshold(ctx('dara'), id, 'to check it'), refusal('not_found'));
  await assert.rejects(
    commitThreshold(ctx('dara'), { name: 'uplift', suiteId, ...rule }),
    refusal('not_found'),
  );
});

test('a rule that is committed to is refused by its version, and another rule is the next one', async () => {
  const suiteId = await openSuite(stage);
  const commit = (more: Partial<typeof rule> = {}) =>
    commitThreshold(ctx('eli'), { name: 'the-same-rule', suiteId, ...rule, ...more });
  const id = await commit();
  const there = (version: number) => (error: unknown) =>
    error instanceof Refusal &&
    error.code === 'threshold_committed' &&
    error.message.includes(`version ${version} already`);
  await assert.rejects(commit(), there(1));
  await commit({ threshold: 0.75 });
  await assert.rejects(commit(), there(1));
  await assert.rejects(commit({ threshold: 0.75 }), there(2));
  for (const other of [{ confidence: 0.9 }, { plannedLooks: 2 }, { power: 0.7 }])
    await assert.doesNotReject(commit(other));
  // The same numbers about another suite are another rule.
  const elsewhere = await openSuite(stage);
  await assert.doesNotReject(
    commitThreshold(ctx('eli'), { name: 'the-same-rule', suiteId: elsewhere, ...rule }),
  );
  assert.equal((await openThreshold(ctx('esra'), id, 'to check it')).rule.version, 1);
});

test('nothing is committed to twice: at once it is refused, and in SQL it cannot be', async () => {
  const suiteId = await openSuite(stage);
  const name = 'committed-twice';
  const commit = () => commitThreshold(ctx('eli'), { name, suiteId, ...rule });
  const both = await Promise.allSettled([commit(), commit()]);
  const made = both.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const lost = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as Refusal] : []));
  assert.equal(made.length, 1);
  assert.ok(lost.every(({ code }) => ['name_taken', 'threshold_committed'].includes(code)));
  const [first = ''] = made;
  await assert.rejects(commit(), refusal('threshold_committed'));
  made.push(await commitThreshold(ctx('eli'), { name, suiteId, ...rule, power: 0.9 }));
  const { db } = stage.access.inner.database;
  const { rows } = await sql<{ version: number; commitment: string }>`
    select version, commitment from evaluation.threshold where name = ${name} order by version
  `.execute(db);
  assert.deepEqual(
    rows.map(({ version }) => version),
    made.map((_, place) => place + 1),
  );
  assert.equal(new Set(rows.map(({ commitment }) => commitment)).size, made.length);
  const again = (version: number, commitment: string) =>
    sql`insert into evaluation.threshold (id, organisation_id, name, version, suite_id, epochs, commitment, content_ref,
          committed_by, committed_at)
        select 'threshold_again', organisation_id, name, ${version}, suite_id, epochs, ${commitment}, content_ref,
          committed_by, now() from evaluation.threshold where id = ${first}`.execute(db);
  await assert.rejects(again(1, 'another'), /duplicate key/);
  await assert.rejects(again(99, rows[0]?.commitment ?? ''), /duplicate key/);
});

test('whatever is committed to when, a run is decided by what it named before its first sample', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('before', 'after_plan', 'after_samples', 'after_end'), {
        minLength: 1,
        maxLength: 5,
      }),
      async (moments) => {
        const suiteId = await openSuite(stage, 6);
        // Six of six bound the mean from below at 0.607: one half is met, 0.99 is not.
        const commit = (t: number) => threshold(stage, suiteId, { threshold: t });
        let others = 0;
        const at = async (moment: string) => {
          for (const each of moments) if (each === moment) await commit(0.99 - ++others / 1000);
        };
        await at('before');
        const named = await commit(0.5);
        const { runId } = await planned(stage, {
          suiteId,
          thresholdId: named,
          purpose: 'determination',
        });
        await at('after_plan');
        await queueRun(ctx('esra'), runId);
        await startRun(ctx('emil'), runId, { tier: 'gvisor', fingerprint: steady });
        await recordValues(stage, runId, [1, 1, 1, 1, 1, 1]);
        await at('after_samples');
        await endRun(ctx('emil'), runId, complete);
        await at('after_end');
        await decideRun(ctx('esra'), runId);
        const { decisions, threshold: shown } = await showRun(ctx('eli'), runId);
        assert.equal(shown?.id, named);
        assert.equal(decisions[0]?.thresholdId, named);
        assert.equal(decisions[0]?.outcome, 'met');
      },
    ),
    { numRuns: 6 },
  );
});

test('the commitment stands in the engagement’s log before the first sample, and no row can change', async () => {
  const { runId, plan, thresholdId } = await completed([1, 0]);
  const { rows } = await stage.access.asOwner<{ type: string; body: string }>(
    `select e.type, b.body from zone_inner.event e join zone_inner.event_body b using (position)
     where e.log = $1 and e.subject = $2 order by e.position`,
    [logs.engagement(plan.submissionId), runId],
  );
  const types = rows.map(({ type }) => type);
  assert.ok(types.indexOf('evaluation.run_planned') < types.indexOf('evaluation.sample_recorded'));
  const { commitment } = await openThreshold(ctx('eli'), thresholdId, 'to compare');
  const body = rows.find(({ type }) => type === 'evaluation.run_planned')?.body ?? '{}';
  const { payload } = JSON.parse(body) as { payload: { thresholdCommitment: string } };
  assert.equal(payload.thresholdCommitment, commitment);
  // The log is the developer's too: no task, value or disposition is in it.
  for (const { type, body: text } of rows.filter((row) => row.type.startsWith('evaluation.sample')))
    assert.doesNotMatch(text, /task-|scored|"value"/, type);
  const { db } = stage.access.inner.database;
  for (const statement of [
    sql`update evaluation.run set threshold_commitment = '' where id = ${runId}`,
    sql`update evaluation.run set suite_root = '' where id = ${runId}`,
    sql`update evaluation.sample set value = 1 where run_id = ${runId}`,
    sql`delete from evaluation.sample where run_id = ${runId}`,
    sql`update evaluation.threshold set commitment = '' where id = ${thresholdId}`,
    sql`update evaluation.decision set outcome = 'met'`,
    sql`delete from evaluation.run where id = ${runId}`,
  ])
    await assert.rejects(statement.execute(db), /permission denied/);
});

test('a grant that ends ends what never started; what runs is left to its runner', async () => {
  const grant = await grantInForce(stage, 'cyber-review/1');
  const suiteId = await openSuite(stage, 1);
  const waiting = await planned(stage, { ...grant, suiteId });
  const going = await running(stage, { ...grant, suiteId });
  const { inner } = stage.access;
  const worker = stage.access.worker;
  await inner.database.transaction((tx) =>
    record(worker, tx, {
      log: logs.engagement(grant.submissionId),
      type: 'access.grant_ended',
      subject: grant.grantId,
      payload: { reason: 'revoked', side: 'developer', person: null, because: '' },
    }),
  );
  const [subscription] = evaluationSubscriptions(inner);
  assert.ok(subscription);
  while ((await deliver(inner.database, subscription)) > 0);
  assert.equal((await showRun(ctx('eli'), waiting.runId)).state, 'incomplete');
  assert.equal((await showRun(ctx('eli'), going.runId)).state, 'running');
  await recordValues(stage, going.runId, [1]);
  await endRun(ctx('emil'), going.runId, complete);
});
