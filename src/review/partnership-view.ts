/**
 * Partnerships as a page shows them. To its partner one is told without what the sides said of it to each other;
 * one that was refused, without the model.
 */
import type { z } from 'zod';
import type { EngagementFacts } from '#access';
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import { otherSideOf } from './commands/sign-partnership.ts';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { lookingAt } from './partnership-policy.ts';
import type { partnershipView } from './partnership-schema.ts';
import type { PartnershipRow } from './partnership-store.ts';
import { standpointsOf, type ReviewScope, type Standpoint } from './policy.ts';
import { signaturesOf, type SignatureRow } from './signature-store.ts';

export type PartnershipView = z.output<typeof partnershipView>;
type Step = PartnershipView['may'][number];

export interface SeenPartnership {
  engagement: EngagementFacts;
  partnership: PartnershipRow;
}

export async function partnershipViews(
  ctx: Context,
  seen: readonly SeenPartnership[],
  scope: ReviewScope = 'review:read',
): Promise<PartnershipView[]> {
  const { db } = ctx.database;
  const signatures = await signaturesOf(
    db,
    seen.map(({ partnership }) => partnership.id),
  );
  const names = await namesOf(db, [
    ...seen.flatMap(({ engagement, partnership: { organisationId, ...row } }) =>
      [
        ...[engagement.developerId, engagement.evaluatorId, organisationId],
        ...[row.nominatedBy, row.acceptedBy, row.settledBy],
      ].filter((id) => id !== null),
    ),
    ...signatures.map(({ personId }) => personId),
  ]);
  const nameOf = (id: string) => names.get(id) ?? id;
  return seen.map(({ engagement, partnership }): PartnershipView => {
    const standpoints = lookingAt(ctx.actor, engagement, partnership, scope);
    const isParty = standpoints.some((each) => each !== 'partner');
    const own = signatures.filter(({ subjectId }) => subjectId === partnership.id);
    const view = viewOf({ engagement, partnership }, isParty, nameOf);
    const nomination = isParty ? nominationOf(partnership, own, nameOf) : null;
    const { access, settled } = view;
    return {
      ...view,
      nomination,
      hasHiddenCharacters: hasHiddenCharacters(
        ...(access === null ? [] : [access.surface, ...access.assets]),
        ...(nomination === null ? [] : [nomination.criteriaMet, nomination.relationWords]),
        settled?.because ?? null,
      ),
      may: stepsOf(ctx, { engagement, partnership }, standpoints.includes('partner')),
    };
  });
}

function viewOf(
  { engagement, partnership: row }: SeenPartnership,
  isParty: boolean,
  nameOf: (id: string) => string,
): Omit<PartnershipView, 'nomination' | 'hasHiddenCharacters' | 'may'> {
  return {
    id: row.id,
    submissionId: row.submissionId,
    developer: nameOf(engagement.developerId),
    evaluator: nameOf(engagement.evaluatorId),
    organisationId: row.organisationId,
    organisation: nameOf(row.organisationId),
    category: row.category,
    state: row.state,
    access:
      isParty || row.addedAt !== null
        ? {
            declaredAs: engagement.declaredAs,
            surface: row.surface,
            endpoints: row.endpoints,
            assets: row.assets,
          }
        : null,
    statementSha256: row.statementSha256,
    expiresAt: row.expiresAt,
    addedAt: row.addedAt,
    acceptedBy: row.acceptedBy === null ? null : nameOf(row.acceptedBy),
    acceptedAt: row.acceptedAt,
    grantId: row.grantId,
    settled:
      row.settledAt === null || row.settledSide === null
        ? null
        : {
            at: row.settledAt,
            side: row.settledSide,
            by: row.settledBy === null ? null : nameOf(row.settledBy),
            code: row.reasonCode,
            because: row.reason ?? '',
          },
    findings: row.findings,
  };
}

function nominationOf(
  row: PartnershipRow,
  signatures: readonly SignatureRow[],
  nameOf: (id: string) => string,
): PartnershipView['nomination'] {
  return {
    side: row.nominatedSide,
    by: nameOf(row.nominatedBy),
    at: row.nominatedAt,
    criteriaSha256: row.criteriaSha256,
    criteriaMet: row.criteriaMet,
    relation: row.relation,
    relationWords: row.relationWords,
    signatures: signatures.flatMap(({ role, personId, vkey, at }) =>
      role === 'developer' || role === 'evaluator'
        ? [{ side: role, person: nameOf(personId), keyName: vkey.split('+')[0] ?? '', at }]
        : [],
    ),
  };
}

/** What would be taken from this reader now, so that a page offers nothing that is refused. */
function stepsOf(ctx: Context, { engagement, partnership }: SeenPartnership, isPartner: boolean) {
  const held = standpointsOf(ctx.actor, engagement, 'review:write');
  const isSide = held.some((each) => each === 'developer' || each === 'evaluator');
  const isOn = (side: Standpoint) => held.includes(side);
  const { state, nominatedSide, expiresAt } = partnership;
  const goesOn =
    engagement.state === 'open' &&
    engagement.scope.includes('partners') &&
    expiresAt > ctx.clock.now();
  const may: Record<Step, boolean> = {
    sign: goesOn && state === 'nominated' && isOn(otherSideOf(partnership)),
    refuse: goesOn && state === 'nominated' && isOn(otherSideOf(partnership)),
    withdraw: state === 'nominated' && isOn(nominatedSide),
    accept: goesOn && state === 'added' && isPartner,
    provision: goesOn && state === 'accepted' && isSide,
    end: (state === 'added' || state === 'accepted') && (isSide || isPartner),
    send_finding: state === 'accepted' && expiresAt > ctx.clock.now() && isPartner,
  };
  return (Object.keys(may) as Step[]).filter((step) => may[step]);
}
