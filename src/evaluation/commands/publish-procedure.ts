/**
 * An evaluating office publishes a procedure: how it reviews and tests, as one text under a name and a version
 * (requirements S07). Both sides accept it by signing a grant that names it; nothing here changes one.
 */
import { createHash } from 'node:crypto';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { asEvaluator } from '../policy.ts';
import { addProcedure, newestProcedure } from '../procedure-store.ts';

export interface PublishProcedure {
  name: string;
  text: string;
  allowsSealed: boolean;
}

export async function publishProcedure(ctx: Context, input: PublishProcedure): Promise<string> {
  const person = asEvaluator(ctx.actor, 'evaluation:write');
  const id = ctx.ids.make('procedure');
  await ctx.database.transaction(async (tx) => {
    const before = await newestProcedure(tx, input.name);
    if (before !== undefined && before.organisationId !== person.organisationId) {
      throw taken(input.name);
    }
    const version = (before?.version ?? 0) + 1;
    const row = {
      id,
      organisationId: person.organisationId,
      ...input,
      version,
      publishedBy: person.id,
      publishedAt: ctx.clock.now(),
    };
    if (!(await addProcedure(tx, row))) throw taken(`${input.name}/${version}`);
    await record(ctx, tx, {
      log: logs.programme,
      type: 'evaluation.procedure_published',
      subject: id,
      payload: {
        name: input.name,
        version,
        allowsSealed: input.allowsSealed,
        textSha256: createHash('sha256').update(input.text, 'utf8').digest('hex'),
      },
    });
  });
  return id;
}

const taken = (name: string): Refusal =>
  new Refusal('name_taken', `\`${name}\` was published by another office or at this moment`);
