/** Enrolment: an organisation with its people and their offices, in one step (S13, first form). */
import { holds, type Office } from '#platform/auth';
import { record, type Context, type Fact } from '#platform/context';
import type { Id } from '#platform/ids';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { addOrganisation, addPerson, giveOffice } from '../store.ts';

export interface Enrol {
  name: string;
  people: { name: string; offices: Office[] }[];
}

export interface Enrolled {
  organisationId: Id<'org'>;
  people: { id: Id<'person'>; name: string }[];
}

export async function enrol(ctx: Context, input: Enrol): Promise<Enrolled> {
  if (ctx.actor.kind !== 'service' && !holds(ctx.actor, 'administrator')) {
    throw new Refusal('forbidden', 'only an administrator enrols organisations; ask yours');
  }
  const at = ctx.clock.now();
  const organisationId = ctx.ids.make('org');
  const people = input.people.map(({ name, offices }) => ({
    id: ctx.ids.make('person'),
    name,
    offices,
  }));
  await ctx.database.transaction(async (tx) => {
    await addOrganisation(tx, organisationId, input.name, at);
    const facts: [Fact, ...Fact[]] = [
      {
        log: logs.programme,
        type: 'membership.organisation_enrolled',
        subject: organisationId,
        payload: { name: input.name },
      },
    ];
    for (const person of people) {
      await addPerson(tx, person.id, person.name, at);
      for (const office of person.offices) {
        await giveOffice(tx, { personId: person.id, organisationId, office }, at);
        facts.push({
          log: logs.programme,
          type: 'membership.office_given',
          subject: person.id,
          payload: { organisationId, office },
        });
      }
    }
    await record(ctx, tx, ...facts);
  });
  return { organisationId, people: people.map(({ id, name }) => ({ id, name })) };
}
