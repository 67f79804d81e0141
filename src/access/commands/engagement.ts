/** How every command about a submission begins: its row, locked, and the side on which the actor stands. */
import type { Side } from '#gateway';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { grantById, type GrantRow } from '../grant-store.ts';
import { asSide, type AccessPerson } from '../policy.ts';
import { submissionForUpdate, type SubmissionRow } from '../submission-store.ts';

export interface Engaged {
  submission: SubmissionRow;
  person: AccessPerson;
  side: Side;
}

/** Absent to whoever is of neither side; refused to the side whose step it is not. */
export async function engaged(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  ...allowed: Side[]
): Promise<Engaged> {
  const submission = await submissionForUpdate(tx, submissionId);
  if (submission === undefined) throw notFound();
  return { submission, ...asSide(ctx.actor, submission, ...allowed) };
}

/** The same by a grant, which is read after its submission is locked. */
export async function engagedByGrant(
  ctx: Context,
  tx: Tx,
  grantId: string,
  ...allowed: Side[]
): Promise<Engaged & { grant: GrantRow }> {
  const found = await grantById(tx, grantId);
  if (found === undefined) throw notFound();
  const engagement = await engaged(ctx, tx, found.submissionId, ...allowed);
  const grant = await grantById(tx, grantId);
  if (grant === undefined) throw notFound();
  return { ...engagement, grant };
}
