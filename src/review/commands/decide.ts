/**
 * One official decides: after the consultees answered or their time ran out, with the linked samples opened by
 * the same person, and with the reason in words. Where people say something else than the code proposed, they
 * say why. It is a statement against a threshold; it approves, blocks and delays nothing.
 *
 * INVARIANT (two officials at once): the engagement's row is locked first, so of two who decide at once one
 * does, and the other is told that it was decided.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal, unfit } from '#platform/problems';
import {
  nextDeterminationState,
  outcomeOf,
  type DeterminationOutcome,
  type ProposedOutcome,
} from '../determination-state.ts';
import {
  dissentsOf,
  sampleOpeningsOf,
  setDecided,
  type DeterminationRow,
} from '../determination-store.ts';
import type { ReviewPerson } from '../policy.ts';
import { composedStatement } from './compose-statement.ts';
import { closedConsultations } from './consult.ts';
import { determining, requireNoHand, runUnder } from './determination-in-hand.ts';

export interface Decide {
  outcome: DeterminationOutcome;
  reason: string;
  differsBecause: string | null;
}

export async function decideDetermination(ctx: Context, id: string, said: Decide): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const step = await determining(ctx, tx, id);
    const { determination, person } = step;
    const state = nextDeterminationState(determination.state, 'decide');
    const run = await runUnder(tx, determination);
    requireNoHand(person, run);
    if ((await dissentsOf(tx, id)).some(({ personId }) => personId === person.id)) {
      throw new Refusal('two_roles', 'you dissented; a colleague decides');
    }
    await requireOpened(tx, determination, person);
    requireWhy(determination.proposal, said);
    const consultations = await closedConsultations(ctx, tx, determination);
    const [decidedBy, decidedAt] = [person.id, ctx.clock.now()];
    const statement = await composedStatement(tx, step, run, consultations, {
      ...said,
      decidedBy,
      decidedAt,
    });
    await setDecided(tx, id, { ...said, state, statement, by: decidedBy, at: decidedAt });
    await record(ctx, tx, {
      log: logs.engagement(determination.submissionId),
      type: 'review.determination_decided',
      subject: id,
      payload: { statementSha256: statement.sha256 },
    });
  });
}

/** By the person who decides, and not by some of the office. */
async function requireOpened(
  tx: Tx,
  { id, linkedSamples }: DeterminationRow,
  person: ReviewPerson,
): Promise<void> {
  const opened = (await sampleOpeningsOf(tx, id))
    .filter(({ personId }) => personId === person.id)
    .map(({ position }) => position);
  const left = linkedSamples.filter((position) => !opened.includes(position));
  if (left.length === 0) return;
  throw new Refusal(
    'samples_unopened',
    `open the linked samples before deciding; left: ${left.join(', ')}`,
  );
}

/** Said where the people differ from the code, and nowhere else: else it would not be known which they meant. */
function requireWhy(proposal: ProposedOutcome, { outcome, differsBecause }: Decide): void {
  const proposed = outcomeOf[proposal];
  if (outcome !== proposed && differsBecause === null) {
    throw unfit(
      '/differsBecause',
      `the code’s proposal comes to \`${proposed}\`; say why you differ`,
    );
  }
  if (outcome === proposed && differsBecause !== null) {
    throw unfit('/differsBecause', 'you do not differ from the code’s proposal; leave it out');
  }
}
