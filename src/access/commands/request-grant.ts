/**
 * The evaluator's side asks for access: kind, runner, reason, and what it would like; the developer writes
 * the terms. The runner's name is sealed at once and committed to, so that a name opened later is provably
 * the one that was meant.
 */
import { randomBytes } from 'node:crypto';
import type { Budget, Endpoint, GrantKind } from '#gateway';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { commitmentOf, saltBytes } from '#standards/tlog';
import { firstGrantState } from '../grant-state.ts';
import { addGrant, openGrantsOf } from '../grant-store.ts';
import { runnerNameKind } from '../sealed.ts';
import { engaged } from './engagement.ts';

export interface RequestGrant {
  kind: GrantKind;
  runner: { pseudonym: string; office: string; keySha256: string; name: string };
  purpose: string;
  endpoints: Endpoint[];
  lengthS: number;
  budget: Budget;
}

/** Grants of one submission that may still come to something. */
const openMax = 200;

export async function requestGrant(
  ctx: Context,
  submissionId: string,
  input: RequestGrant,
): Promise<string> {
  const at = ctx.clock.now();
  const grantId = ctx.ids.make('grant');
  const { name, ...runner } = input.runner;
  const salt = randomBytes(saltBytes);
  await ctx.database.transaction(async (tx) => {
    const { submission, person } = await engaged(ctx, tx, submissionId, 'evaluator');
    if ((await openGrantsOf(tx, submission.id)) >= openMax) {
      throw new Refusal(
        'grants_full',
        `${openMax} grants are open here; end some before asking for more`,
      );
    }
    const log = logs.engagement(submission.id);
    const nameRef = await ctx.blobs.put(
      tx,
      { kind: runnerNameKind, subject: grantId, log, compartment: submission.id },
      Buffer.from(JSON.stringify({ name, salt: salt.toString('base64') }), 'utf8'),
      at,
    );
    await addGrant(tx, {
      id: grantId,
      submissionId: submission.id,
      kind: input.kind,
      state: firstGrantState,
      isForeign: false,
      runner,
      nameCommitment: commitmentOf(salt, name).toString('hex'),
      nameRef,
      request: {
        purpose: input.purpose,
        endpoints: input.endpoints,
        lengthS: input.lengthS,
        budget: input.budget,
      },
      requestedBy: person.id,
      requestedAt: at,
    });
    await record(ctx, tx, {
      log,
      type: 'access.grant_requested',
      subject: grantId,
      payload: { kind: input.kind, runner, lengthS: input.lengthS },
    });
  });
  return grantId;
}
