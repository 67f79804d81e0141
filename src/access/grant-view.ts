/** Grants as a page shows them: terms, who signed, what is missing, and what the reader may do now. */
import { readGrantText } from '#gateway';
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import { sideThatMay } from './commands/refuse-grant.ts';
import { withAgreedTerms } from './acceptance-store.ts';
import { scopeOfKind, takesPart } from './engagement-state.ts';
import type { GrantRow } from './grant-store.ts';
import { openingsOf, type OpeningRow } from './opening-store.ts';
import type { Standpoint } from './policy.ts';
import { isNameFor } from './sealed.ts';
import { isComplete, missingOf } from './signed-grant.ts';
import { signaturesOf, type SignatureRow } from './signature-store.ts';
import type { SubmissionRow } from './submission-store.ts';

export type Step =
  'offer' | 'sign' | 'decline' | 'withdraw' | 'revoke' | 'ask_name' | 'approve_name' | 'read_name';

export interface SeenGrant {
  grant: GrantRow;
  submission: SubmissionRow;
  standpoint: Standpoint;
}

export async function grantViews(ctx: Context, seen: readonly SeenGrant[]) {
  const { db } = ctx.database;
  const grants = seen.map(({ grant }) => grant);
  const ids = grants.map(({ id }) => id);
  const signatures = await signaturesOf(db, ids);
  const openings = await openingsOf(db, ids);
  const agreed = await withAgreedTerms(db, [
    ...new Set(seen.map(({ submission }) => submission.id)),
  ]);
  const names = await namesOf(db, [
    ...grants.flatMap(({ requestedBy, endPerson }) => [requestedBy ?? [], endPerson ?? []].flat()),
    ...signatures.map(({ personId }) => personId),
    ...openings.flatMap(({ requestedBy, approvedBy }) => [requestedBy, approvedBy ?? []].flat()),
  ]);
  return seen.map(({ grant, submission, standpoint }) => {
    const facts = {
      signatures: signatures.filter(({ grantId }) => grantId === grant.id),
      opening: openings.find(({ grantId }) => grantId === grant.id),
      mayBegin: agreed.has(submission.id) && takesPart(submission, scopeOfKind(grant.kind)),
    };
    return {
      ...viewOf(grant, facts, (id) => names.get(id) ?? id),
      may: stepsOf(grant, facts, standpoint, ctx.actor.id),
    };
  });
}

interface Facts {
  signatures: readonly SignatureRow[];
  opening: OpeningRow | undefined;
  /** Both sides accepted the same terms, and the developer takes part in it now. */
  mayBegin: boolean;
}

function viewOf(grant: GrantRow, { signatures, opening }: Facts, nameOf: (id: string) => string) {
  const { opensAt, closesAt, endedAt, endSide } = grant;
  const terms = grant.termsText === null ? null : readGrantText(grant.termsText);
  return {
    id: grant.id,
    submissionId: grant.submissionId,
    kind: grant.kind,
    state: grant.state,
    isForeign: grant.isForeign,
    runner: grant.runner,
    requestedAt: grant.requestedAt,
    requestedBy: grant.requestedBy === null ? '' : nameOf(grant.requestedBy),
    request: grant.request,
    terms,
    digest: grant.digest,
    signatures: signatures.map(({ side, personId, vkey, at }) => ({
      side,
      person: nameOf(personId),
      keyName: vkey.split('+')[0] ?? '',
      at,
    })),
    missing: missingOf(signatures),
    activationProblem: grant.activationProblem,
    activatedAt: grant.activatedAt,
    window: opensAt && closesAt ? { opensAt, closesAt } : null,
    spent: { requests: grant.spentRequests, tokens: grant.spentTokens },
    assetRequests: (terms?.partner?.assets ?? []).map((asset, place) => ({
      asset,
      requests: grant.assetRequests[place] ?? 0,
    })),
    ended:
      endedAt && endSide
        ? {
            at: endedAt,
            side: endSide,
            person: grant.endPerson === null ? null : nameOf(grant.endPerson),
            because: grant.endBecause ?? '',
            isGatewayTold: grant.revocationDueAt === null,
          }
        : null,
    opening: opening
      ? {
          requestedBy: nameOf(opening.requestedBy),
          requestedAt: opening.requestedAt,
          because: opening.because,
          approvedBy: opening.approvedBy === null ? null : nameOf(opening.approvedBy),
          approvedAt: opening.approvedAt,
        }
      : null,
  };
}

/** What would be taken from this reader now, so that a page offers nothing that is refused. */
function stepsOf(
  grant: GrantRow,
  { signatures, opening, mayBegin }: Facts,
  standpoint: Standpoint,
  personId: string,
): Step[] {
  if (standpoint === 'overseer') return [];
  const { state } = grant;
  const isSigned = isComplete(signatures);
  const isBefore =
    state === 'requested' || state === 'offered' || (state === 'signing' && !isSigned);
  const hasSigned = signatures.some((signature) => signature.personId === personId);
  const isAsked = opening !== undefined;
  const isApproved = opening?.approvedBy != null;
  const may: Record<Step, boolean> = {
    offer: mayBegin && standpoint === 'developer' && (state === 'requested' || state === 'offered'),
    sign:
      mayBegin &&
      (state === 'offered' || state === 'signing') &&
      !hasSigned &&
      missingOf(signatures)[standpoint] > 0,
    decline: isBefore && sideThatMay(grant, 'decline') === standpoint,
    withdraw: isBefore && sideThatMay(grant, 'withdraw') === standpoint,
    revoke: state === 'signing' || state === 'active',
    ask_name: grant.activatedAt !== null && grant.nameRef !== null && !isAsked,
    approve_name: isAsked && !isApproved && opening.requestedSide !== standpoint,
    read_name: isNameFor(opening, personId),
  };
  return (Object.keys(may) as Step[]).filter((step) => may[step]);
}
