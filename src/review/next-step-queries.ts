/** What waits for people in all of their engagements: a few questions to the database, however many those are. */
import { engagementsOf, recusedFrom, stepsInAccess, submissionIdsOf } from '#access';
import type { Context } from '#platform/context';
import { notFound } from '#platform/problems';
import { stepsOfDestruction } from './destruction-queries.ts';
import { destructionsAsked } from './destruction-store.ts';
import { determinationsToAppeal } from './determination-store.ts';
import { courseOf } from './going-on.ts';
import { inOrder, type NextStep } from './next-step.ts';
import { stepsOfOffice } from './office-steps.ts';
import { partnershipViews } from './partnership-view.ts';
import { partnershipsToSign } from './partnership-store.ts';
import { asReader } from './policy.ts';
import { questionViews } from './question-queries.ts';
import { questionsToSupplement } from './question-store.ts';

/** Steps that are told: more than anybody takes in a day. */
const stepsMax = 100;
/** Of each kind, what is looked at for whether this person may take the step. */
const candidatesMax = 500;
/** Of an organisation; those opened last. */
const engagementsMax = 10_000;

/** People are told all of their organisation's, but what they declared an interest in. */
export async function listNextSteps(ctx: Context): Promise<{ steps: NextStep[] }> {
  const { person, developerId, evaluatorId } = asReader(ctx.actor);
  if (developerId === null && evaluatorId === null) throw notFound();
  const { db } = ctx.database;
  const except = await recusedFrom(db, person.id);
  const of = async (side: { developerId: string | null; evaluatorId: string | null }) =>
    (await submissionIdsOf(db, side, engagementsMax)).filter((each) => !except.includes(each));
  const found = await Promise.all([
    developerId === null ? [] : stepsOfDeveloper(ctx, await of({ developerId, evaluatorId: null })),
    evaluatorId === null
      ? []
      : stepsOfOffice(ctx, await of({ developerId: null, evaluatorId }), candidatesMax),
  ]);
  return { steps: inOrder(found.flat()).slice(0, stepsMax) };
}

async function stepsOfDeveloper(ctx: Context, own: readonly string[]): Promise<NextStep[]> {
  const found = await Promise.all([
    inAccess(ctx),
    supplements(ctx, own),
    appeals(ctx, own),
    partners(ctx, own),
    destructions(ctx, own),
  ]);
  return found.flat();
}

const inAccess = async (ctx: Context): Promise<NextStep[]> =>
  (await stepsInAccess(ctx, candidatesMax)).map((step) => ({ ...step, determinationId: null }));

async function supplements(ctx: Context, submissionIds: readonly string[]): Promise<NextStep[]> {
  const rows = await questionsToSupplement(ctx.database.db, submissionIds, candidatesMax);
  return (await questionViews(ctx, rows))
    .filter(({ may }) => may.includes('supplement'))
    .map(({ submissionId, declaredAs, evaluator, stateSince }) => ({
      kind: 'supplement',
      submissionId,
      declaredAs,
      name: evaluator,
      determinationId: null,
      endsAt: null,
      since: stateSince,
    }));
}

async function appeals(ctx: Context, submissionIds: readonly string[]): Promise<NextStep[]> {
  const { db } = ctx.database;
  const rows = await determinationsToAppeal(db, submissionIds, ctx.clock.now(), stepsMax);
  const engagementOf = await engagementsOf(db, rows);
  return rows.map((row) => ({
    kind: 'appeal',
    submissionId: row.submissionId,
    declaredAs: engagementOf(row).declaredAs,
    name: null,
    determinationId: row.id,
    endsAt: row.appealUntil,
    since: null,
  }));
}

async function partners(ctx: Context, submissionIds: readonly string[]): Promise<NextStep[]> {
  const { db } = ctx.database;
  const rows = await partnershipsToSign(db, submissionIds, ctx.clock.now(), candidatesMax);
  const engagementOf = await engagementsOf(db, rows);
  const seen = rows.map((partnership) => ({ engagement: engagementOf(partnership), partnership }));
  return (await partnershipViews(ctx, seen))
    .filter(({ may }) => may.includes('sign'))
    .map((view) => ({
      kind: 'sign_partner',
      submissionId: view.submissionId,
      declaredAs: engagementOf(view).declaredAs,
      name: view.organisation,
      determinationId: null,
      endsAt: view.expiresAt,
      since: null,
    }));
}

async function destructions(ctx: Context, submissionIds: readonly string[]): Promise<NextStep[]> {
  const { db } = ctx.database;
  const rows = await destructionsAsked(db, submissionIds, candidatesMax);
  const engagementOf = await engagementsOf(db, rows);
  const due: NextStep[] = [];
  for (const row of rows) {
    const engagement = engagementOf(row);
    const course = await courseOf(db, ctx.keys, engagement);
    if (!stepsOfDestruction(ctx, engagement, row, course).includes('destroy')) continue;
    const { submissionId, declaredAs } = engagement;
    due.push({
      kind: 'destroy',
      submissionId,
      declaredAs,
      name: null,
      determinationId: null,
      endsAt: null,
      since: row.askedAt,
    });
  }
  return due;
}
