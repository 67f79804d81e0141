/**
 * What the endpoint says and shows of itself, as the runner measured it: at the start, as often as it likes,
 * at the end. A digest that differs from the first means that the samples may not be of one model.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { addFingerprint, fingerprintsOf, type FingerprintRow, type RunRow } from '../run-store.ts';

export interface Fingerprint {
  /** SHA-256 over the details, and over answers to fixed probes, as the runner defines it: hex. */
  digest: string;
  details: Record<string, string>;
}

export async function noteFingerprint(
  ctx: Context,
  tx: Tx,
  run: RunRow,
  phase: FingerprintRow['phase'],
  { digest, details }: Fingerprint,
): Promise<void> {
  const before = await fingerprintsOf(tx, run.id);
  const last = before.at(-1);
  // Between start and end only a change is news.
  if (phase === 'during' && last?.digest === digest) return;
  const row = { number: before.length, phase, digest, details, at: ctx.clock.now() };
  await addFingerprint(tx, run.id, row);
  await record(ctx, tx, {
    log: logs.engagement(run.submissionId),
    type: 'evaluation.endpoint_fingerprinted',
    subject: run.id,
    payload: { phase, digest, isChanged: last !== undefined && last.digest !== digest },
  });
}
