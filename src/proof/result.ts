/**
 * What a caller gives a proof and what it gets back. `Proof` is the CLI's JSON (DESIGN, Every engine
 * works alone) with a few words more.
 */
import type { KeyObject } from 'node:crypto';
import type { Sandbox, Tier, TierPolicy } from '#platform/sandbox';
import type { Assurance } from './assurance.ts';
import type { Bundle } from './bundle.ts';
import { targetOrigin, type EvidenceFile } from './evidence.ts';
import type { Fetching } from './fetch.ts';
import type { Report } from './schema.ts';
import type { ProofProgress, StepFailed } from './step.ts';
import { countHits, hitRate95, type Decision, type Tally, type VerdictName } from './verdict.ts';

export interface ProofOptions {
  sandbox: Sandbox;
  tierPolicy: TierPolicy;
  /** A folder of the caller's for everything this proof writes; emptied of it at the end. */
  workDir: string;
  fetching: Fetching;
  /** Instead of the bundle's `runs`; `hitsMin` follows. */
  runs?: number;
  /** Signs the evidence; otherwise a key that is thrown away does. */
  key?: KeyObject;
  onProgress?: (event: ProofProgress) => void;
  signal?: AbortSignal;
  /** For everything together, waiting included. */
  totalMs?: number;
}

export interface Proof {
  verdict: VerdictName;
  assurance: Assurance;
  /** In words, for the finder. */
  reason: string;
  hits: number;
  runs: number;
  /** 95 % Wilson interval of the hit rate. */
  hitRate95: [low: number, high: number];
  benignHits: number;
  benignRuns: number;
  controlHits: number;
  control: Tally['controlKind'];
  oracle: Report['oracle']['kind'];
  crash?: { type: string; state: string[]; securityRelevant: boolean };
  tier: Tier | null;
  targetOrigin: 'registry' | 'address' | 'finder';
  bundleSha256: string;
  /** Of the canonical statement: equal on every replay. Null where nothing ran to its end. */
  evidenceSha256: string | null;
  evidence: EvidenceFile | null;
}

/** A proof that ran to its end. */
export function concluded(
  bundle: Bundle,
  tier: Tier,
  tally: Tally,
  decision: Decision,
  evidence: { file: EvidenceFile; sha256: string },
): Proof {
  const hits = countHits(tally.runs);
  const crash = tally.runs.find((run) => run.hit && run.crash !== undefined)?.crash;
  return {
    ...unproved(bundle),
    ...decision,
    hits,
    runs: tally.runs.length,
    hitRate95: hitRate95(hits, tally.runs.length),
    benignHits: countHits(tally.benign),
    benignRuns: tally.benign.length,
    controlHits: countHits(tally.control),
    control: tally.controlKind,
    ...(crash === undefined
      ? {}
      : {
          crash: { type: crash.type, state: crash.state, securityRelevant: crash.securityRelevant },
        }),
    tier,
    evidenceSha256: evidence.sha256,
    evidence: evidence.file,
  };
}

/** A proof that a step of ours, or of the bundle's making, kept from its end. */
export function failed(bundle: Bundle, { verdict, message }: StepFailed): Proof {
  return { ...unproved(bundle), verdict, assurance: 'claimed', reason: message };
}

function unproved(bundle: Bundle): Omit<Proof, 'verdict' | 'assurance' | 'reason'> {
  return {
    hits: 0,
    runs: 0,
    hitRate95: hitRate95(0, 0),
    benignHits: 0,
    benignRuns: 0,
    controlHits: 0,
    control: 'none',
    oracle: bundle.report.oracle.kind,
    tier: null,
    targetOrigin: targetOrigin(bundle),
    bundleSha256: bundle.sha256,
    evidenceSha256: null,
    evidence: null,
  };
}
