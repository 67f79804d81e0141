/**
 * One person proposes a grant's report: its content is gathered from what stands, sealed, and its digest goes
 * into the log. Or somebody says that no report will come, and why: that too is an end, and no adverse one.
 */
import { grantFacts, type GrantFacts } from '#access';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal, unfit } from '#platform/problems';
import { canonicalBody } from '#standards/tlog';
import { requireThere } from '../engagement.ts';
import { asEvaluatorOf, type EvaluationPerson } from '../policy.ts';
import { contentDigest } from '../report.ts';
import { gatheredContent } from '../report-content.ts';
import { addReport } from '../report-store.ts';
import { isRunOver } from '../run-state.ts';
import { runsOfGrant } from '../run-store.ts';
import { reportKind } from '../sealed-kinds.ts';
import { requireUnreported } from './admission.ts';

export interface ProposeReport {
  grantId: string;
  /** Whether the developer reads it once it is signed. */
  isShared: boolean;
}

export async function proposeReport(
  ctx: Context,
  submissionId: string,
  { grantId, isShared }: ProposeReport,
): Promise<string> {
  const id = ctx.ids.make('evreport');
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { person, organisationId } = await reporting(ctx, tx, submissionId, grantId);
    const open = (await runsOfGrant(tx, grantId)).filter(({ state }) => !isRunOver(state));
    if (open.length > 0) {
      throw new Refusal('runs_open', `${open.length} runs under the grant are not over`);
    }
    const content = await gatheredContent(ctx, tx, { submissionId, grantId });
    const log = logs.engagement(submissionId);
    const contentRef = await ctx.blobs.put(
      tx,
      { kind: reportKind, subject: id, log, compartment: submissionId },
      Buffer.from(canonicalBody(content), 'utf8'),
      at,
    );
    const contentSha256 = contentDigest(content);
    const isNew = await addReport(tx, {
      id,
      submissionId,
      organisationId,
      grantId,
      state: 'proposed',
      isShared,
      contentSha256,
      contentRef,
      reason: null,
      proposedBy: person.id,
      proposedAt: at,
    });
    if (!isNew) {
      throw new Refusal(
        'reported',
        'a report on this grant is proposed; sign it or withdraw it first',
      );
    }
    await record(ctx, tx, {
      log,
      type: 'evaluation.report_proposed',
      subject: id,
      payload: { grantId, contentSha256, isShared },
    });
  });
  return id;
}

export async function stateNotCompleted(
  ctx: Context,
  submissionId: string,
  { grantId, reason }: { grantId: string; reason: string },
): Promise<string> {
  const id = ctx.ids.make('evreport');
  await ctx.database.transaction(async (tx) => {
    const { person, organisationId } = await reporting(ctx, tx, submissionId, grantId);
    const isNew = await addReport(tx, {
      id,
      submissionId,
      organisationId,
      grantId,
      state: 'not_completed',
      isShared: true,
      contentSha256: null,
      contentRef: null,
      reason,
      proposedBy: person.id,
      proposedAt: ctx.clock.now(),
    });
    if (!isNew) throw new Refusal('reported', 'the grant has its report already');
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'evaluation.report_not_completed',
      subject: id,
      payload: { grantId, reason },
    });
  });
  return id;
}

interface Reporting {
  person: EvaluationPerson;
  organisationId: string;
  grant: GrantFacts;
}

/** Who reports on which grant of the engagement; a grant of another one is not there. */
async function reporting(
  ctx: Context,
  tx: Tx,
  submissionId: string,
  grantId: string,
): Promise<Reporting> {
  const { evaluatorId: organisationId } = await requireThere(tx, ctx.actor, submissionId);
  const person = asEvaluatorOf(ctx.actor, { organisationId });
  const grant = await grantFacts(tx, grantId, ctx.clock.now());
  if (grant?.submissionId !== submissionId) {
    throw unfit('/grantId', 'the engagement has no such grant with terms');
  }
  await requireUnreported(tx, grantId);
  return { person, organisationId, grant };
}
