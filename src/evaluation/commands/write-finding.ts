/** An evaluator writes a finding, with the samples that show it; its words are sealed at once. */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { unfit } from '#platform/problems';
import type { Audience, FindingKind, FindingText, Severity } from '../finding.ts';
import { addFinding } from '../finding-store.ts';
import { findingKind } from '../sealed-kinds.ts';
import { requireUnreported, runInHand } from './admission.ts';

export interface WriteFinding extends FindingText {
  kind: FindingKind;
  severity: Severity;
  audience: Audience;
  /** Positions of samples. */
  evidence: number[];
}

export async function writeFinding(
  ctx: Context,
  runId: string,
  { claim, uncertainty, ...facts }: WriteFinding,
): Promise<string> {
  const id = ctx.ids.make('finding');
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { run, person } = await runInHand(ctx, tx, runId);
    await requireUnreported(tx, run.grantId);
    const missing = facts.evidence.find((position) => position >= run.samplesRecorded);
    if (missing !== undefined) {
      throw unfit('/evidence', `place ${missing} is beyond the run’s samples, counted from 0`);
    }
    const log = logs.engagement(run.submissionId);
    const contentRef = await ctx.blobs.put(
      tx,
      { kind: findingKind, subject: id, log, compartment: run.submissionId },
      Buffer.from(JSON.stringify({ claim, uncertainty }), 'utf8'),
      at,
    );
    await addFinding(tx, {
      ...facts,
      id,
      runId: run.id,
      submissionId: run.submissionId,
      organisationId: run.organisationId,
      contentRef,
      writtenBy: person.id,
      writtenAt: at,
    });
    await record(ctx, tx, {
      log,
      type: 'evaluation.finding_written',
      subject: id,
      payload: { runId: run.id, audience: facts.audience },
    });
  });
  return id;
}
