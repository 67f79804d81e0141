/**
 * What the gateway's verified log says, taken over into grants and windows: in the order of the log, in the
 * transaction that stores its entries, so each leaf has its effect once. A leaf that says what cannot be is
 * named and changes nothing; a grant is in force here only if four registered people signed it.
 */
import { openWindow, readGrantText, reviewWindow, type EndReason } from '#gateway';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { nextGrantState, type GrantTrigger } from '../grant-state.ts';
import { addSpent, addWindow, grantByDigest, setEnded, setLogEnded } from '../grant-store.ts';
import { endSideOf, type ReadLeaf } from '../leaf-reader.ts';
import { beginModelWindow, lockModel, type SubmissionRow } from '../submission-store.ts';
import { confirmStopped } from './confirm-stopped.ts';
import { observeActivation } from './observe-activation.ts';
import { observeAssets } from './observe-assets.ts';

type LeafOf<T extends ReadLeaf['type']> = Extract<ReadLeaf, { type: T }>;

/** Applies leaves in order; returns what of it cannot be, in words. */
export async function observeLeaves(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  leaves: readonly { index: number; leaf: ReadLeaf }[],
): Promise<string[]> {
  const faults: string[] = [];
  const spent = new Map<string, { requests: number; tokens: number }>();
  const spend = (digest: string, requests: number, tokens: number) => {
    const sum = spent.get(digest) ?? { requests: 0, tokens: 0 };
    spent.set(digest, { requests: sum.requests + requests, tokens: sum.tokens + tokens });
  };
  for (const { index, leaf } of leaves) {
    const fault = await observe(ctx, tx, submission, leaf, spend);
    if (fault !== undefined) faults.push(`entry ${index}: ${fault}`);
  }
  for (const [digest, sum] of spent) await addSpent(tx, submission.id, digest, sum);
  return [...faults, ...(await observeAssets(tx, submission.id, leaves))];
}

async function observe(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  leaf: ReadLeaf,
  spend: (digest: string, requests: number, tokens: number) => void,
): Promise<string | undefined> {
  switch (leaf.type) {
    case 'gateway.grant_activated':
      return await observeActivation(ctx, tx, submission, leaf);
    case 'gateway.window_opened':
      return await windowOpened(ctx, tx, submission, leaf);
    case 'gateway.grant_ended':
      return await ended(ctx, tx, submission, leaf);
    case 'gateway.request_admitted':
      spend(leaf.payload.grant, 1, 0);
      return undefined;
    case 'gateway.request_settled':
    case 'gateway.request_cut': {
      const { input, output } = leaf.payload.tokens;
      spend(leaf.payload.grant, 0, input + output);
      return undefined;
    }
    default:
      return undefined;
  }
}

async function windowOpened(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  { payload }: LeafOf<'gateway.window_opened'>,
): Promise<string | undefined> {
  const grant = await grantByDigest(tx, submission.id, payload.digest);
  if (grant === undefined || grant.activatedAt === null)
    return 'a window opened for no grant in force';
  if (grant.opensAt !== null) return 'a window opened a second time';
  if (grant.logEndedAt !== null) return 'a window opened after its grant had ended';
  const window = windowOf(payload);
  if (typeof window === 'string') return window;
  const { opensAt, closesAt } = window;
  const { developerId, modelKey } = submission;
  let firstUsedAt: Date | null = null;
  if (grant.kind === 'government') {
    await lockModel(tx, developerId, modelKey);
    firstUsedAt = await beginModelWindow(tx, submission, opensAt);
    if (opensAt < firstUsedAt) return 'a government window opened before its model was first used';
  }
  const terms = readGrantText(grant.termsText ?? '');
  const allowed = openWindow(terms.window, grant.kind, opensAt, firstUsedAt ?? undefined);
  if (allowed === 'closed' || closesAt > allowed.closesAt) {
    return 'a window opened that ends after its terms, or after the thirty days of its model';
  }
  await addWindow(tx, grant, { developerId, modelKey, firstUsedAt }, { opensAt, closesAt });
  await record(ctx, tx, {
    log: logs.engagement(submission.id),
    type: 'access.window_opened',
    subject: grant.id,
    payload: {
      kind: grant.kind,
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      firstUsedAt: firstUsedAt?.toISOString() ?? null,
    },
  });
  return undefined;
}

function windowOf(payload: { opensAt: string; closesAt: string }) {
  try {
    return reviewWindow(new Date(payload.opensAt), new Date(payload.closesAt));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `a window opened that cannot be: ${error.message}`;
  }
}

const triggerOf: Record<EndReason, GrantTrigger> = {
  revoked: 'revoke',
  withdrawn: 'withdraw',
  stopped_by_reader: 'revoke',
  expired: 'expire',
  exhausted: 'exhaust',
};

async function ended(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  { at, payload }: LeafOf<'gateway.grant_ended'>,
): Promise<string | undefined> {
  const grant = await grantByDigest(tx, submission.id, payload.digest);
  if (grant === undefined || grant.activatedAt === null)
    return 'a grant ended that was not in force';
  await setLogEnded(tx, grant.id, at);
  await confirmStopped(ctx, tx, grant);
  if (grant.endedAt !== null) return undefined;
  const { reason, person } = payload;
  const side = endSideOf(payload.side);
  const state = nextGrantState(grant.state, triggerOf[reason]);
  await setEnded(tx, grant.id, state, { at, side, person, because: '' });
  await record(ctx, tx, {
    log: logs.engagement(submission.id),
    type: 'access.grant_ended',
    subject: grant.id,
    payload: { reason: state, side, person, because: '' },
  });
  return undefined;
}
