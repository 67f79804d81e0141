/**
 * Another person signs exactly what was proposed, while the grant is in force: the statement, with both
 * names, is signed by the zone's evidence key (DSSE over in-toto, as proofs are). Whoever has the envelope
 * and the public key can check it without this installation.
 */
import { createPublicKey } from 'node:crypto';
import { grantFacts } from '#access';
import { namesOf } from '#membership';
import { requireAnother } from '#platform/auth';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { sealEnvelope } from '#proof';
import { requireUnreported } from './admission.ts';
import { requireThere } from '../engagement.ts';
import { asEvaluatorOf, type EvaluationPerson } from '../policy.ts';
import { contentDigest, statementOf } from '../report.ts';
import { gatheredContent } from '../report-content.ts';
import { nextReportState } from '../report-state.ts';
import { reportForUpdate, settleReport, type ReportRow } from '../report-store.ts';
import { reportKind } from '../sealed-kinds.ts';

export async function signReport(ctx: Context, id: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { report, person } = await reportInHand(ctx, tx, id);
    const state = nextReportState(report.state, 'sign');
    requireAnother(ctx.actor, report.proposedBy, 'signing a report');
    await requireUnreported(tx, report.grantId);
    const grant = await grantFacts(tx, report.grantId, at);
    if (grant?.isInForce !== true) {
      throw new Refusal('report_late', 'the grant is over; say that the report was not completed');
    }
    const content = await gatheredContent(ctx, tx, report);
    if (contentDigest(content) !== report.contentSha256) {
      throw new Refusal('report_outdated', 'withdraw it and propose it again');
    }
    const names = await namesOf(tx, [report.proposedBy, person.id]);
    const statement = statementOf(content, {
      proposedBy: names.get(report.proposedBy) ?? report.proposedBy,
      signedBy: names.get(person.id) ?? person.id,
      signedAt: at.toISOString(),
    });
    const { envelope, sha256 } = sealEnvelope(statement, ctx.keys.signing);
    const publicKey = createPublicKey(ctx.keys.signing).export({ format: 'pem', type: 'spki' });
    const log = logs.engagement(report.submissionId);
    const contentRef = await ctx.blobs.put(
      tx,
      { kind: reportKind, subject: id, log, compartment: report.submissionId },
      Buffer.from(JSON.stringify({ envelope, publicKey }), 'utf8'),
      at,
    );
    await settleReport(tx, id, { state, contentRef, by: person.id, at });
    await record(ctx, tx, {
      log,
      type: 'evaluation.report_signed',
      subject: id,
      payload: {
        grantId: report.grantId,
        proposedBy: report.proposedBy,
        contentSha256: report.contentSha256,
        statementSha256: sha256,
      },
    });
  });
}

/** By either person: what was proposed is not signed. */
export async function withdrawReport(ctx: Context, id: string, because: string): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const { report, person } = await reportInHand(ctx, tx, id);
    const state = nextReportState(report.state, 'withdraw');
    const settled = { state, contentRef: report.contentRef, by: person.id, at: ctx.clock.now() };
    await settleReport(tx, id, settled);
    await record(ctx, tx, {
      log: logs.engagement(report.submissionId),
      type: 'evaluation.report_withdrawn',
      subject: id,
      payload: { grantId: report.grantId, because },
    });
  });
}

async function reportInHand(
  ctx: Context,
  tx: Tx,
  id: string,
): Promise<{ report: ReportRow; person: EvaluationPerson }> {
  const report = await reportForUpdate(tx, id);
  if (report === undefined) throw notFound();
  await requireThere(tx, ctx.actor, report.submissionId);
  return { report, person: asEvaluatorOf(ctx.actor, report) };
}
