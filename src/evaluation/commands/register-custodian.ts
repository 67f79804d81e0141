/**
 * A custodian registers the public half of their own age key; the identity stays with them and never comes
 * here. What was sealed to an old key stays sealed to it, so a custodian keeps it; replacing is done in
 * person, because a token may be stolen.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import {
  addCustodian,
  custodianOf,
  retireCustodian,
  type CustodianRow,
} from '../custodian-store.ts';
import { asEvaluator } from '../policy.ts';

export async function registerCustodian(
  ctx: Context,
  { recipient }: { recipient: string },
): Promise<CustodianRow> {
  const person = asEvaluator(ctx.actor, 'evaluation:write');
  const at = ctx.clock.now();
  return await ctx.database.transaction(async (tx) => {
    const before = await custodianOf(tx, person.id);
    if (before?.recipient === recipient) return before;
    if (before !== undefined && person.scopes !== 'every') {
      throw new Refusal(
        'forbidden',
        'you have a key here; replacing it is done in person, signed in',
      );
    }
    if (before !== undefined) await retireCustodian(tx, before.recipient, at);
    const row: CustodianRow = {
      recipient,
      personId: person.id,
      organisationId: person.organisationId,
      registeredAt: at,
    };
    if (!(await addCustodian(tx, row))) {
      throw new Refusal('custodian_key_taken', 'this key was registered before; make a new one');
    }
    await record(ctx, tx, {
      log: logs.programme,
      type: 'evaluation.custodian_registered',
      subject: person.id,
      payload: { recipient, replaced: before?.recipient ?? null },
    });
    return row;
  });
}
