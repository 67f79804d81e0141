/**
 * How many tasks settle a question of a given size, and what size a given number of tasks can
 * settle (Miller 2024, arXiv 2411.00640, §5): n = (z_error + z_power)² · variance / difference².
 * For planning; it says nothing about a run already made.
 */
import { normalQuantile } from './normal.ts';

export interface TestDesign {
  /** Of a false conclusion, such as 0.05. */
  errorRate: number;
  sides: 1 | 2;
  /** Of finding a difference that is there, such as 0.8. */
  power: number;
}

/**
 * The variance one task contributes to a paired comparison: ω² + σ²_A/K_A + σ²_B/K_B. Give one run
 * alone for a comparison with a fixed threshold.
 */
export function varianceOfTask(
  betweenTasks: number,
  runs: readonly { withinTask: number; epochs: number }[],
): number {
  return runs.reduce((total, run) => total + run.withinTask / run.epochs, betweenTasks);
}

/** Tasks needed, rounded up, to find a true `difference`. */
export function tasksNeeded(difference: number, taskVariance: number, design: TestDesign): number {
  if (difference === 0) throw new RangeError('no number of tasks finds a difference of 0');
  return Math.ceil((zSum(design) ** 2 * taskVariance) / difference ** 2);
}

/** The smallest true difference that `tasks` find with the design's power. */
export function detectableDifference(
  tasks: number,
  taskVariance: number,
  design: TestDesign,
): number {
  if (!(tasks > 0)) throw new RangeError(`${tasks} tasks find nothing`);
  return zSum(design) * Math.sqrt(taskVariance / tasks);
}

/** (z_error + z_power): 2.8016 for 5 %, two-sided, with 80 % power. */
function zSum({ errorRate, sides, power }: TestDesign): number {
  return normalQuantile(1 - errorRate / sides) + normalQuantile(power);
}
