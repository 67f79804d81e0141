/**
 * Another office is asked for its view of a determination, until an instant; it answers once, or its time runs
 * out (requirements X04). What it says stands in the statement, word for word.
 */
import { requireDeclared, requireOpen } from '#access';
import { textOf } from '#gateway';
import { organisationsIn } from '#membership';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal, unfit } from '#platform/problems';
import { clocks, daysAfter } from '../clocks.ts';
import {
  addConsultation,
  consultationsOf,
  setAnswered,
  setTimedOut,
  type ConsultationRow,
} from '../consultation-store.ts';
import {
  consultationAt,
  nextDeterminationState,
  type ConsulteeView,
} from '../determination-state.ts';
import type { DeterminationRow } from '../determination-store.ts';
import { consultationInHand } from './consultation-in-hand.ts';
import { determining } from './determination-in-hand.ts';

export interface Consultee {
  organisationId: string;
  /** An instant in whole seconds, UTC. */
  answerBy: string;
}

type Consulted = Pick<DeterminationRow, 'id' | 'submissionId'>;

export async function consult(ctx: Context, id: string, consultee: Consultee): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { determination } = await determining(ctx, tx, id);
    nextDeterminationState(determination.state, 'consult');
    await consulted(ctx, tx, determination, consultee);
  });
}

/** For the opening and for later: the organisation is one that can be asked, and there is time to answer. */
export async function consulted(
  ctx: Context,
  tx: Tx,
  { id, submissionId }: Consulted,
  { organisationId, answerBy: given }: Consultee,
): Promise<void> {
  const at = ctx.clock.now();
  const answerBy = new Date(given);
  const { consultationMin: min, consultationMax: max } = clocks;
  // In whole seconds, as the time is given.
  const [first, last] = [textOf(daysAfter(at, min)), textOf(daysAfter(at, max))];
  if (answerBy < new Date(first) || answerBy > new Date(last)) {
    throw unfit(
      '/answerBy',
      `give the office ${min} to ${max} days to answer: a time between ${first} and ${last}`,
    );
  }
  const consultees = await organisationsIn(tx, 'consultee', at);
  if (!consultees.some((each) => each.id === organisationId)) {
    throw unfit('/organisationId', 'in no such organisation somebody is a consultee');
  }
  const row = { determinationId: id, organisationId, askedBy: ctx.actor.id, askedAt: at, answerBy };
  if (!(await addConsultation(tx, row))) {
    throw new Refusal('already_consulted', 'this office is consulted already, and answers once');
  }
  await record(ctx, tx, {
    log: logs.engagement(submissionId),
    type: 'review.consultation_asked',
    subject: id,
    payload: { organisationId, answerBy: answerBy.toISOString() },
  });
}

export async function answerConsultation(
  ctx: Context,
  determinationId: string,
  { view, words }: { view: ConsulteeView; words: string },
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { person, engagement, determination, row } = await consultationInHand(
      ctx,
      tx,
      determinationId,
    );
    requireDeclared(person, engagement);
    requireOpen(engagement, 'determination');
    nextDeterminationState(determination.state, 'answer');
    if (consultationAt(row, at) !== 'asked') {
      throw new Refusal(
        'consultation_over',
        row.state === 'answered'
          ? 'your office has answered; it answers once'
          : `the time to answer ran out at ${row.answerBy.toISOString()}`,
      );
    }
    await setAnswered(tx, row, { view, words, by: person.id, at });
    await record(ctx, tx, {
      log: logs.engagement(determination.submissionId),
      type: 'review.consultation_answered',
      subject: determinationId,
      payload: { organisationId: row.organisationId },
    });
  });
}

/** Refuses while somebody may still answer; writes down whose time ran out. Returns them as they then are. */
export async function closedConsultations(
  ctx: Context,
  tx: Tx,
  { id, submissionId }: Consulted,
): Promise<ConsultationRow[]> {
  const at = ctx.clock.now();
  const rows = (await consultationsOf(tx, [id])).map((row) => ({
    row,
    state: consultationAt(row, at),
  }));
  const open = rows.filter(({ state }) => state === 'asked').map(({ row }) => row.answerBy);
  if (open.length > 0) {
    const last = new Date(Math.max(...open.map((each) => each.getTime())));
    throw new Refusal(
      'consultees_open',
      `${open.length} of ${rows.length} consultees have not answered; the last has until ${last.toISOString()}`,
    );
  }
  for (const { row, state } of rows.filter((each) => each.state !== each.row.state)) {
    await setTimedOut(tx, row);
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.consultation_timed_out',
      subject: id,
      payload: { organisationId: row.organisationId, answerBy: row.answerBy.toISOString() },
    });
    row.state = state;
  }
  return rows.map(({ row }) => row);
}
