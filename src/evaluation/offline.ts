/**
 * What somebody commits to, or recomputes from a run's samples and an opened threshold, without this
 * installation: pure, and loads without a database.
 */
export { proposalOf, type DecisionFacts, type Proposal } from './proposal.ts';
export { exclusionsOf, tasksAsReviewed, type SampleReview } from './result.ts';
export { verdicts } from './review-state.ts';
export {
  chainedSample,
  firstChain,
  nextChain,
  sampleKnownBy,
  type ChainedSample,
} from './sample.ts';
export type { Outcome, TaskScores } from './statistics/index.ts';
export {
  commitTo,
  opensCommitment,
  ruleIn,
  type ThresholdOpening,
  type ThresholdRule,
} from './threshold.ts';
