/** What pages ask of submissions and grants, bound to their actor. What it may not see is `not_found`. */
import { readGrantText, type Side } from '#gateway';
import { namesOf } from '#membership';
import { holds } from '#platform/auth';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { fingerprintOf } from '#standards/tlog';
import { certificateDigest } from './gateway-address.ts';
import { engagementSteps, leadsOn } from './engagement-state.ts';
import { grantById, grantPage, grantsInForceOf } from './grant-store.ts';
import { grantViews, type SeenGrant } from './grant-view.ts';
import { activeKeyOf, type PartyKeyRow } from './key-store.ts';
import { mirrorIfAny, mirrorOf } from './mirror-store.ts';
import {
  asApprover,
  asParticipant,
  standpointOf,
  type AccessScope,
  type Standpoint,
} from './policy.ts';
import { readerKeySha256 } from './reader.ts';
import { approversOf } from './roster.ts';
import {
  modelWindow,
  submissionById,
  submissionPage,
  type SubmissionListRow,
  type SubmissionRow,
} from './submission-store.ts';
import { endOfThirtyDays } from './thirty-days.ts';

type PageQuery = { cursor?: string | undefined; limit: number };

/** A page of budgets shows at most this many; more were in force than anybody compares. */
const budgetsMax = 200;

export interface Seen {
  submission: SubmissionRow;
  standpoint: Standpoint;
}

export async function seenSubmission(
  ctx: Context,
  id: string,
  scope: AccessScope = 'grant:read',
): Promise<Seen> {
  const submission = await submissionById(ctx.database.db, id);
  const standpoint = submission && standpointOf(ctx.actor, submission, scope);
  if (submission === undefined || standpoint === undefined) throw notFound();
  return { submission, standpoint };
}

export async function seenGrant(
  ctx: Context,
  id: string,
  scope: AccessScope = 'grant:read',
): Promise<SeenGrant> {
  const grant = await grantById(ctx.database.db, id);
  if (grant === undefined) throw notFound();
  return { grant, ...(await seenSubmission(ctx, grant.submissionId, scope)) };
}

export async function showKey(ctx: Context) {
  const { id } = asApprover(ctx.actor, 'grant:read');
  const key = await activeKeyOf(ctx.database.db, id);
  return { key: key === undefined ? null : keyView(key) };
}

export const keyView = ({ vkey, registeredAt }: PartyKeyRow) => ({
  vkey,
  fingerprint: fingerprintOf(vkey),
  registeredAt,
});

export async function listSubmissions(ctx: Context, page: PageQuery) {
  const person = asParticipant(ctx.actor, 'grant:read');
  const ownAs = (side: Side) => (holds(person, side, 'grant:read') ? person.organisationId : null);
  const of = {
    developerId: ownAs('developer'),
    evaluatorId: ownAs('evaluator'),
    all: holds(person, 'overseer', 'grant:read'),
    personId: person.id,
  };
  const found = await submissionPage(ctx.database.db, of, page);
  const names = await namesOf(
    ctx.database.db,
    found.items.flatMap(({ developerId, evaluatorId }) => [developerId, evaluatorId]),
  );
  const items = found.items.map((row) =>
    summaryOf(row, standpointOf(person, row, 'grant:read') ?? 'overseer', names),
  );
  return { ...found, items };
}

function summaryOf(row: SubmissionListRow, side: Standpoint, names: Map<string, string>) {
  return {
    id: row.id,
    side,
    declaredAs: row.declaredAs,
    developer: names.get(row.developerId) ?? row.developerId,
    evaluator: names.get(row.evaluatorId) ?? row.evaluatorId,
    openedAt: row.openedAt,
    plannedReleaseAt: row.plannedReleaseAt,
    publicReleaseAt: row.publicReleaseAt,
    state: row.state,
    stateSince: row.stateSince,
    scope: row.scope,
    gatewayState: row.gatewayState,
    grantsOpen: row.grantsOpen,
    grantsActive: row.grantsActive,
  };
}

export async function showSubmission(ctx: Context, id: string, scope: AccessScope = 'grant:read') {
  const { submission, standpoint } = await seenSubmission(ctx, id, scope);
  const { db } = ctx.database;
  const { developerId, evaluatorId, modelKey } = submission;
  const approvers = await approversOf(db, submission, ctx.clock.now());
  const names = await namesOf(db, [
    developerId,
    evaluatorId,
    ...Object.values(approvers).flatMap((keys) => keys.map(({ personId }) => personId)),
  ]);
  const nameOf = (given: string) => names.get(given) ?? given;
  const party = (side: Side, organisationId: string, witnessVkey: string | null) => ({
    organisationId,
    organisation: nameOf(organisationId),
    approvers: approvers[side].map(({ personId, vkey }) => ({
      name: nameOf(personId),
      vkey,
      fingerprint: fingerprintOf(vkey),
    })),
    witnessVkey,
  });
  const first = await modelWindow(db, developerId, modelKey);
  const endsAt = first && endOfThirtyDays(first.firstUsedAt);
  const [listed] = (
    await submissionPage(db, { developerId: null, evaluatorId: null, all: true, id }, { limit: 1 })
  ).items;
  if (listed === undefined) throw notFound();
  return {
    ...summaryOf(listed, standpoint, names),
    modelDigest: submission.modelDigest,
    parties: {
      developer: party('developer', developerId, submission.gateway?.developerWitness ?? null),
      evaluator: party('evaluator', evaluatorId, submission.gateway?.evaluatorWitness ?? null),
    },
    window:
      first && endsAt
        ? { firstUsedAt: first.firstUsedAt, endsAt, isOver: endsAt <= ctx.clock.now() }
        : null,
    gateway: await gatewayView(ctx, submission),
    may: engagementStepsOf(submission, standpoint),
  };
}

/** What would be taken from this reader now, so that a page offers nothing that is refused. */
function engagementStepsOf({ state, gateway }: SubmissionRow, standpoint: Standpoint) {
  const isDeveloper = standpoint === 'developer';
  const triggers = engagementSteps.filter(
    (trigger) =>
      (isDeveloper || (trigger === 'withdraw' && standpoint === 'evaluator')) &&
      leadsOn(state, trigger),
  );
  const mayConnect = isDeveloper && gateway === null && state === 'open';
  return [...(mayConnect ? (['connect_gateway'] as const) : []), ...triggers];
}

async function gatewayView(ctx: Context, { id, gateway }: SubmissionRow) {
  if (gateway === null) return null;
  const { state, problem, since, seenAt, size } = await mirrorOf(ctx.database.db, id);
  return {
    url: gateway.url,
    state,
    problem,
    since,
    seenAt,
    logSize: size,
    logOrigin: gateway.logOrigin,
    logVkey: gateway.logVkey,
    certificateSha256: certificateDigest(gateway.listenerCertificate),
    readerKeySha256: readerKeySha256(ctx.keys),
  };
}

export async function listGrants(ctx: Context, submissionId: string, page: PageQuery) {
  const seen = await seenSubmission(ctx, submissionId);
  const found = await grantPage(ctx.database.db, submissionId, page);
  return {
    ...found,
    items: await grantViews(
      ctx,
      found.items.map((grant) => ({ grant, ...seen })),
    ),
  };
}

export async function showGrant(ctx: Context, id: string, scope: AccessScope = 'grant:read') {
  const [view] = await grantViews(ctx, [await seenGrant(ctx, id, scope)]);
  if (view === undefined) throw notFound();
  return view;
}

export async function showBudgets(ctx: Context, submissionId: string) {
  const { submission } = await seenSubmission(ctx, submissionId);
  const { db } = ctx.database;
  const mirror = await mirrorIfAny(db, submission.id);
  const grants = await grantsInForceOf(db, submission.id, budgetsMax);
  const budgets = grants.map((grant) => ({
    grantId: grant.id,
    digest: grant.digest ?? '',
    kind: grant.kind,
    state: grant.state,
    runner: grant.runner,
    budget: readGrantText(grant.termsText ?? '').budget,
    spent: { requests: grant.spentRequests, tokens: grant.spentTokens },
    reservedTokens: grant.reservedTokens,
    running: grant.running,
    window:
      grant.opensAt && grant.closesAt ? { opensAt: grant.opensAt, closesAt: grant.closesAt } : null,
    claimUntil: grant.claimUntil ?? grant.requestedAt,
  }));
  return { asOf: mirror?.seenAt ?? null, budgets };
}
