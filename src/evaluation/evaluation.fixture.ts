/**
 * An evaluating office at work, on a real database: a published procedure, two custodians who hold their own
 * keys, suites, a committed threshold, and a grant that four people signed under the procedure. In force it is
 * made as the database's owner: that a gateway's log says so has tests of its own.
 */
import { createHash, randomBytes } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { textOf } from '#gateway';
import type { Context } from '#platform/context';
import { packBundle } from '#proof';
import {
  ask,
  four,
  openStage,
  sign,
  submit,
  termsFrom,
  type AccessStage,
  type PersonName,
} from '../access/access.fixture.ts';
import { offerGrant } from '../access/commands/offer-grant.ts';
import { commitThreshold } from './commands/commit-threshold.ts';
import { decideRun } from './commands/decide-run.ts';
import { declareSuite } from './commands/declare-suite.ts';
import { endRun } from './commands/end-run.ts';
import { planRun } from './commands/plan-run.ts';
import { proposeReport } from './commands/propose-report.ts';
import { publishProcedure } from './commands/publish-procedure.ts';
import { recordSamples } from './commands/record-samples.ts';
import { registerCustodian } from './commands/register-custodian.ts';
import { signReport } from './commands/sign-report.ts';
import { queueRun, startRun } from './commands/start-run.ts';
import { storeTask } from './commands/store-task.ts';
import type { Disposition } from './engine/disposition.ts';
import { runById } from './run-store.ts';
import { nextChain, type ChainedSample, type Sample } from './sample.ts';
import { sealSuite, suiteRoot, type PlainTask, type SealedSuite } from './sealing/index.ts';

export { recuse } from '../access/access.fixture.ts';

export interface EvaluationStage {
  access: AccessStage;
  ctx(name: PersonName): Context;
  /** Of the two custodians, who keep them. */
  identities: { eli: string; esra: string };
  /** `cyber-review/1` allows sealed tasks, `open-review/1` does not. */
  procedures: { sealed: string; open: string };
  close(): Promise<void>;
}

export async function openEvaluation(): Promise<EvaluationStage> {
  const access = await openStage();
  const ctx = (name: PersonName) => access.people[name].ctx;
  const identities = { eli: await generateX25519Identity(), esra: await generateX25519Identity() };
  for (const name of ['eli', 'esra'] as const) {
    const recipient = await identityToRecipient(identities[name]);
    await registerCustodian(ctx(name), { recipient });
  }
  const text = 'Both sides agree that the model is measured with these tasks and in this way.';
  const publish = (name: string, allowsSealed: boolean) =>
    publishProcedure(ctx('eli'), { name, text, allowsSealed });
  const procedures = {
    sealed: await publish('cyber-review', true),
    open: await publish('open-review', false),
  };
  return { access, ctx, identities, procedures, close: () => access.close() };
}

export function plainTasks(count: number): PlainTask[] {
  return Array.from({ length: count }, (_, place) => ({
    name: `task-${place}`,
    cluster: `task-${place}`,
    family: 'find_crash',
    difficulty: 1 + (place % 5),
    humanMinutes: 10,
    archive: packBundle(new Map([['prompt.txt', Buffer.from(`task ${place} says ${place}`)]])),
  }));
}

let suites = 0;

export async function openSuite(stage: EvaluationStage, count = 3): Promise<string> {
  const items = plainTasks(count).map(({ archive, ...facts }) => ({
    ...facts,
    sha256: createHash('sha256').update(archive).digest('hex'),
    bytes: archive.length,
  }));
  return await declareSuite(stage.ctx('eli'), {
    name: `open-${++suites}`,
    version: '1',
    root: suiteRoot(items),
    items,
    custody: null,
  });
}

export async function declareSealed(
  stage: EvaluationStage,
  count = 3,
): Promise<{ suiteId: string; sealed: SealedSuite }> {
  const recipients: [string, string] = [
    await identityToRecipient(stage.identities.eli),
    await identityToRecipient(stage.identities.esra),
  ];
  const sealed = await sealSuite(plainTasks(count), recipients);
  const suiteId = await declareSuite(stage.ctx('emil'), {
    name: `sealed-${++suites}`,
    version: '1',
    root: sealed.root,
    items: sealed.tasks.map(({ item }) => item),
    custody: { recipients, shares: sealed.tasks.map(({ shares }) => [...shares]) },
  });
  return { suiteId, sealed };
}

export async function sealedSuite(stage: EvaluationStage, count = 3) {
  const declared = await declareSealed(stage, count);
  for (const { item, ciphertext } of declared.sealed.tasks) {
    await storeTask(stage.ctx('emil'), declared.suiteId, item.name, ciphertext);
  }
  return declared;
}

export async function grantInForce(
  stage: EvaluationStage,
  procedure: string | null,
): Promise<{ submissionId: string; grantId: string }> {
  const { access } = stage;
  const submissionId = await submit(access);
  const grantId = await ask(access, submissionId, 'tool');
  await offerGrant(stage.ctx('dara'), grantId, {
    ...termsFrom(access.clock.now(), 'tool'),
    procedure,
  });
  await sign(access, grantId, ...four);
  await setGrant(stage, grantId, 'active');
  return { submissionId, grantId };
}

export async function setGrant(
  stage: EvaluationStage,
  grantId: string,
  state: 'active' | 'revoked',
): Promise<void> {
  await stage.access.asOwner(
    `update access.model_grant set state = $2, activated_at = requested_at,
       ended_at = case when $2 = 'active' then null else requested_at end, end_side = 'developer', end_because = ''
     where id = $1`,
    [grantId, state],
  );
}

export const rule = {
  metric: 'mean_score' as const,
  epochs: 1,
  confidence: 0.95,
  threshold: 0.5,
  plannedLooks: 1,
  power: 0.8,
};

export async function threshold(
  stage: EvaluationStage,
  suiteId: string,
  change: Partial<typeof rule> = {},
): Promise<string> {
  return await commitThreshold(stage.ctx('eli'), { name: 'uplift', suiteId, ...rule, ...change });
}

export type Plan = Parameters<typeof planRun>[2];

export interface Planned extends Plan {
  submissionId: string;
}

/** A plan that fits: for a determination where there is a threshold. */
export async function aPlan(
  stage: EvaluationStage,
  change: Partial<Planned> = {},
): Promise<Planned> {
  const suiteId = change.suiteId ?? (await openSuite(stage));
  const grant =
    change.grantId === undefined ? await grantInForce(stage, 'cyber-review/1') : undefined;
  return {
    submissionId: grant?.submissionId ?? '',
    grantId: grant?.grantId ?? '',
    procedureId: stage.procedures.sealed,
    suiteId,
    thresholdId: null,
    modelName: 'kestrel',
    epochs: 1,
    budget: { tokens: 100_000, wallS: 3600 },
    tier: 'gvisor',
    purpose: 'exploration',
    ...change,
  };
}

export async function planned(
  stage: EvaluationStage,
  change: Partial<Planned> = {},
): Promise<{ runId: string; plan: Planned }> {
  const { submissionId, ...plan } = await aPlan(stage, change);
  const runId = await planRun(stage.ctx('eli'), submissionId, plan);
  return { runId, plan: { submissionId, ...plan } };
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
export const steady = { digest: digestOf('kestrel as it is'), details: { model: 'kestrel' } };

export async function running(stage: EvaluationStage, change: Partial<Planned> = {}) {
  const made = await planned(stage, change);
  await queueRun(stage.ctx('esra'), made.runId);
  await startRun(stage.ctx('emil'), made.runId, { tier: made.plan.tier, fingerprint: steady });
  return made;
}

export interface Attempt {
  task: string;
  epoch?: number;
  value?: number;
  disposition?: Disposition;
  calls?: number;
}

/** Samples as a runner reports them, chained from where the run stands. */
export async function chained(
  stage: EvaluationStage,
  runId: string,
  attempts: readonly Attempt[],
): Promise<ChainedSample[]> {
  const run = await runById(stage.access.inner.database.db, runId);
  if (run === undefined) throw new Error('no such run');
  let { chain } = run;
  return attempts.map(
    ({ task, epoch = 1, value = 0, disposition = 'scored', calls = 3 }, place) => {
      const at = textOf(stage.access.clock.now());
      const sample: Sample = {
        position: run.samplesRecorded + place,
        task,
        epoch,
        disposition,
        reason: disposition === 'scored' ? '' : 'as it says',
        value,
        refusals: disposition === 'refused' ? 1 : 0,
        usage: { inputTokens: 100, outputTokens: 10 },
        calls,
        startedAt: at,
        endedAt: at,
        journalSha256: randomBytes(32).toString('hex'),
      };
      chain = nextChain(chain, sample);
      return { ...sample, chain };
    },
  );
}

/** Records one attempt at each task, with these values in order. */
export async function recordValues(
  stage: EvaluationStage,
  runId: string,
  values: readonly number[],
): Promise<void> {
  const attempts = values.map((value, place) => ({ task: `task-${place}`, value }));
  const samples = await chained(stage, runId, attempts);
  await recordSamples(stage.ctx('emil'), runId, { samples, fingerprint: null });
}

/** A run for a determination under a grant of its own: complete, decided and reported on. */
export async function reportedRun(
  stage: EvaluationStage,
  values: readonly number[],
): Promise<{ submissionId: string; grantId: string; runId: string; thresholdId: string }> {
  const { clock } = stage.access;
  const grant = await grantInForce(stage, 'cyber-review/1');
  const suiteId = await openSuite(stage, values.length);
  const thresholdId = await threshold(stage, suiteId);
  // Committed before the first sample, and the clock stands otherwise.
  clock.moveTo(new Date(clock.now().getTime() + 1000));
  const { runId } = await running(stage, {
    ...grant,
    suiteId,
    thresholdId,
    purpose: 'determination',
  });
  await recordValues(stage, runId, values);
  await endRun(stage.ctx('emil'), runId, { as: 'complete', reason: '', fingerprint: null });
  await decideRun(stage.ctx('esra'), runId);
  const proposed = { grantId: grant.grantId, isShared: true };
  const reportId = await proposeReport(stage.ctx('eli'), grant.submissionId, proposed);
  await signReport(stage.ctx('esra'), reportId);
  return { ...grant, runId, thresholdId };
}
