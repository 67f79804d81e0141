/**
 * The door to the sandbox: run one command where it can hurt nobody, or download one file without
 * running anything. What is contained, what is not, and how it is known: `sandbox/README.md`.
 */
export { isPublicAddress } from './address.ts';
export { openSandbox, type SandboxOptions } from './client.ts';
export {
  fetchBytes,
  fetchFile,
  FetchRefused,
  publicOnly,
  type Fetched,
  type FetchOptions,
  type FetchProblem,
  type FetchRule,
} from './fetch.ts';
export { limitsFor, type Purpose } from './limits.ts';
export { chooseTier, NoSandbox, type TierPolicy } from './policy.ts';
export type {
  Mount,
  RunFinished,
  RunLimits,
  RunOutcome,
  RunRequest,
  Sandbox,
  SandboxFailed,
  SandboxTiers,
  StopReason,
  Tier,
} from './run.ts';
export { makeRunFolder, removeRunFolder } from './run-folder.ts';
