/**
 * What people read and prove on their own machine, without this installation: determinations, and statements that
 * they sign. Loads without a database.
 */
export {
  determinationBundle,
  proveDetermination,
  type DeterminationBundle,
  type ProofCheck,
  type Proved,
} from './determination-proof.ts';
export { descriptor, descriptorSha256, type Descriptor } from './question.ts';
export { proveInLedger } from './determination-ledger.ts';
export {
  readStatement,
  statementSha256,
  type DeterminationStatement,
} from './determination-statement.ts';
export type { Said } from './withdrawn-before.ts';
export {
  nomination,
  partnershipSha256,
  readPartnershipStatement,
  type Nomination,
  type PartnershipStatement,
} from './partnership-statement.ts';
