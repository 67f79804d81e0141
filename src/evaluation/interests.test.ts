/**
 * Who opens what is sealed in an engagement, and what is left of it for a person who declared an interest. Every
 * route is walked in test/permissions; here is what a request names besides its subject, and what seals ask.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Refusal } from '#platform/problems';
import { endRun } from './commands/end-run.ts';
import { planRun } from './commands/plan-run.ts';
import { proposeReport } from './commands/propose-report.ts';
import { requestUnseal } from './commands/request-unseal.ts';
import { approveUnseal, refuseUnseal } from './commands/settle-unseal.ts';
import { queueRun } from './commands/start-run.ts';
import { writeFinding } from './commands/write-finding.ts';
import {
  aPlan,
  grantInForce,
  openEvaluation,
  openSuite,
  planned,
  recordValues,
  recuse,
  running,
  sealedSuite,
  type EvaluationStage,
} from './evaluation.fixture.ts';
import { findingById } from './finding-store.ts';
import { listFindings, listReports, readFinding, readReport } from './report-queries.ts';
import { compareTwoRuns, listRuns, showRun } from './run-queries.ts';
import { releaseShare } from './sealing/index.ts';
import { ownShares, showUnseal, unsealedTask } from './suite-queries.ts';

let stage: EvaluationStage;
before(async () => void (stage = await openEvaluation()));
after(() => stage.close());

const ctx = (name: Parameters<EvaluationStage['ctx']>[0]) => stage.ctx(name);
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;
const page = { limit: 50 };
const because = 'the run begins this morning';
/** As before anybody declared anything; the stage's people declare when a submission is made. */
const undeclare = (submissionId: string) =>
  stage.access.asOwner(`update access.submission set disinterested = '{}' where id = $1`, [
    submissionId,
  ]);

async function complete(grant: { submissionId: string; grantId: string }, suiteId: string) {
  const { runId } = await running(stage, { ...grant, suiteId });
  await recordValues(stage, runId, [1, 0, 1]);
  await endRun(ctx('emil'), runId, { as: 'complete', reason: '', fingerprint: null });
  return runId;
}

test('findings and reports open to people who declared no interest, and to the developer', async () => {
  const grant = await grantInForce(stage, 'cyber-review/1');
  const { submissionId, grantId } = grant;
  const runId = await complete(grant, await openSuite(stage));
  const findingId = await writeFinding(ctx('emil'), runId, {
    claim: 'it writes a working exploit',
    uncertainty: 'seen in one family of tasks only',
    kind: 'capability',
    severity: 'high',
    evidence: [0],
    audience: 'both',
  });
  const reportId = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: true });
  await undeclare(submissionId);
  const ref = (await findingById(stage.access.inner.database.db, findingId))?.contentRef ?? '';
  for (const name of ['eli', 'emil', 'olga'] as const) {
    // That they are there is no secret; what they say is sealed.
    assert.equal((await listFindings(ctx(name), submissionId, page)).items.length, 1);
    assert.equal((await listReports(ctx(name), submissionId, page)).items.length, 1);
    const sealed = [
      () => readFinding(ctx(name), findingId, 'to read it'),
      () => readReport(ctx(name), reportId, 'to read it'),
    ];
    for (const read of sealed) await assert.rejects(read(), refusal('not_declared'));
    const reveal = () => ctx(name).reveal(ctx(name).actor, ref, 'to read it');
    await assert.rejects(reveal(), refusal('not_found'));
    await stage.access.asOwner(
      'update access.submission set disinterested = array_append(disinterested, $2) where id = $1',
      [submissionId, ctx(name).actor.id],
    );
    for (const read of sealed) await assert.doesNotReject(read());
    await assert.doesNotReject(reveal());
    await recuse(stage.access, submissionId, name);
    for (const read of sealed) await assert.rejects(read(), refusal('not_found'));
    await assert.rejects(reveal(), refusal('not_found'));
  }
  await assert.doesNotReject(readFinding(ctx('dara'), findingId, 'to read it'));
});

test('a run of the engagement cannot be compared with, listed, planned or told from none', async () => {
  const suiteId = await openSuite(stage);
  const [kept, left] = [
    await grantInForce(stage, 'cyber-review/1'),
    await grantInForce(stage, 'cyber-review/1'),
  ];
  const [first, second] = [await complete(kept, suiteId), await complete(left, suiteId)];
  for (const name of ['esra', 'olga'] as const) {
    await assert.doesNotReject(compareTwoRuns(ctx(name), first, second));
    await recuse(stage.access, left.submissionId, name);
    for (const [a, b] of [
      [first, second],
      [second, first],
    ] as const)
      await assert.rejects(compareTwoRuns(ctx(name), a, b), refusal('not_found'));
    const ids = (await listRuns(ctx(name), page)).items.map(({ id }) => id);
    assert.deepEqual([ids.includes(first), ids.includes(second)], [true, false]);
    await assert.rejects(showRun(ctx(name), second), refusal('not_found'));
  }
  const { submissionId, ...plan } = await aPlan(stage, { ...left, suiteId });
  await assert.rejects(planRun(ctx('esra'), submissionId, plan), refusal('not_found'));
  await assert.doesNotReject(planRun(ctx('emil'), submissionId, plan));
});

test('a custodian with an interest gives no half of a key to a run of that engagement', async () => {
  const { suiteId } = await sealedSuite(stage);
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const halvesBy = async (custodian: 'eli' | 'esra') => {
    const { shares } = await ownShares(ctx(custodian), suiteId);
    const half = Buffer.from(shares.find(({ task }) => task === 'task-0')?.share ?? '', 'base64');
    const share = await releaseShare(half, stage.identities[custodian], recipient);
    return [{ task: 'task-0', share }];
  };
  const asked = async (runId: string) =>
    requestUnseal(ctx('eli'), suiteId, {
      runId,
      recipient,
      because,
      shares: await halvesBy('eli'),
    });
  const made = async () => {
    const { runId, plan } = await planned(stage, { suiteId });
    await queueRun(ctx('esra'), runId);
    return { runId, submissionId: plan.submissionId };
  };
  const [one, other] = [await made(), await made()];
  const unsealId = await asked(one.runId);
  await recuse(stage.access, one.submissionId, 'esra');
  const shares = await halvesBy('esra');
  const steps = [
    () => approveUnseal(ctx('esra'), unsealId, shares),
    () => refuseUnseal(ctx('esra'), unsealId, because),
    () => showUnseal(ctx('esra'), unsealId),
    () => unsealedTask(ctx('esra'), unsealId, 'task-0', 'to run it'),
  ];
  for (const step of steps) await assert.rejects(step(), refusal('not_found'));
  const faultOf = async (runId: string) => {
    const request = { runId, recipient, because, shares };
    const failed = await requestUnseal(ctx('esra'), suiteId, request).catch(
      (error: unknown) => error,
    );
    assert.ok(failed instanceof Refusal);
    return [failed.code, failed.message, failed.errors];
  };
  assert.deepEqual(await faultOf(one.runId), await faultOf('run_00000000000000000000000000'));
  // The same two people, the same suite, another engagement.
  await approveUnseal(ctx('esra'), await asked(other.runId), shares);
});
