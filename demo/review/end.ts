/**
 * The early end: the developer withdraws, without a reason, and access ends at once; then the keys of everything
 * sealed are destroyed, and what is left still verifies.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { modelName } from '../reach.ts';
import { ask } from '../runner.ts';
import type { Proof } from './determine.ts';
import { refused, types, type ReviewStage } from './stage.ts';

const stopMsMax = 10_000;

export async function withdrawAndDestroy(stage: ReviewStage, questionId: string): Promise<void> {
  const { narrator, reach, path } = stage;
  const [first, second] = reach.developers;
  await narrator.step('The developer withdraws: one step, no reason, and access ends', async () => {
    await first.player.call('POST', `${path}/withdrawal`, {});
    const startedAt = performance.now();
    let answer = await ask(reach.runner, modelName, 50);
    while (answer.status === 200 && performance.now() - startedAt < stopMsMax) {
      await sleep(50);
      answer = await ask(reach.runner, modelName, 50);
    }
    if (answer.status === 200) throw new Error('the gateway goes on answering');
    return {
      value: undefined,
      evidence: `the gateway refuses ${((performance.now() - startedAt) / 1000).toFixed(2)} s later: ${answer.problem}`,
    };
  });
  await narrator.step(
    'Its material is destroyed, by two people, and the receipt says so',
    async () => {
      await first.player.call('POST', `${path}/destruction`, {
        because: 'The engagement is over; the terms ask for it.',
      });
      await second.player.call('POST', `${path}/destruction/approval`, {});
      const receipt = String(await first.player.read(`${path}/destruction-receipt`));
      const after = await refused(
        first.player.read(`/api/questions/${questionId}/content?purpose=to+read+it+again`),
      );
      return {
        value: undefined,
        evidence: `${receipt.trim()}\nreading the question again: ${after}`,
      };
    },
  );
}

/** By an overseer who trusts neither side, after everything that was sealed is gone. */
export async function verifyAfterwards(
  stage: ReviewStage,
  { bundle, opening, keys }: Proof,
): Promise<void> {
  const { narrator, overseer } = stage;
  const ledger = await narrator.step(
    'The engagement’s own ledger still verifies, entry by entry',
    async () => {
      const value = await engagementLog(stage);
      const said = await types(stage, overseer, ['ledger:read'], ['ledger', 'verify', value]);
      return { value, evidence: said };
    },
  );
  await narrator.step(
    'The overseer proves the determination, and is told what that does not show',
    async () => {
      const files = [bundle, '--opening', opening, '--keys', keys, '--ledger', ledger];
      const said = await types(stage, overseer, ['ledger:read'], ['review', 'verify', ...files]);
      return { value: undefined, evidence: said };
    },
  );
}

/** The address of the log that only this engagement's parties and overseers read. */
async function engagementLog({ url, reach }: ReviewStage): Promise<string> {
  const [{ player: developer }] = reach.developers;
  const { items } = (await developer.call('GET', '/api/ledger')) as { items: { id: string }[] };
  const [log] = items;
  if (log === undefined) throw new Error('the developer reads no log');
  return `${url}/api/ledger/${log.id}`;
}
