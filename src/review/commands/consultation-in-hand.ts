/** How every step of a consulted office begins: whose consultation it is, and whether it is there for the person. */
import { engagementForUpdate, isRecused } from '#access';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { asConsultee } from '../consultation-policy.ts';
import { consultationsOf } from '../consultation-store.ts';
import { determinationById } from '../determination-store.ts';

/** The engagement is locked first. */
export async function consultationInHand(ctx: Context, tx: Tx, determinationId: string) {
  const person = asConsultee(ctx.actor, 'review:write');
  const found = await determinationById(tx, determinationId);
  if (found === undefined) throw notFound();
  const engagement = await engagementForUpdate(tx, found.submissionId);
  const determination = await determinationById(tx, determinationId);
  const row = (await consultationsOf(tx, [determinationId])).find(
    ({ organisationId }) => organisationId === person.organisationId,
  );
  if (!engagement || !determination || !row) throw notFound();
  if (isRecused(person, engagement)) throw notFound();
  return { person, engagement, determination, row };
}
