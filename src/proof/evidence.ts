/**
 * Evidence: an in-toto Statement v1 that says what ran and what was seen, the same bytes on every
 * replay. So it holds no time, process number, address or random draw of ours; those go into an
 * annex that is kept beside the statement and not hashed.
 */
import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import type { Tier } from '#platform/sandbox';
import type { Bundle } from './bundle.ts';
import { ephemeralKey, seal, type Envelope } from './dsse.ts';
import type { Artefact } from './fetch.ts';
import type { Decision, RunResult, Tally } from './verdict.ts';

/** Named by URN, not by an address somebody else could one day answer. */
export const predicateType = 'urn:sallyport:proof:v1';

export interface EvidenceInput {
  bundle: Bundle;
  tier: Tier;
  target: Artefact;
  packages: Artefact[];
  /** Name to version of what compiled or interpreted the target. */
  toolchain: Record<string, string>;
  tally: Tally;
  decision: Decision;
}

export interface EvidenceFile {
  envelope: Envelope;
  /** PEM (SPKI). That it signed shows the file is whole; who holds it is for the reader to know. */
  publicKey: string;
  /** Not hashed, not signed: how long things took on that host. */
  annex: { runWallMs: number[] };
}

/** The statement; `canonicalize` makes its bytes. */
export function statementOf(input: EvidenceInput): Record<string, unknown> {
  const { bundle, target, packages, tally, decision } = input;
  const { report } = bundle;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      { name: 'bundle', digest: { sha256: bundle.sha256 } },
      { name: target.name, digest: { sha256: target.sha256 } },
    ],
    predicateType,
    predicate: {
      tier: input.tier,
      environment: {
        kind: report.environment.kind,
        packages: packages.map(({ name, sha256 }) => ({ name, sha256 })),
        build: report.environment.build.map(({ argv }) => argv),
        toolchain: input.toolchain,
      },
      // Whose word it is that these bytes are the project's: a registry's digest, or the finder's.
      targetOrigin: targetOrigin(bundle),
      oracle: report.oracle,
      hitsMin: tally.hitsMin,
      control: tally.controlKind,
      runs: [...tally.runs, ...tally.benign, ...tally.control].map(outcomeOf),
      verdict: decision.verdict,
      assurance: decision.assurance,
      reason: decision.reason,
    },
  };
}

/**
 * `registry`: all of it fetched by purl. `address`: some of it from the finder's address. `finder`:
 * some of it out of the bundle. The weakest counts.
 */
export function targetOrigin({
  report: { target, environment },
}: Bundle): 'registry' | 'address' | 'finder' {
  const all = [target.source ?? target, ...environment.packages];
  if (target.source?.folder !== undefined || all.some(({ file }) => file !== undefined))
    return 'finder';
  return all.some(({ url }) => url !== undefined) ? 'address' : 'registry';
}

function outcomeOf({ role, input, index, hit, ended, crash }: RunResult): Record<string, unknown> {
  return {
    role,
    input,
    index,
    hit,
    ended,
    ...(crash === undefined ? {} : { crash: { type: crash.type, state: crash.state } }),
  };
}

/** Signs the statement with `key`, or with one that is thrown away. */
export function sealEvidence(
  input: EvidenceInput,
  runWallMs: number[],
  key: KeyObject = ephemeralKey(),
): { file: EvidenceFile; sha256: string } {
  const { envelope, sha256 } = seal(statementOf(input), key);
  const publicKey = createPublicKey(key).export({ format: 'pem', type: 'spki' }) as string;
  return { file: { envelope, publicKey, annex: { runWallMs } }, sha256 };
}
