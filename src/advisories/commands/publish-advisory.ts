/**
 * Publication: once, in every format, at one instant (DESIGN, flow 4).
 *
 * INVARIANT (equal or not at all): the texts are read back and their affected sets compared; a
 * difference refuses publication. INVARIANT (publication ends the embargo): the case changes state in
 * this transaction, through its own door.
 */
import { markCasePublished } from '#clearinghouse';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { publish } from '../advisory.ts';
import { writeAdvisory, type Publisher } from '../convert.ts';
import { packageKeyOf } from '../package-key.ts';
import { publicationFindings } from '../publication.ts';
import { advisoryForUpdate, setPublished } from '../store.ts';

export async function publishAdvisory(
  ctx: Context,
  advisoryId: string,
  publisher: Publisher,
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const row = await advisoryForUpdate(tx, advisoryId);
    if (row === undefined) throw notFound();
    await markCasePublished(ctx, tx, row.caseId);
    if (row.state !== 'draft') {
      throw new Refusal('advisory_published', `advisory \`${advisoryId}\` is published already`);
    }
    const advisory = publish(row.document, at.toISOString());
    const findings = publicationFindings(advisory, publisher);
    if (findings.length > 0) {
      throw new Refusal(
        'advisory_incomplete',
        'the draft is not fit to publish; `errors` names each field and its mend',
        {
          errors: findings
            .slice(0, 50)
            .map(({ instancePath, message }) => ({ pointer: instancePath, detail: message })),
        },
      );
    }
    const result = writeAdvisory(advisory, publisher);
    if (!result.isWritten) {
      const { onlyInCsaf, onlyInOsv, reasons } = result.difference;
      throw new Refusal(
        'formats_differ',
        'CSAF and OSV would not name the same versions, so nothing was published',
        {
          errors: [
            ...onlyInCsaf.map((line) => ({
              pointer: '/affected',
              detail: `only in CSAF: ${line}`,
            })),
            ...onlyInOsv.map((line) => ({ pointer: '/affected', detail: `only in OSV: ${line}` })),
            ...reasons.map((reason) => ({ pointer: '/affected', detail: reason })),
          ].slice(0, 50),
        },
      );
    }
    const { csafText, osvText } = result.written;
    await setPublished(
      tx,
      advisory,
      { csaf: csafText, osv: osvText },
      advisory.affected.map(({ purl }) => packageKeyOf(purl)),
      at,
    );
    await record(
      ctx,
      tx,
      {
        log: logs.case(row.caseId),
        type: 'advisories.advisory_published',
        subject: row.caseId,
        payload: { advisoryId },
      },
      // Publication is public: the programme's log carries it too, without the case.
      {
        log: logs.programme,
        type: 'advisories.advisory_public',
        subject: advisoryId,
        payload: { advisoryId },
      },
    );
  });
}
