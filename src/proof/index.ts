/**
 * The door of proof: what can be shown by running it. Needs a sandbox and a folder, no database;
 * the CLI, the workers and an operator's own scripts all come in here.
 */
export {
  bundleBytesMax,
  bundleLimits,
  readFolder,
  unpackBytes,
  type ArchiveLimits,
} from './archive.ts';
export type { Assurance } from './assurance.ts';
export {
  InvalidBundle,
  packBundle,
  readBundle,
  readBundleBytes,
  type Bundle,
  type BundleSource,
} from './bundle.ts';
export {
  ephemeralKey,
  keyIdOf,
  open as openEnvelope,
  seal as sealEnvelope,
  type Envelope,
} from './dsse.ts';
export type { EvidenceFile } from './evidence.ts';
export type { Fetching } from './fetch.ts';
export { reproduce } from './reproduce.ts';
export { fixPolicy, type FixPolicy } from './fix-policy.ts';
export type { FixVerdict, NegativeControls, Regression, Reproducer } from './fix-verdict.ts';
export { hostFetching, type HostFetchingOptions } from './host-fetching.ts';
export type { Proof, ProofOptions } from './result.ts';
export type { Finding } from './rules.ts';
export type { EnvironmentKind, Oracle, Report, ReportInput } from './schema.ts';
export type { ProofProgress } from './step.ts';
export { ArchiveError } from './tar-header.ts';
export { verifyFix, type FixCheck, type FixOptions, type GivenFix } from './verify-fix.ts';
export type { VerdictName } from './verdict.ts';
