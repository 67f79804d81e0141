/**
 * The evaluator's side asks for access: kind, runner, reason, and what it would like; the developer writes
 * the terms. The runner's name is sealed at once and committed to, so that a name opened later is provably
 * the one that was meant.
 */
import { randomBytes } from 'node:crypto';
import type { Budget, Endpoint, GrantKind, PartnerTerms } from '#gateway';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { commitmentOf, saltBytes } from '#standards/tlog';
import { requireOpen, scopeOfKind } from '../engagement-state.ts';
import { firstGrantState } from '../grant-state.ts';
import { addGrant, openGrantsOf } from '../grant-store.ts';
import { runnerNameKind } from '../sealed.ts';
import { connected, submissionForUpdate, type SubmissionRow } from '../submission-store.ts';
import { engaged } from './engagement.ts';

export interface GrantWish {
  runner: { pseudonym: string; office: string; keySha256: string; name: string };
  purpose: string;
  endpoints: Endpoint[];
  lengthS: number;
  budget: Budget;
}

/** As its partnership has them; its endpoints are held to that surface by whoever keeps it. */
export type PartnerWish = GrantWish & { partner: PartnerTerms };

/** A partner's access is asked for by its partnership alone. */
export type RequestGrant = GrantWish & { kind: Exclude<GrantKind, 'partner'> };

/** Grants of one submission that may still come to something. */
const openMax = 200;

export async function requestGrant(
  ctx: Context,
  submissionId: string,
  { kind, ...wish }: RequestGrant,
): Promise<string> {
  return await ctx.database.transaction(async (tx) => {
    const { submission } = await engaged(ctx, tx, submissionId, 'evaluator');
    return await ask(ctx, tx, submission, kind, wish);
  });
}

/** In the transaction of whoever keeps the partnership and has authorised it. */
export async function requestPartnerGrant(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  wish: PartnerWish,
): Promise<string> {
  const submission = await submissionForUpdate(tx, submissionId);
  if (submission === undefined) throw notFound();
  return await ask(ctx, tx, submission, 'partner', wish);
}

async function ask(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  kind: GrantKind,
  { runner: { name, ...runner }, ...request }: GrantWish | PartnerWish,
): Promise<string> {
  requireOpen(submission, scopeOfKind(kind));
  connected(submission);
  if ((await openGrantsOf(tx, submission.id)) >= openMax) {
    throw new Refusal(
      'grants_full',
      `${openMax} grants are open here; end some before asking for more`,
    );
  }
  const at = ctx.clock.now();
  const grantId = ctx.ids.make('grant');
  const salt = randomBytes(saltBytes);
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
    kind,
    state: firstGrantState,
    isForeign: false,
    runner,
    nameCommitment: commitmentOf(salt, name).toString('hex'),
    nameRef,
    request,
    requestedBy: ctx.actor.id,
    requestedAt: at,
  });
  await record(ctx, tx, {
    log,
    type: 'access.grant_requested',
    subject: grantId,
    payload: { kind, runner, lengthS: request.lengthS },
  });
  return grantId;
}
