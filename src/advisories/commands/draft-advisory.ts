/** A coordinator writes, or rewrites, the one advisory of a case. */
import { coordinatedCase } from '#clearinghouse';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import type { Advisory } from '../advisory.ts';
import { readAdvisory } from '../schema.ts';
import { advisoryOfCase, nextNumber, putDraft } from '../store.ts';

/** `input` is the advisory as JSON; the server gives id, status, dates and revisions. */
export async function draftAdvisory(
  ctx: Context,
  caseId: string,
  input: unknown,
): Promise<Advisory> {
  const at = ctx.clock.now();
  return await ctx.database.transaction(async (tx) => {
    await coordinatedCase(ctx, tx, caseId);
    const before = await advisoryOfCase(tx, caseId);
    // Checked before a number is taken: numbers are not given back, and a refused draft needs none.
    const draft = checked(input, before?.id ?? unnumbered, at);
    const id = before?.id ?? (await numberedId(tx, at));
    const advisory = { ...draft, id };
    if (!(await putDraft(tx, id, caseId, advisory, ctx.actor.id))) {
      throw new Refusal(
        'advisory_published',
        `advisory \`${id}\` is published and cannot be rewritten`,
      );
    }
    await record(ctx, tx, {
      log: logs.case(caseId),
      type: 'advisories.advisory_drafted',
      subject: caseId,
      payload: { advisoryId: id },
    });
    return advisory;
  });
}

const unnumbered = 'SP-0000-0000';

async function numberedId(tx: Tx, at: Date): Promise<string> {
  return `SP-${at.getUTCFullYear()}-${String(await nextNumber(tx)).padStart(4, '0')}`;
}

function checked(input: unknown, id: string, at: Date): Advisory {
  const given = typeof input === 'object' && input !== null ? input : {};
  const reading = readAdvisory({
    ...given,
    id,
    status: 'draft',
    draftedAt: at.toISOString(),
    revisions: [],
  });
  if (reading.isValid) return reading.advisory;
  throw new Refusal(
    'advisory_invalid',
    'the draft cannot be kept; `errors` names each field and its mend',
    {
      errors: reading.errors
        .slice(0, 50)
        .map(({ instancePath, message }) => ({ pointer: instancePath, detail: message })),
    },
  );
}
