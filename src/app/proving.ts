/** Joins the proof engine to the clearinghouse's work: one sandbox a worker, one folder for what it runs. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckFix, ProofOutcome, ProofStep, Prove } from '#clearinghouse';
import { openSandbox, type TierPolicy } from '#platform/sandbox';
import {
  hostFetching,
  reproduce,
  verifyFix,
  type Bundle,
  type Proof,
  type ProofProgress,
} from '#proof';
import { evidenceOf, fixReasonOf, reasonOf, regressionOf } from './unsealed.ts';

export interface Proving {
  prove: Prove;
  check: CheckFix;
  close(): Promise<void>;
}

/**
 * What could not be fetched, like what could not be sandboxed, says nothing about the report: both hold
 * it until somebody mends the cause.
 */
const saysNothing = new Set<string>(['sandbox-failed', 'fetch-failed']);

export async function openProving(dataDir: string, tierPolicy: TierPolicy): Promise<Proving> {
  const workDir = join(dataDir, 'work');
  await mkdir(workDir, { recursive: true, mode: 0o711 });
  const sandbox = await openSandbox();
  const parts = { sandbox, tierPolicy, workDir, fetching: hostFetching() } as const;
  return {
    async prove(bundle, onStep, signal) {
      const startedAt = performance.now();
      // Steps are written in their order, and the verdict only after all of them.
      let written = Promise.resolve();
      const proof = await reproduce(bundle, {
        ...parts,
        signal,
        onProgress(event) {
          const step = stepOf(event);
          written = written.then(() => onStep(step));
          // Awaited below; marked as handled so that a failure there is not also an unhandled one.
          written.catch(() => undefined);
        },
      });
      await written;
      if (saysNothing.has(proof.verdict))
        return { kind: 'sandbox-failed', reason: reasonOf(proof) };
      return decided(proof, fixKeyOf(bundle, proof), performance.now() - startedAt);
    },
    async check(bundle, fix, signal) {
      const result = await verifyFix(bundle, fix, { ...parts, signal });
      if (saysNothing.has(result.verdict)) {
        return { kind: 'sandbox-failed', reason: fixReasonOf(result) };
      }
      const { verdict, stopped, regressions, negativeControls } = result;
      const { inputs, unchanged } = negativeControls;
      return {
        kind: 'decided',
        isVerified: verdict === 'verified',
        result: {
          verdict,
          stopped,
          regressions: regressions.map(regressionOf),
          negativeControls: `${unchanged} of ${inputs} benign inputs unchanged`,
          reason: fixReasonOf(result),
        },
      };
    },
    close: () => sandbox.close(),
  };
}

function stepOf(event: ProofProgress): ProofStep {
  switch (event.kind) {
    case 'fetched':
      return { step: 'fetched' };
    case 'built':
      return { step: 'built' };
    case 'run-finished':
      return { step: 'run', index: event.index, hit: event.hit };
    case 'benign-finished':
      return { step: 'benign', index: event.index, hit: event.hit };
    case 'control-finished':
      return { step: 'control', index: event.index, hit: event.hit };
  }
}

/** What the fixed control was, where it ran and stayed silent: a fix known to stop this trigger. */
function fixKeyOf(
  { report: { fix }, files }: Bundle,
  { control, controlHits }: Proof,
): string | null {
  if (fix === undefined || control !== 'fixed' || controlHits > 0) return null;
  if (fix.version !== undefined) return `version:${fix.version}`;
  const diff = fix.diff === undefined ? undefined : files.get(fix.diff);
  return diff === undefined ? null : `diff:${createHash('sha256').update(diff).digest('hex')}`;
}

function decided(proof: Proof, fixKey: string | null, durationMs: number): ProofOutcome {
  const { verdict, assurance, hits, runs, benignHits, oracle, tier, evidenceSha256, crash } = proof;
  return {
    kind: 'decided',
    isConfirmed: verdict === 'confirmed',
    fixKey,
    verdict: {
      verdict,
      assurance,
      hits,
      runs,
      benignHits,
      oracle,
      tier,
      evidenceSha256,
      reason: reasonOf(proof),
      durationMs: Math.round(durationMs),
      ...(crash === undefined ? {} : { crash }),
    },
    evidence: evidenceOf(proof),
  };
}
