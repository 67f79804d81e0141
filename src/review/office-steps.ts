/**
 * What waits for people of an evaluating office: questions whose clock stands, and determinations whose next
 * signature is theirs. A declaration may have to come first; the page asks for it.
 */
import { engagementsOf, type EngagementFacts } from '#access';
import { runForDetermination } from '#evaluation';
import { actorNames } from '#membership';
import type { Context } from '#platform/context';
import { determinationsToSign } from './determination-store.ts';
import type { NextStep } from './next-step.ts';
import { standpointsOf } from './policy.ts';
import { questionsToAnswer } from './question-store.ts';

/** Of each kind at most `limit`. */
export async function stepsOfOffice(
  ctx: Context,
  submissionIds: readonly string[],
  limit: number,
): Promise<NextStep[]> {
  const found = await Promise.all([
    questions(ctx, submissionIds, limit),
    signatures(ctx, submissionIds, limit),
  ]);
  return found.flat();
}

async function questions(
  ctx: Context,
  submissionIds: readonly string[],
  limit: number,
): Promise<NextStep[]> {
  const { db } = ctx.database;
  const rows = await questionsToAnswer(db, submissionIds, limit);
  const engagementOf = await engagementsOf(db, rows);
  const nameOf = await actorNames(
    db,
    rows.map(({ developerId }) => developerId),
  );
  return rows
    .filter((row) => isFor(ctx, 'evaluator', engagementOf(row)))
    .map((row) => ({
      kind: row.state === 'asked' ? 'take_up' : 'answer',
      submissionId: row.submissionId,
      declaredAs: engagementOf(row).declaredAs,
      name: nameOf(row.developerId),
      determinationId: null,
      endsAt: row.answerDueAt,
      since: row.stateSince,
    }));
}

async function signatures(
  ctx: Context,
  submissionIds: readonly string[],
  limit: number,
): Promise<NextStep[]> {
  const { db } = ctx.database;
  const rows = await determinationsToSign(db, submissionIds, ctx.actor.id, limit);
  const engagementOf = await engagementsOf(db, rows);
  const due: NextStep[] = [];
  for (const row of rows) {
    const engagement = engagementOf(row);
    const takesPart = engagement.scope.includes('determination');
    if (!takesPart || !isFor(ctx, 'determiner', engagement)) continue;
    // Asks more only of the few that are decided and not signed.
    const run = await runForDetermination(db, row.runId);
    if (row.decidedBy !== ctx.actor.id && run?.handledBy.includes(ctx.actor.id) !== false) continue;
    const { id: determinationId, submissionId, decidedAt: since } = row;
    const { declaredAs } = engagement;
    due.push({
      ...{ kind: 'sign_determination', submissionId, declaredAs, name: null },
      ...{ determinationId, endsAt: null, since },
    });
  }
  return due;
}

/** A pause holds what waits, and a withdrawal ends it. */
const isFor = (
  { actor }: Context,
  office: 'evaluator' | 'determiner',
  engagement: EngagementFacts,
): boolean =>
  engagement.state === 'open' && standpointsOf(actor, engagement, 'review:read').includes(office);
