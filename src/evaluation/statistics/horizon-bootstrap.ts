/**
 * How sure a time horizon is: METR's hierarchical bootstrap. Families are drawn with replacement,
 * then tasks within each drawn family, then runs within each drawn task; the curve is fitted to
 * each draw with the weights of the original runs, not normalised again.
 *
 * One difference, on purpose: METR drops a draw in which every score is alike. Here it counts, as a
 * horizon of 0 or Infinity, because dropping it hides exactly the draws that say the data are thin.
 */
import { fitHorizon, horizonMinutes, horizonWeights, type TimedRun } from './horizon.ts';
import type { Interval } from './mean.ts';
import { seededRandom } from './random.ts';

export interface HorizonBootstrap {
  /** Above 0: some draws separate completely, and only the penalty then gives them a curve. */
  regularization: number;
  /** METR uses 1,000. */
  replicates: number;
  seed: number;
  confidence: number;
}

export interface HorizonInterval extends Interval {
  /** Draws in which longer tasks came out easier. More than a few: do not quote the horizon. */
  risingReplicates: number;
}

/** Percentile interval of the horizon at `successRate`, in minutes; either end may be 0 or Infinity. */
export function horizonInterval(
  runs: readonly TimedRun[],
  successRate: number,
  bootstrap: HorizonBootstrap,
): HorizonInterval {
  if (!(bootstrap.regularization > 0 && bootstrap.replicates >= 1)) {
    throw new RangeError('a bootstrap needs a regularization above 0 and at least one replicate');
  }
  const random = seededRandom(bootstrap.seed);
  const weights = horizonWeights(runs);
  const hierarchy = hierarchyOf(runs);
  const horizons: number[] = [];
  let risingReplicates = 0;
  for (let replicate = 0; replicate < bootstrap.replicates; replicate += 1) {
    const drawn = drawRuns(hierarchy, random);
    const fit = fitHorizon(
      drawn.map((index) => runs[index]!),
      drawn.map((index) => weights[index]!),
      bootstrap.regularization,
    );
    if (fit.isRising) risingReplicates += 1;
    horizons.push(horizonMinutes(fit, successRate));
  }
  const tail = (1 - bootstrap.confidence) / 2;
  const sorted = horizons.sort((a, b) => a - b);
  return { lower: quantile(sorted, tail), upper: quantile(sorted, 1 - tail), risingReplicates };
}

/** The value a share `p` of the way through `sorted`, between neighbours in proportion (NumPy's default). */
export function quantile(sorted: readonly number[], p: number): number {
  const position = p * (sorted.length - 1);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  // Infinity minus Infinity is not a number, so equal neighbours are not subtracted.
  return below === above ? below : below + (above - below) * (position - Math.floor(position));
}

/** Family to task to the indices of its runs. */
type Hierarchy = number[][][];

function hierarchyOf(runs: readonly TimedRun[]): Hierarchy {
  const families = Map.groupBy(runs.keys(), (index) => runs[index]!.family);
  return [...families.values()].map((members) => {
    return [...Map.groupBy(members, (index) => runs[index]!.task).values()];
  });
}

function drawRuns(hierarchy: Hierarchy, random: () => number): number[] {
  const draw = <T>(from: readonly T[]): T[] => {
    return from.map(() => from[Math.floor(random() * from.length)]!);
  };
  return draw(hierarchy).flatMap((tasks) => draw(tasks).flatMap((indices) => draw(indices)));
}
