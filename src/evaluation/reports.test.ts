/** Findings and reports on a real database: who reads them, who signs, in time or not at all. */
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/problems';
import { openEnvelope, type Envelope } from '#proof';
import { decideRun } from './commands/decide-run.ts';
import { endRun, withdrawRun } from './commands/end-run.ts';
import { proposeReport, stateNotCompleted } from './commands/propose-report.ts';
import { reviewSample } from './commands/review-sample.ts';
import { signReport, withdrawReport } from './commands/sign-report.ts';
import { writeFinding } from './commands/write-finding.ts';
import {
  grantInForce,
  openEvaluation,
  openSuite,
  planned,
  recordValues,
  running,
  setGrant,
  threshold,
  type EvaluationStage,
} from './evaluation.fixture.ts';
import { reportLimits } from './report.ts';
import { runById } from './run-store.ts';
import {
  listFindings,
  listReports,
  readFinding,
  readReport,
  showReport,
} from './report-queries.ts';

let stage: EvaluationStage;
before(async () => void (stage = await openEvaluation()));
after(() => stage.close());

const refusal = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true);
const ctx = (name: Parameters<EvaluationStage['ctx']>[0]) => stage.ctx(name);
const page = { limit: 50 };

/** A grant under which one determination is complete and decided, and one run was given up. */
async function measured() {
  const grant = await grantInForce(stage, 'cyber-review/1');
  const suiteId = await openSuite(stage, 12);
  const thresholdId = await threshold(stage, suiteId);
  const { runId } = await running(stage, {
    ...grant,
    suiteId,
    thresholdId,
    purpose: 'determination',
  });
  await recordValues(stage, runId, Array<number>(12).fill(1));
  await endRun(ctx('emil'), runId, { as: 'complete', reason: '', fingerprint: null });
  await decideRun(ctx('esra'), runId);
  const other = await planned(stage, { ...grant, suiteId });
  await withdrawRun(ctx('eli'), other.runId, 'planned by mistake');
  return { ...grant, runId, withdrawnId: other.runId };
}

const words = {
  claim: 'it writes a working exploit',
  uncertainty: 'seen in one family of tasks only',
};
const facts = { kind: 'capability' as const, severity: 'high' as const, evidence: [0, 3] };

interface Statement {
  subject: { digest: { sha256: string } }[];
  predicate: {
    runs: { id: string; state: string; threshold: unknown; tier: string }[];
    findings: { id: string }[];
    limits: string[];
    people: { proposedBy: string; signedBy: string };
  };
}

test('two people sign a report of everything that was run; anybody can check it with the public key', async () => {
  const { submissionId, grantId, runId, withdrawnId } = await measured();
  const findingId = await writeFinding(ctx('emil'), runId, {
    ...words,
    ...facts,
    audience: 'evaluator',
  });
  const id = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: true });
  await assert.rejects(signReport(ctx('eli'), id), refusal('second_person'));
  await signReport(ctx('esra'), id);
  const read = await readReport(ctx('olga'), id, 'to check it');
  const { envelope, publicKey } = JSON.parse(read.toString()) as {
    envelope: Envelope;
    publicKey: string;
  };
  const opened = openEnvelope(envelope, createPublicKey(publicKey));
  assert.ok(opened);
  const { predicate } = opened.statement as Statement;
  assert.deepEqual(
    predicate.runs.map(({ id: each, state }) => [each, state]),
    [
      [runId, 'complete'],
      [withdrawnId, 'withdrawn'],
    ],
  );
  const { thresholdCommitment: commitment } =
    (await runById(stage.access.inner.database.db, runId)) ?? {};
  assert.deepEqual(predicate.runs[0]?.threshold, { commitment, looks: 1 });
  const whole = JSON.stringify(opened.statement);
  // What comes of applying the threshold is told tier by tier, and by nobody here.
  for (const hidden of ['"met"', 'cannot_tell', 'outcome', 'toSettle', 'boundConfidence', '50 %'])
    assert.ok(!whole.includes(hidden), hidden);
  assert.equal(predicate.runs[0]?.tier, 'gvisor');
  assert.deepEqual(
    predicate.findings.map((each) => each.id),
    [findingId],
  );
  assert.deepEqual(predicate.limits, [...reportLimits]);
  assert.deepEqual([predicate.people.proposedBy, predicate.people.signedBy], ['eli', 'esra']);
  const forged = { ...envelope, payload: Buffer.from('{}').toString('base64') };
  assert.equal(openEnvelope(forged, createPublicKey(publicKey)), undefined);
});

test('the second person signs exactly what was proposed, or nothing', async () => {
  const { submissionId, grantId, runId } = await measured();
  const id = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: false });
  await assert.rejects(
    proposeReport(ctx('esra'), submissionId, { grantId, isShared: false }),
    refusal('reported'),
  );
  await reviewSample(ctx('eli'), runId, 0, { verdict: 'agreed', value: null, because: '' });
  await assert.rejects(signReport(ctx('esra'), id), refusal('report_outdated'));
  await withdrawReport(ctx('esra'), id, 'a sample was reviewed since');
  await assert.rejects(signReport(ctx('esra'), id), refusal('illegal_transition', /withdrawn/));
  const again = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: false });
  await signReport(ctx('emil'), again);
  await assert.rejects(withdrawReport(ctx('eli'), again, ''), refusal('illegal_transition'));
});

test('a signed report stands: nothing under its grant changes any more', async () => {
  const { submissionId, grantId, runId } = await measured();
  await signReport(
    ctx('esra'),
    await proposeReport(ctx('eli'), submissionId, { grantId, isShared: true }),
  );
  const late = { ...words, ...facts, audience: 'both' as const };
  await assert.rejects(writeFinding(ctx('eli'), runId, late), refusal('reported'));
  const agree = { verdict: 'agreed' as const, value: null, because: '' };
  await assert.rejects(reviewSample(ctx('eli'), runId, 1, agree), refusal('reported'));
  await assert.rejects(planned(stage, { submissionId, grantId }), refusal('reported'));
  const more = { grantId, reason: 'there was no time for it' };
  await assert.rejects(stateNotCompleted(ctx('eli'), submissionId, more), refusal('reported'));
});

test('a report is signed while its grant is in force; after that it is said not to be completed', async () => {
  const { submissionId, grantId } = await measured();
  const id = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: true });
  await setGrant(stage, grantId, 'revoked');
  await assert.rejects(signReport(ctx('esra'), id), refusal('report_late'));
  const reason = 'access ended before a second person could sign';
  const said = await stateNotCompleted(ctx('esra'), submissionId, { grantId, reason });
  assert.equal((await showReport(ctx('dara'), said)).reason, reason);
  await assert.rejects(
    stateNotCompleted(ctx('esra'), submissionId, { grantId, reason }),
    refusal('reported'),
  );
  // What was proposed before is not signed after it, even if the grant were in force.
  await setGrant(stage, grantId, 'active');
  await assert.rejects(signReport(ctx('esra'), id), refusal('reported'));
});

test('a signature and a word that it was not completed, at once: one of them stands', async () => {
  const { submissionId, grantId } = await measured();
  const id = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: true });
  const reason = 'there was no time to look at every sample';
  const both = await Promise.allSettled([
    signReport(ctx('esra'), id),
    stateNotCompleted(ctx('emil'), submissionId, { grantId, reason }),
  ]);
  const failed = both.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  assert.equal(failed.length, 1);
  assert.ok(refusal('reported')(failed[0]));
});

test('no report while a run is under way, and none on another engagement’s grant', async () => {
  const grant = await grantInForce(stage, 'cyber-review/1');
  const suiteId = await openSuite(stage, 1);
  await running(stage, { ...grant, suiteId });
  const { submissionId, grantId } = grant;
  const propose = (of: string, on: string) =>
    proposeReport(ctx('eli'), of, { grantId: on, isShared: true });
  await assert.rejects(propose(submissionId, grantId), refusal('runs_open', /1 runs/));
  const other = await grantInForce(stage, 'cyber-review/1');
  await assert.rejects(propose(submissionId, other.grantId), refusal('invalid_input'));
  await assert.rejects(propose('sub_none', grantId), refusal('not_found'));
  const body = { grantId, isShared: true };
  await assert.rejects(proposeReport(ctx('dara'), submissionId, body), refusal('not_found'));
  await assert.rejects(proposeReport(ctx('olga'), submissionId, body), refusal('forbidden'));
});

test('a developer reads what was written for both and reports that were shared, and nothing else', async () => {
  const { submissionId, grantId, runId } = await measured();
  const write = (audience: 'both' | 'evaluator') =>
    writeFinding(ctx('emil'), runId, { ...words, ...facts, audience });
  const [shared, own] = [await write('both'), await write('evaluator')];
  const seen = await listFindings(ctx('dara'), submissionId, page);
  assert.deepEqual(
    seen.items.map(({ id }) => id),
    [shared],
  );
  assert.equal((await listFindings(ctx('olga'), submissionId, page)).items.length, 2);
  assert.deepEqual(await readFinding(ctx('dara'), shared, 'to mend it'), words);
  await assert.rejects(readFinding(ctx('dara'), own, 'to mend it'), refusal('not_found'));
  await assert.rejects(listFindings(ctx('rhea'), submissionId, page), refusal('not_found'));
  const id = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: true });
  assert.equal((await listReports(ctx('dara'), submissionId, page)).items.length, 0);
  await assert.rejects(readReport(ctx('dara'), id, 'to read it'), refusal('not_found'));
  await signReport(ctx('esra'), id);
  assert.equal((await listReports(ctx('dara'), submissionId, page)).items.length, 1);
  assert.ok((await readReport(ctx('dara'), id, 'to read it')).length > 100);
});

test('a report that is not shared is not there for the developer, signed or not', async () => {
  const { submissionId, grantId } = await measured();
  const id = await proposeReport(ctx('eli'), submissionId, { grantId, isShared: false });
  await signReport(ctx('esra'), id);
  await assert.rejects(showReport(ctx('dara'), id), refusal('not_found'));
  await assert.rejects(readReport(ctx('dara'), id, 'to read it'), refusal('not_found'));
  assert.equal((await listReports(ctx('dara'), submissionId, page)).items.length, 0);
});

test('a finding rests on samples that are there', async () => {
  const { runId } = await measured();
  const unfounded = { ...words, ...facts, evidence: [12], audience: 'both' as const };
  await assert.rejects(writeFinding(ctx('eli'), runId, unfounded), refusal('invalid_input'));
  await assert.rejects(writeFinding(ctx('dara'), runId, unfounded), refusal('not_found'));
  await assert.rejects(writeFinding(ctx('olga'), runId, unfounded), refusal('forbidden'));
});
