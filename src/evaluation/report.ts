/**
 * What a report says, as an in-toto Statement v1: everything that was run under one grant, also what ended
 * early; what it adds up to, with intervals; what was left out, by whom; under which commitments a threshold
 * was applied, and how often; and the limits of it all. Pure. Signed by the zone's evidence key as proofs are,
 * and carrying the two people who stand for it.
 *
 * INVARIANT (tier by tier): a developer may read it before anything is determined, so it holds nothing that
 * comes of applying a threshold: no outcome, no reason, and no number from which its value could be worked out.
 */
import { createHash } from 'node:crypto';
import { canonicalBody } from '#standards/tlog';
import type { FindingRow } from './finding-store.ts';
import type { RunResult } from './result.ts';
import type { FingerprintRow, RunRow } from './run-store.ts';

/** Named by URN, not by an address somebody else could one day answer. */
export const reportPredicateType = 'urn:sallyport:evaluation-report:v1';

/** Stands in every report, because readers will want it to say more. */
export const reportLimits = [
  'This report states measurements. It approves, certifies, licenses, blocks and delays nothing.',
  'It does not say how a score stands to a threshold; no score in it says that a model is safe.',
  'The model was used through its endpoint only. A model that hides what it can do is not found out this way.',
] as const;

export interface ReportedRun {
  run: RunRow;
  procedure: string;
  suite: { name: string; version: string; kind: 'sealed' | 'open' };
  result: RunResult;
  fingerprints: readonly FingerprintRow[];
  /** How often its threshold was applied. */
  looks: number;
}

export interface ReportFacts {
  submissionId: string;
  model: { declaredAs: string; sha256: string };
  grant: { id: string; digest: string; procedure: string | null };
  runs: readonly ReportedRun[];
  findings: readonly FindingRow[];
  nameOf(personId: string): string;
}

export interface ReportContent {
  subject: { name: string; digest: { sha256: string } }[];
  predicate: Record<string, unknown>;
}

/** The same facts give the same bytes, so that a second person can be held to what the first proposed. */
export function contentOf(facts: ReportFacts): ReportContent {
  const { model, grant, runs, findings } = facts;
  return {
    subject: [
      { name: model.declaredAs, digest: { sha256: model.sha256 } },
      { name: `grant ${grant.id}`, digest: { sha256: grant.digest } },
    ],
    predicate: {
      submission: facts.submissionId,
      procedure: grant.procedure,
      runs: runs.map((each) => runIn(each, facts.nameOf)),
      findings: findings.map(({ id, runId, kind, severity, evidence, audience }) => ({
        id,
        run: runId,
        kind,
        severity,
        evidence,
        audience,
      })),
      limits: reportLimits,
    },
  };
}

function runIn(
  { run, procedure, suite, result, fingerprints, looks }: ReportedRun,
  nameOf: (id: string) => string,
) {
  return {
    id: run.id,
    state: run.state,
    endReason: run.endReason,
    purpose: run.purpose,
    procedure,
    suite: { ...suite, root: run.suiteRoot },
    model: { name: run.modelName, sha256: run.modelDigest },
    tier: run.tier,
    epochs: run.epochs,
    budget: run.budget,
    samples: {
      planned: run.samplesPlanned,
      recorded: run.samplesRecorded,
      chain: run.chain,
      dispositions: result.dispositions,
      refusals: result.refusals,
    },
    endpoint: {
      isSteady: new Set(fingerprints.map(({ digest }) => digest)).size <= 1,
      fingerprints: fingerprints.map(({ phase, digest, at }) => ({
        phase,
        digest,
        at: at.toISOString(),
      })),
    },
    reviewed: result.reviewed,
    exclusions: result.exclusions.map((each) => ({
      ...each,
      by: nameOf(each.by),
      confirmedBy: nameOf(each.confirmedBy),
    })),
    scores: { asRecorded: result.asRecorded, asReviewed: result.asReviewed },
    threshold:
      run.thresholdCommitment === null ? null : { commitment: run.thresholdCommitment, looks },
  };
}

export const contentDigest = (content: ReportContent): string =>
  createHash('sha256').update(canonicalBody(content), 'utf8').digest('hex');

export interface Signers {
  proposedBy: string;
  signedBy: string;
  /** RFC 3339. */
  signedAt: string;
}

export function statementOf({ subject, predicate }: ReportContent, signers: Signers) {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: reportPredicateType,
    predicate: { ...predicate, people: signers },
  };
}
