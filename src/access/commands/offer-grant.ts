/**
 * The developer's side writes the exact terms. Parties, runner, submission, model and epoch come from here
 * and from the request, so nobody's runner or model can be written in by mistake; the window must fit the
 * planned release and the model's thirty days. What is offered is the very text that people sign.
 */
import {
  checkedInstant,
  endpointKey,
  grantDigest,
  GrantRefusal,
  grantText,
  isListed,
  textOf,
  type GrantTerms,
} from '#gateway';
import { namesOf } from '#membership';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { requireOpen, scopeOfKind } from '../engagement-state.ts';
import { nextGrantState } from '../grant-state.ts';
import { setState, setTerms, unopenedElsewhere, type GrantRow } from '../grant-store.ts';
import {
  connected,
  lockModel,
  modelWindow,
  nextEpoch,
  type ConnectedSubmission,
  type SubmissionRow,
} from '../submission-store.ts';
import { faultOfThirtyDays } from '../thirty-days.ts';
import { requireAgreedTerms } from './accept-document.ts';
import { engagedByGrant } from './engagement.ts';

export type OfferGrant = Pick<
  GrantTerms,
  'endpoints' | 'window' | 'budget' | 'marking' | 'procedure'
> & { modelNames: string[] };

export async function offerGrant(ctx: Context, grantId: string, input: OfferGrant): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { submission, grant } = await engagedByGrant(ctx, tx, grantId, 'developer');
    requireOpen(submission, scopeOfKind(grant.kind));
    const state = nextGrantState(grant.state, 'offer');
    await requireAgreedTerms(tx, submission.id);
    requireAskedByPartnership(grant, input);
    const terms = await termsOf(ctx, tx, connected(submission), grant, input);
    const text = checkedText(terms);
    requirePlan(terms, submission, ctx.clock.now());
    await requireThirtyDays(ctx, tx, submission, terms);
    const digest = grantDigest(text);
    const { claimUntil, lengthS, partnerReleaseAt } = terms.window;
    const { epoch } = terms;
    await setTerms(tx, grant.id, {
      text,
      digest,
      epoch,
      lengthS,
      claimUntil: checkedInstant(claimUntil),
    });
    await setState(tx, grant.id, state);
    await record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.grant_offered',
      subject: grant.id,
      payload: { digest, epoch, claimUntil, lengthS, partnerReleaseAt },
    });
  });
}

/** A partner's terms hold its surface and assets, and no endpoint but those asked for, which are on that surface. */
function requireAskedByPartnership({ kind, request }: GrantRow, { endpoints }: OfferGrant): void {
  if (kind !== 'partner') return;
  if (request?.partner === undefined) {
    throw new Refusal(
      'grant_unfit',
      'it was asked for without a surface and assets; have it asked for again by its partnership',
    );
  }
  const beyond = endpoints.find((endpoint) => !isListed(request.endpoints, endpoint));
  if (beyond === undefined) return;
  throw new Refusal(
    'grant_unfit',
    `\`${endpointKey(beyond)}\` was not asked for; a partner gets nothing beyond its surface`,
  );
}

async function termsOf(
  ctx: Context,
  tx: Tx,
  submission: ConnectedSubmission,
  grant: GrantRow,
  { modelNames, ...given }: OfferGrant,
): Promise<GrantTerms> {
  const { developerId, evaluatorId, declaredAs, modelDigest } = submission;
  const names = await namesOf(tx, [developerId, evaluatorId]);
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    ...given,
    id: grant.id,
    kind: grant.kind,
    submission: submission.id,
    model: { declaredAs, digest: modelDigest, names: modelNames },
    developer: nameOf(developerId),
    evaluator: nameOf(evaluatorId),
    runner: { ...grant.runner, nameCommitment: grant.nameCommitment },
    ...(grant.request?.partner && { partner: grant.request.partner }),
    epoch: await nextEpoch(tx, submission.id),
    writtenAt: textOf(ctx.clock.now()),
  };
}

function checkedText(terms: GrantTerms): string {
  try {
    return grantText(terms);
  } catch (error) {
    if (error instanceof GrantRefusal) throw new Refusal('grant_unfit', error.message);
    throw error;
  }
}

function requirePlan(terms: GrantTerms, submission: SubmissionRow, now: Date): void {
  if (checkedInstant(terms.window.claimUntil).getTime() <= now.getTime()) {
    throw new Refusal('grant_unfit', '`/window/claimUntil` is over; nobody could claim the grant');
  }
  const planned = submission.plannedReleaseAt;
  if (terms.kind !== 'government') return;
  if (planned === null || terms.window.partnerReleaseAt !== textOf(planned)) {
    throw new Refusal(
      'grant_unfit',
      planned === null
        ? 'the submission has no planned partner release; set it before offering government access'
        : `\`/window/partnerReleaseAt\` must be the planned partner release, \`${textOf(planned)}\``,
    );
  }
}

/** Looked at when terms are offered, and again under the same lock whenever somebody signs them. */
export async function requireThirtyDays(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  terms: GrantTerms,
): Promise<void> {
  if (terms.kind !== 'government') return;
  await lockModel(tx, submission.developerId, submission.modelKey);
  const first = await modelWindow(tx, submission.developerId, submission.modelKey);
  const fault = faultOfThirtyDays(terms, {
    now: ctx.clock.now(),
    firstUse: first && { at: first.firstUsedAt, isHere: first.submissionId === submission.id },
    unopenedElsewhere: await unopenedElsewhere(tx, submission, submission.id, ctx.clock.now()),
  });
  if (fault !== undefined) throw new Refusal('thirty_days_over', fault);
}
