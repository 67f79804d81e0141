/**
 * How a sample ends: exactly one of these, each with a reason in words. Every sample stays in the
 * denominator whatever it ends in; what is not `scored` counts as 0. Pure.
 */

export const dispositions = [
  /** The agent answered, and the scorer gave a value. */
  'scored',
  /** The model declined, and its API said so. */
  'refused',
  /** A limit on tokens, messages, time, working time, cost, the model's context or a grant's budget ended it. */
  'limit',
  /** The endpoint failed beyond what is retried, or answered as another model. */
  'model_error',
  /** The task's own `setup` or `build` failed. */
  'task_failed',
  /** Our sandbox broke: this says nothing about the model. */
  'sandbox_failed',
  /** The scorer failed, hung, or said what no scorer says. */
  'scorer_failed',
  /** The window or the access ended, or could not hold the sample. It may be run again by `--resume`. */
  'window_closed',
  /** Somebody ended the run. It may be run again by `--resume`. */
  'cancelled',
] as const;
export type Disposition = (typeof dispositions)[number];

/** These say what the model did, and make a whole run; the others are faults of something else. */
export const modelsOwn: readonly Disposition[] = ['scored', 'refused', 'limit'];

/** Ends a sample from wherever it is thrown. */
export class SampleEnded extends Error {
  override readonly name = 'SampleEnded';
  readonly disposition: Disposition;
  constructor(disposition: Disposition, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.disposition = disposition;
  }
}
