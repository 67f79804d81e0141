/** What people ask of determinations, bound to their actor. What it says is for officials and overseers. */
import type { z } from 'zod';
import { engagementsOf, noteOf, recusedFrom, type EngagementFacts } from '#access';
import { determinableRunPage, runForDetermination } from '#evaluation';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import type { Db, Page } from '#platform/db';
import { Refusal } from '#platform/problems';
import { consultationsOf, type ConsultationRow } from './consultation-store.ts';
import { proposalIn, thresholdOf } from './consultation-queries.ts';
import type {
  determinableRun,
  determinationSummary,
  determinationView,
} from './determination-schema.ts';
import { consultationsSaid, dissentsSaid, standsAt, withdrawnSaid } from './determination-said.ts';
import { openedDetermination, readsAll, seenDetermination } from './determination-seen.ts';
import { consultationAt } from './determination-state.ts';
import {
  determinationPage,
  determinedRuns,
  dissentsOf,
  sampleOpeningsOf,
  type DeterminationListRow,
  type DeterminationReach,
  type DeterminationRow,
} from './determination-store.ts';
import { stepsOfDetermination } from './determination-steps.ts';
import { hasHiddenCharacters } from './hidden-characters.ts';
import { asOfficial, type ReviewScope } from './policy.ts';
import { seenEngagement, type PageQuery } from './seen.ts';
import { signaturesOf, type SignatureRow } from './signature-store.ts';
import { partiesOf, withdrawnIn } from './withdrawn-queries.ts';

type Summary = z.output<typeof determinationSummary>;
type View = z.output<typeof determinationView>;

/** An office's; all for an overseer. */
export async function listDeterminations(ctx: Context, page: PageQuery): Promise<Page<Summary>> {
  const { person, office } = asOfficial(ctx.actor);
  return await summaries(
    ctx,
    { office, except: await recusedFrom(ctx.database.db, person.id) },
    page,
  );
}

export async function listDeterminationsOf(
  ctx: Context,
  submissionId: string,
  page: PageQuery,
): Promise<Page<Summary>> {
  await seenEngagement(ctx, submissionId);
  return await summaries(ctx, { submissionId, office: null, except: [] }, page);
}

async function summaries(
  ctx: Context,
  reach: DeterminationReach,
  page: PageQuery,
): Promise<Page<Summary>> {
  const { db } = ctx.database;
  const found = await determinationPage(db, reach, page);
  const consultations = await consultationsOf(
    db,
    found.items.map(({ id }) => id),
  );
  const engagementOf = await engagementsOf(db, found.items);
  const nameOf = await actorNames(db, found.items.flatMap(namedIn));
  const items = found.items.map((row) => {
    const own = consultations.filter(({ determinationId }) => determinationId === row.id);
    return summaryOf(ctx, row, engagementOf(row), nameOf, own);
  });
  return { ...found, items };
}

/** Whom a summary names. */
const namedIn = ({ office, withdrawnBy }: DeterminationListRow): string[] =>
  withdrawnBy === null ? [office] : [office, withdrawnBy];

function withdrawalOf(
  { settledAt, withdrawnBy, withdrawnBecause }: DeterminationListRow,
  nameOf: (id: string) => string,
): Summary['withdrawal'] {
  if (settledAt === null || withdrawnBy === null || withdrawnBecause === null) return null;
  return { at: settledAt, by: nameOf(withdrawnBy), because: withdrawnBecause };
}

function summaryOf(
  ctx: Context,
  row: DeterminationListRow,
  { declaredAs }: EngagementFacts,
  nameOf: (id: string) => string,
  consultations: readonly ConsultationRow[],
): Summary {
  const at = standsAt(row, ctx.clock.now());
  const states = consultations.map((each) => consultationAt(each, at));
  return {
    id: row.id,
    submissionId: row.submissionId,
    declaredAs,
    office: nameOf(row.office),
    state: row.state,
    openedAt: row.openedAt,
    questionId: row.questionId,
    consultees: {
      asked: states.length,
      answered: states.filter((state) => state === 'answered').length,
      timedOut: states.filter((state) => state === 'timed_out').length,
    },
    signedAt: row.signedAt,
    appealUntil: row.appealUntil,
    withdrawal: withdrawalOf(row, nameOf),
  };
}

export async function showDetermination(
  ctx: Context,
  id: string,
  scope: ReviewScope = 'review:read',
): Promise<View> {
  const { db } = ctx.database;
  const { determination, engagement, standpoints } = await seenDetermination(ctx, id, scope);
  const consultations = await consultationsOf(db, [id]);
  const nameOf = await actorNames(db, namedIn(determination));
  const isDeclared = engagement.disinterested.includes(ctx.actor.id);
  const mayRead = readsAll(standpoints);
  return {
    ...summaryOf(ctx, determination, engagement, nameOf, consultations),
    content: mayRead && isDeclared ? await contentOf(ctx, determination, consultations) : null,
    needsDeclaration: mayRead && !isDeclared,
    may: await stepsOfDetermination(ctx, determination, engagement, consultations),
  };
}

async function contentOf(
  ctx: Context,
  row: DeterminationRow,
  consultations: readonly ConsultationRow[],
): Promise<NonNullable<View['content']>> {
  const { db } = ctx.database;
  const [openings, dissents] = [await sampleOpeningsOf(db, row.id), await dissentsOf(db, row.id)];
  const signatures = await signaturesUnder(ctx, row);
  const before = (await withdrawnIn(db, row.submissionId)).filter(
    ({ row: { id, openedAt } }) => id !== row.id && openedAt <= row.openedAt,
  );
  const people = [
    row.openedBy,
    row.decidedBy,
    ...[...openings, ...dissents, ...signatures].map(({ personId }) => personId),
    ...before.flatMap(partiesOf),
  ];
  const asked = consultations.flatMap(({ organisationId, answeredBy }) => [
    organisationId,
    answeredBy,
  ]);
  const nameOf = await actorNames(
    db,
    [...people, ...asked].filter((each) => each !== null),
  );
  const nameOrNull = (id: string | null) => (id === null ? null : nameOf(id));
  return {
    runId: row.runId,
    threshold: thresholdOf(row),
    proposal: proposalIn(row),
    families: await familiesOf(db, row.runId),
    linkedSamples: row.linkedSamples.map((position) => ({
      position,
      openedBy: openings
        .filter((opening) => opening.position === position)
        .map(({ personId }) => nameOf(personId)),
    })),
    consultations: consultationsSaid(consultations, nameOf, standsAt(row, ctx.clock.now())),
    dissents: dissentsSaid(dissents, nameOf),
    withdrawnBefore: before.map((each) => withdrawnSaid(each, nameOf)),
    openedBy: nameOf(row.openedBy),
    outcome: row.outcome,
    reason: row.reason,
    differsBecause: row.differsBecause,
    decidedBy: nameOrNull(row.decidedBy),
    decidedAt: row.decidedAt,
    statementSha256: row.statementSha256,
    signatures: signatures.map(({ role, personId, vkey, at }) => ({
      role,
      person: nameOf(personId),
      keyName: vkey.split('+')[0] ?? '',
      at,
    })),
    hasHiddenCharacters: hasHiddenCharacters(
      row.reason,
      row.differsBecause,
      ...[...consultations, ...dissents].map(({ words }) => words),
      ...before.flatMap((each) => [
        each.row.withdrawnBecause,
        ...[...each.consultations, ...each.dissents].map(({ words }) => words),
      ]),
    ),
  };
}

/** The capability profile: what the run's scores come to, family by family. */
async function familiesOf(db: Db, runId: string) {
  const { families = [] } = (await runForDetermination(db, runId)) ?? {};
  return families.flatMap(({ family, asReviewed }) => {
    if (asReviewed === null) return [];
    const { mean, lower, upper, tasks } = asReviewed;
    return [{ family, mean, lower, upper, tasks }];
  });
}

type OfficialSignature = SignatureRow & { role: 'deciding' | 'second' };

/** Under the statement as it is now. */
export async function signaturesUnder(
  ctx: Context,
  { statementSha256 }: DeterminationRow,
): Promise<OfficialSignature[]> {
  if (statementSha256 === null) return [];
  const found = await signaturesOf(ctx.database.db, [statementSha256]);
  return found.filter((each): each is OfficialSignature =>
    ['deciding', 'second'].includes(each.role),
  );
}

/** The statement with the signatures so far: what people sign. */
export async function statementNote(ctx: Context, id: string): Promise<string> {
  const { determination } = await openedDetermination(ctx, id);
  if (determination.statement === null) {
    throw new Refusal('undecided', 'nothing is decided yet, so there is nothing to sign');
  }
  return noteOf(determination.statement, await signaturesUnder(ctx, determination));
}

/** Runs that wait for a determination, the office's or one engagement's; all for an overseer. */
export async function listDeterminableRuns(
  ctx: Context,
  { submissionId = null, ...page }: PageQuery & { submissionId?: string | undefined | null },
): Promise<Page<z.output<typeof determinableRun>>> {
  const { person, office } = asOfficial(ctx.actor);
  const { db } = ctx.database;
  const reach = {
    organisationId: office,
    submissionId,
    except: await recusedFrom(db, person.id),
    determined: await determinedRuns(db, office),
  };
  const found = await determinableRunPage(db, reach, page);
  const engagementOf = await engagementsOf(db, found.items);
  const items = found.items.map(({ id, ...run }) => ({
    runId: id,
    ...run,
    declaredAs: engagementOf(run).declaredAs,
  }));
  return { ...found, items };
}
