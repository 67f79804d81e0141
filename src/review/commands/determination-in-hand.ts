/** How every step of a determination begins: its engagement locked, an official of its office, the row read after. */
import { requireOpen } from '#access';
import { runForDetermination, type Determinable } from '#evaluation';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound, Refusal } from '#platform/problems';
import { determinationById, type DeterminationRow } from '../determination-store.ts';
import { requireDeclared } from '../policy.ts';
import { engaged, type Engaged } from './engaged.ts';

export type DeterminationInHand = Engaged<'determiner'> & { determination: DeterminationRow };

/** Also while the engagement rests: for steps that take nothing further. */
export async function determinationInHand(
  ctx: Context,
  tx: Tx,
  id: string,
): Promise<DeterminationInHand> {
  const found = await determinationById(tx, id);
  if (found === undefined) throw notFound();
  const step = await engaged(ctx, tx, found.submissionId, 'determiner');
  const determination = await determinationById(tx, id);
  if (determination === undefined) throw notFound();
  return { ...step, determination };
}

/** For steps that take it further: the engagement is open, and the official has no interest in it. */
export async function determining(ctx: Context, tx: Tx, id: string): Promise<DeterminationInHand> {
  const step = await determinationInHand(ctx, tx, id);
  requireOpen(step.engagement, 'determination');
  requireDeclared(step.person, step.engagement);
  return step;
}

/** The run under it, which stands for good once its grant was reported on. */
export async function runUnder(tx: Tx, { runId }: DeterminationRow): Promise<Determinable> {
  const run = await runForDetermination(tx, runId);
  if (run === undefined) throw new Error('a determination rests on a run that none can rest on');
  return run;
}

/** INVARIANT (nobody acts in two roles): whoever had a hand in the run does not judge it as well. */
export function requireNoHand({ id }: { id: string }, { handledBy }: Determinable): void {
  if (!handledBy.includes(id)) return;
  throw new Refusal(
    'two_roles',
    'you planned, queued, ran, judged or reported it; ask a colleague who had no hand in it',
  );
}
