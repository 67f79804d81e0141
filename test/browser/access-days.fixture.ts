/** What happened between the two sides before anybody looks: asked, agreed, used, ended. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../demo/runner.ts';
import {
  budget,
  dayMs,
  endpoints,
  four,
  modelName,
  waitMsMax,
  type AccessStage,
  type MovedClock,
} from './access.fixture.ts';

/** The evaluator asks; returns the grant's id. */
export async function askedFor(
  { call, submissionId, runner }: AccessStage,
  pseudonym: string,
  kind = 'government',
): Promise<string> {
  const asked = await call<{ id: string }>(
    'evaluator',
    'POST',
    `/api/submissions/${submissionId}/grants`,
    {
      kind,
      runner: {
        pseudonym,
        office: 'Capability team',
        keySha256: runner.keySha256,
        name: 'Noor Field (invented)',
      },
      purpose: 'To measure what it can do.',
      endpoints,
      lengthS: (7 * dayMs) / 1000,
      budget,
    },
  );
  return asked.id;
}

interface GrantSeen {
  state: string;
  spent: { requests: number; tokens: number };
  ended: { isGatewayTold: boolean } | null;
}

/** Waits for what the server comes to know by itself. */
export async function until(
  { call }: AccessStage,
  grantId: string,
  isThere: (grant: GrantSeen) => boolean,
): Promise<void> {
  const end = performance.now() + waitMsMax;
  for (;;) {
    const grant = await call<GrantSeen>('evaluator', 'GET', `/api/grants/${grantId}`);
    if (isThere(grant)) return;
    if (performance.now() > end) throw new Error(`the grant stays ${JSON.stringify(grant)}`);
    await sleep(100);
  }
}

/** Of the first grant: with two entries each, more than one page of the ledger. */
export const firstRequests = 27;

/** A grant used on two days and ended by the evaluator, and a question that was declined. */
export async function nineDays(stage: AccessStage, clock: MovedClock): Promise<void> {
  const first = await askedFor(stage, 'evaluator-7');
  await stage.offer(first);
  await stage.sign(first, four);
  await until(stage, first, ({ state }) => state === 'active');
  await ask(stage.runner, modelName, 400);
  await until(stage, first, ({ spent }) => spent.tokens > 0);
  clock.behindMs -= 2 * dayMs;
  for (let request = 2; request <= firstRequests; request++) {
    await ask(stage.runner, modelName, 400);
  }
  await until(stage, first, ({ spent }) => spent.requests === firstRequests);
  await stage.revoke(first, 'evaluator');
  await until(stage, first, ({ ended }) => ended?.isGatewayTold === true);
  clock.behindMs -= 3 * dayMs;
  const second = await askedFor(stage, 'evaluator-3', 'tool');
  clock.behindMs -= dayMs;
  await stage.call('developer', 'POST', `/api/grants/${second}/refusal`, {
    because: 'Not before the review is over.',
  });
  clock.behindMs = 0;
}
