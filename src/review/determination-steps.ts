/** What would be taken from this reader now, as far as the determination itself says. */
import type { EngagementFacts } from '#access';
import { runForDetermination } from '#evaluation';
import type { Context } from '#platform/context';
import type { ConsultationRow } from './consultation-store.ts';
import { determinationReaders } from './determination-seen.ts';
import { consultationAt } from './determination-state.ts';
import { dissentsOf, sampleOpeningsOf, type DeterminationRow } from './determination-store.ts';
import { opens, standpointsOf } from './policy.ts';
import { signaturesOf } from './signature-store.ts';

type Step = 'open_sample' | 'consult' | 'decide' | 'dissent' | 'sign' | 'withdraw' | 'verify';

export async function stepsOfDetermination(
  ctx: Context,
  row: DeterminationRow,
  engagement: EngagementFacts,
  consultations: readonly ConsultationRow[],
): Promise<Step[]> {
  const { actor } = ctx;
  const mayVerify = opens(actor, engagement, ...determinationReaders) && row.signedBy !== null;
  const verify: Step[] = mayVerify ? ['verify'] : [];
  if (!standpointsOf(actor, engagement, 'review:write').includes('determiner')) return verify;
  const isUnsigned = row.state === 'consulting' || row.state === 'decided';
  const withdraw: Step[] = isUnsigned ? ['withdraw'] : [];
  const goesOn =
    engagement.state === 'open' &&
    engagement.scope.includes('determination') &&
    engagement.disinterested.includes(actor.id);
  if (!isUnsigned || !goesOn) return [...withdraw, ...verify];
  return [...(await officialSteps(ctx, row, consultations)), ...withdraw, ...verify];
}

async function officialSteps(
  ctx: Context,
  row: DeterminationRow,
  consultations: readonly ConsultationRow[],
): Promise<Step[]> {
  const { db } = ctx.database;
  const { id } = ctx.actor;
  const isOwn = <Row extends { personId: string }>({ personId }: Row) => personId === id;
  const hasDissented = (await dissentsOf(db, row.id)).some(isOwn);
  const run = await runForDetermination(db, row.runId);
  const mayJudge = !hasDissented && run?.handledBy.includes(id) === false;
  const dissent: Step[] = hasDissented || row.decidedBy === id ? [] : ['dissent'];
  if (row.state === 'consulting') {
    const opened = (await sampleOpeningsOf(db, row.id)).filter(isOwn);
    const now = ctx.clock.now();
    const isReady =
      opened.length === row.linkedSamples.length &&
      consultations.every((each) => consultationAt(each, now) !== 'asked');
    return [
      'open_sample',
      'consult',
      ...(mayJudge && isReady ? (['decide'] as const) : []),
      ...dissent,
    ];
  }
  const signed = await signaturesOf(db, [row.statementSha256 ?? '']);
  const isTurn = row.decidedBy === id ? signed.length === 0 : signed.length === 1 && mayJudge;
  return ['open_sample', ...dissent, ...(isTurn ? (['sign'] as const) : [])];
}
