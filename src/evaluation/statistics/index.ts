/** The door of the statistics under a determination. Pure: no I/O, no clock, randomness by seed. */
export { observationsOf, type Observation, type TaskScores } from './task-scores.ts';
export {
  estimateClusteredMean,
  estimateMean,
  meanInterval,
  meanLowerBound,
  meanUpperBound,
  varianceComponents,
  type ClusterCorrection,
  type Interval,
  type MeanEstimate,
  type VarianceComponents,
} from './mean.ts';
export {
  credibleInterval,
  exactInterval,
  exactLowerBound,
  exactUpperBound,
  JEFFREYS_PRIOR,
  posterior,
  probabilityAbove,
  proportionStandardError,
  UNIFORM_PRIOR,
  wilsonInterval,
  type BetaBelief,
} from './proportion.ts';
export { passAtLeastOnce, passEveryTime } from './attempts.ts';
export {
  betaBinomialProbability,
  betaBinomialVariance,
  fitDispersion,
  probabilityOfAtLeast,
  type Dispersion,
} from './beta-binomial.ts';
export {
  differenceFromZero,
  differenceInterval,
  fisherExact,
  holmAdjusted,
  mcNemar,
  pairedDifference,
  type McNemar,
} from './comparison.ts';
export { detectableDifference, tasksNeeded, varianceOfTask, type TestDesign } from './power.ts';
export { estimateAbility, solveProbability, type Ability, type Item } from './item-response.ts';
export {
  fitHorizon,
  horizonMinutes,
  horizonWeights,
  METR_REGULARIZATION,
  type Curve,
  type HorizonFit,
  type TimedRun,
} from './horizon.ts';
export {
  horizonInterval,
  type HorizonBootstrap,
  type HorizonInterval,
} from './horizon-bootstrap.ts';
export { thresholdBounds, type ThresholdBounds } from './threshold-bounds.ts';
export {
  decide,
  type Decision,
  type DecisionRule,
  type Outcome,
  type ToSettle,
} from './decision.ts';
