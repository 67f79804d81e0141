/** Sealed suites on a real database: who may bring, ask, approve, fetch and burn; and what never happens. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { burnTask } from './commands/burn-task.ts';
import { declareSuite } from './commands/declare-suite.ts';
import { endRun } from './commands/end-run.ts';
import { recordSamples } from './commands/record-samples.ts';
import { registerCustodian } from './commands/register-custodian.ts';
import { requestUnseal } from './commands/request-unseal.ts';
import { approveUnseal, refuseUnseal, withdrawUnseal } from './commands/settle-unseal.ts';
import { queueRun, startRun } from './commands/start-run.ts';
import { storeTask } from './commands/store-task.ts';
import {
  chained,
  declareSealed,
  openEvaluation,
  openSuite,
  planned,
  running,
  sealedSuite,
  setGrant,
  steady,
  type EvaluationStage,
} from './evaluation.fixture.ts';
import { openTask, releaseShare } from './sealing/index.ts';
import { listUnseals, ownShares, showSuite, showUnseal, unsealedTask } from './suite-queries.ts';

let stage: EvaluationStage;
before(async () => void (stage = await openEvaluation()));
after(() => stage.close());

const refusal = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true);
const ctx = (name: Parameters<EvaluationStage['ctx']>[0]) => stage.ctx(name);

async function runner() {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** A custodian's part, on their own machine: their halves, encrypted to the runner. */
async function halvesBy(
  custodian: 'eli' | 'esra',
  suiteId: string,
  names: readonly string[],
  recipient: string,
) {
  const { shares } = await ownShares(ctx(custodian), suiteId);
  return await Promise.all(
    names.map(async (task) => {
      const share = shares.find((each) => each.task === task)?.share ?? '';
      const half = Buffer.from(share, 'base64');
      return { task, share: await releaseShare(half, stage.identities[custodian], recipient) };
    }),
  );
}

const because = 'the run begins this morning';

async function asked(names = ['task-0', 'task-2']) {
  const { suiteId, sealed } = await sealedSuite(stage);
  const { runId, plan } = await planned(stage, { suiteId });
  await queueRun(ctx('esra'), runId);
  const to = await runner();
  const shares = await halvesBy('eli', suiteId, names, to.recipient);
  const unsealId = await requestUnseal(ctx('eli'), suiteId, {
    runId,
    recipient: to.recipient,
    because,
    shares,
  });
  const approval = () => halvesBy('esra', suiteId, names, to.recipient);
  return { suiteId, sealed, runId, plan, to, unsealId, names, approval };
}

const statesOf = async (suiteId: string) =>
  (await showSuite(ctx('eli'), suiteId)).tasks.map(({ state }) => state);

async function typesIn(log: string): Promise<{ type: string; payload: Record<string, unknown> }[]> {
  const { rows } = await stage.access.asOwner<{ type: string; body: string }>(
    `select e.type, b.body from zone_inner.event e join zone_inner.event_body b using (position)
     where e.log = $1 order by e.position`,
    [log],
  );
  return rows.map(({ type, body }) => ({
    type,
    payload: (JSON.parse(body) as { payload: Record<string, unknown> }).payload,
  }));
}

/** Files of a .tar.gz by name, read by header alone. */
function filesOf(archive: Uint8Array): Map<string, Buffer> {
  const tar = gunzipSync(archive);
  const files = new Map<string, Buffer>();
  for (let at = 0; tar[at] !== 0;) {
    const name = tar
      .subarray(at, at + 100)
      .toString()
      .replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.subarray(at + 124, at + 135).toString(), 8);
    files.set(name, tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

test('two custodians together give a task to one runner, who alone can open it', async () => {
  const { suiteId, sealed, runId, to, unsealId, approval, plan } = await asked();
  assert.deepEqual(await statesOf(suiteId), ['held', 'held', 'held']);
  await assert.rejects(
    unsealedTask(ctx('emil'), unsealId, 'task-0', 'run'),
    refusal('illegal_transition'),
  );
  await approveUnseal(ctx('esra'), unsealId, await approval());
  assert.deepEqual(await statesOf(suiteId), ['issued', 'held', 'issued']);
  const files = filesOf(await unsealedTask(ctx('emil'), unsealId, 'task-0', 'to run it'));
  const [ciphertext, first, second] = ['task.age', 'share-1.age', 'share-2.age'].map((name) =>
    files.get(name),
  );
  assert.ok(ciphertext && first && second);
  assert.deepEqual(ciphertext, sealed.tasks[0]?.ciphertext);
  const archive = await openTask(ciphertext, [first, second], to.identity);
  assert.ok(filesOf(archive).has('prompt.txt'));
  await assert.rejects(openTask(ciphertext, [first, second], stage.identities.eli));
  // Each unseal of each task is an event, and so is each reading of it.
  const told = await typesIn(logs.engagement(plan.submissionId));
  const unsealed = told.filter(({ type }) => type === 'evaluation.task_unsealed');
  assert.deepEqual(
    unsealed.map(({ payload }) => payload['position']),
    [0, 2],
  );
  const reads = (await typesIn(logs.programme)).filter(
    ({ type, payload }) =>
      type === 'platform.sealed_content_read' && payload['kind'] === 'evaluation.sealed_task',
  );
  assert.equal(reads.length, 1);
  assert.equal((await listUnseals(ctx('olga'), runId, { limit: 10 })).items.length, 1);
});

test('a task that was not asked for is not there, nor is any once the run is over', async () => {
  const { runId, unsealId, approval } = await asked();
  await approveUnseal(ctx('esra'), unsealId, await approval());
  const fetch = (task: string) => unsealedTask(ctx('emil'), unsealId, task, 'to run it');
  await assert.rejects(fetch('task-1'), refusal('not_found'));
  await assert.rejects(fetch('task-9'), refusal('not_found'));
  await fetch('task-2');
  await startRun(ctx('emil'), runId, { tier: 'gvisor', fingerprint: steady });
  await endRun(ctx('emil'), runId, { as: 'incomplete', reason: 'enough', fingerprint: null });
  await assert.rejects(fetch('task-2'), refusal('not_found'));
});

test('who asked does not approve; a colleague who is no custodian does neither', async () => {
  const { suiteId, runId, to, unsealId, approval, names } = await asked();
  const own = await halvesBy('eli', suiteId, names, to.recipient);
  await assert.rejects(approveUnseal(ctx('eli'), unsealId, own), refusal('second_person'));
  const given = await approval();
  await assert.rejects(approveUnseal(ctx('emil'), unsealId, given), refusal('forbidden'));
  await assert.rejects(approveUnseal(ctx('olga'), unsealId, given), refusal('forbidden'));
  await assert.rejects(approveUnseal(ctx('dara'), unsealId, given), refusal('not_found'));
  const more = { runId, recipient: to.recipient, because, shares: given };
  await assert.rejects(requestUnseal(ctx('emil'), suiteId, more), refusal('forbidden'));
  await assert.rejects(requestUnseal(ctx('dara'), suiteId, more), refusal('not_found'));
  await assert.rejects(ownShares(ctx('emil'), suiteId), refusal('forbidden'));
  await assert.rejects(ownShares(ctx('rhea'), suiteId), refusal('not_found'));
  assert.deepEqual(await statesOf(suiteId), ['held', 'held', 'held']);
});

test('approving gives exactly what was asked for: not less, not more, not twice', async () => {
  const { suiteId, unsealId, approval, to } = await asked();
  const given = await approval();
  const less = given.slice(0, 1);
  await assert.rejects(approveUnseal(ctx('esra'), unsealId, less), refusal('manifest_wrong'));
  const more = await halvesBy('esra', suiteId, ['task-0', 'task-1', 'task-2'], to.recipient);
  await assert.rejects(approveUnseal(ctx('esra'), unsealId, more), refusal('manifest_wrong'));
  const other = await halvesBy('esra', suiteId, ['task-0', 'task-1'], to.recipient);
  await assert.rejects(approveUnseal(ctx('esra'), unsealId, other), refusal('manifest_wrong'));
  await approveUnseal(ctx('esra'), unsealId, given);
  await assert.rejects(approveUnseal(ctx('esra'), unsealId, given), refusal('illegal_transition'));
});

test('an unseal is refused by the other custodian and withdrawn by the one who asked', async () => {
  const one = await asked();
  await assert.rejects(
    refuseUnseal(ctx('eli'), one.unsealId, ''),
    refusal('forbidden', /withdraw/),
  );
  await refuseUnseal(ctx('esra'), one.unsealId, 'not today');
  await assert.rejects(
    approveUnseal(ctx('esra'), one.unsealId, await one.approval()),
    refusal('illegal_transition'),
  );
  const two = await asked();
  await assert.rejects(withdrawUnseal(ctx('esra'), two.unsealId, ''), refusal('forbidden'));
  await withdrawUnseal(ctx('eli'), two.unsealId, '');
  assert.equal((await showUnseal(ctx('olga'), two.unsealId)).state, 'withdrawn');
  assert.deepEqual(await statesOf(two.suiteId), ['held', 'held', 'held']);
});

test('nothing is issued to a run that waits for nobody, is over, or whose grant ended', async () => {
  const { suiteId } = await sealedSuite(stage);
  const { runId } = await planned(stage, { suiteId });
  const to = await runner();
  const shares = await halvesBy('eli', suiteId, ['task-0'], to.recipient);
  const ask = () =>
    requestUnseal(ctx('eli'), suiteId, { runId, recipient: to.recipient, because, shares });
  await assert.rejects(ask(), refusal('illegal_transition', /planned/));
  const late = await asked();
  await setGrant(stage, late.plan.grantId, 'revoked');
  await assert.rejects(
    approveUnseal(ctx('esra'), late.unsealId, await late.approval()),
    refusal('access_over'),
  );
  assert.deepEqual(await statesOf(late.suiteId), ['held', 'held', 'held']);
});

test('a burned task is issued to nobody, not even where it was asked for before', async () => {
  const { suiteId, unsealId, approval } = await asked();
  await burnTask(ctx('emil'), suiteId, { task: 'task-2', because: 'its answer is on a hub' });
  await assert.rejects(
    approveUnseal(ctx('esra'), unsealId, await approval()),
    refusal('illegal_transition', /burned/),
  );
  assert.deepEqual(await statesOf(suiteId), ['held', 'held', 'burned']);
  const again = { task: 'task-2', because: 'once more for good measure' };
  await assert.rejects(burnTask(ctx('emil'), suiteId, again), refusal('illegal_transition'));
  await assert.rejects(burnTask(ctx('olga'), suiteId, again), refusal('forbidden'));
});

test('a task is exposed by the first sample in which the model answered, and by no other', async () => {
  const { suiteId, runId, unsealId, approval } = await asked(['task-0', 'task-1']);
  await approveUnseal(ctx('esra'), unsealId, await approval());
  await startRun(ctx('emil'), runId, { tier: 'gvisor', fingerprint: steady });
  const unheard = { task: 'task-0', disposition: 'sandbox_failed' as const, calls: 0 };
  const heard = { task: 'task-1', value: 1 };
  const samples = await chained(stage, runId, [unheard, heard]);
  await recordSamples(ctx('emil'), runId, { samples, fingerprint: null });
  assert.deepEqual(await statesOf(suiteId), ['issued', 'exposed', 'held']);
  // Nobody can have sent what was never issued.
  const never = await chained(stage, runId, [{ task: 'task-2' }]);
  await assert.rejects(
    recordSamples(ctx('emil'), runId, { samples: never, fingerprint: null }),
    refusal('illegal_transition', /held/),
  );
});

test('a suite is held once every ciphertext is there, each as committed to, each once', async () => {
  const { suiteId, sealed } = await declareSealed(stage, 2);
  const [one, two] = sealed.tasks;
  assert.ok(one && two);
  const bring = (name: string, bytes: Buffer) => storeTask(ctx('emil'), suiteId, name, bytes);
  await assert.rejects(bring('task-0', two.ciphertext), refusal('manifest_wrong'));
  await assert.rejects(bring('task-7', two.ciphertext), refusal('not_found'));
  await bring('task-0', one.ciphertext);
  await bring('task-0', one.ciphertext);
  assert.equal((await showSuite(ctx('eli'), suiteId)).tasksMissing, 1);
  await assert.rejects(planned(stage, { suiteId }), refusal('suite_unfit'));
  await bring('task-1', two.ciphertext);
  assert.equal((await showSuite(ctx('eli'), suiteId)).state, 'held');
  await assert.rejects(
    storeTask(ctx('dara'), suiteId, 'task-0', one.ciphertext),
    refusal('not_found'),
  );
  const open = await openSuite(stage);
  await assert.rejects(
    storeTask(ctx('emil'), open, 'task-0', one.ciphertext),
    refusal('illegal_transition'),
  );
});

test('a manifest that does not hold together is not declared', async () => {
  const { sealed } = await declareSealed(stage, 2);
  const recipients: [string, string] = [
    await identityToRecipient(stage.identities.eli),
    await identityToRecipient(stage.identities.esra),
  ];
  const items = sealed.tasks.map(({ item }) => item);
  const shares = sealed.tasks.map(({ shares: [a, b] }): [Uint8Array, Uint8Array] => [a, b]);
  const whole = {
    name: 'wrong',
    version: '1',
    root: sealed.root,
    items,
    custody: { recipients, shares },
  };
  const declare = (change: object) => declareSuite(ctx('emil'), { ...whole, ...change });
  await assert.rejects(declare({ root: '0'.repeat(64) }), refusal('manifest_wrong'));
  await assert.rejects(declare({ items: items.toReversed() }), refusal('manifest_wrong'));
  await assert.rejects(declare({ items: [items[0], items[0]] }), refusal('manifest_wrong'));
  const short = { recipients, shares: shares.slice(1) };
  await assert.rejects(declare({ custody: short }), refusal('manifest_wrong'));
  const stranger = (await runner()).recipient;
  for (const pair of [
    [recipients[0], recipients[0]],
    [recipients[0], stranger],
  ])
    await assert.rejects(
      declare({ custody: { recipients: pair, shares } }),
      refusal('custodian_unknown'),
    );
  await declare({});
  await assert.rejects(declare({}), refusal('name_taken'));
  await assert.rejects(declareSuite(ctx('dara'), whole), refusal('not_found'));
});

test('a custodian’s key belongs to one person for ever', async () => {
  const recipient = await identityToRecipient(stage.identities.eli);
  await assert.rejects(
    registerCustodian(ctx('emil'), { recipient }),
    refusal('custodian_key_taken'),
  );
  const again = await registerCustodian(ctx('eli'), { recipient });
  assert.equal(again.recipient, recipient);
  await assert.rejects(registerCustodian(ctx('dara'), { recipient }), refusal('not_found'));
});

test('a runner on a shared kernel gets no determination started, sealed or open', async () => {
  await assert.rejects(
    planned(stage, { tier: 'bubblewrap', purpose: 'determination' }),
    refusal('tier_unfit'),
  );
  const { runId } = await planned(stage, { tier: 'gvisor' });
  await queueRun(ctx('esra'), runId);
  await assert.rejects(
    startRun(ctx('emil'), runId, { tier: 'bubblewrap', fingerprint: steady }),
    refusal('tier_unfit'),
  );
  const started = await running(stage, { tier: 'bubblewrap' });
  assert.equal(started.plan.tier, 'bubblewrap');
});
