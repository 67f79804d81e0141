/**
 * The runs of one proof: the trigger on the reported target, each benign input on the same tree, the
 * trigger again on a stand-in. Each is counted by itself, and no run can see which it is.
 */
import { inputsOf } from './inputs.ts';
import { prepare, runOnce, type Judged, type Output } from './runner.ts';
import { requireSpace, type Stage } from './step.ts';
import type { RunResult } from './verdict.ts';

/** Enough to meet an oracle that fires now and then without a cause. */
export const benignRunsEach = 3;

export class Trials {
  /** In the order run; for the evidence's annex. */
  readonly wallMs: number[] = [];
  readonly #stage: Stage;
  readonly #reportLibrary: string | undefined;

  /** `reportLibrary` is the folder of `report-fd.so` for c-asan. */
  constructor(stage: Stage, reportLibrary: string | undefined) {
    this.#stage = stage;
    this.#reportLibrary = reportLibrary;
  }

  /** The trigger, `runs` times. */
  async trigger(
    tree: string,
    runs: number,
    role: 'trigger' | 'control' = 'trigger',
  ): Promise<RunResult[]> {
    const { onProgress, bundle } = this.#stage;
    const prepared = await prepare(
      this.#stage,
      tree,
      inputsOf(bundle.report.trigger),
      this.#reportLibrary,
    );
    const results: RunResult[] = [];
    for (let index = 0; index < runs; index++) {
      const judged = await this.#run(prepared);
      results.push(resultOf(role, 0, index, judged));
      const { hit, ended } = judged;
      if (role === 'trigger') onProgress({ kind: 'run-finished', index, runs, hit, ended });
      else onProgress({ kind: 'control-finished', index, hit, ended });
    }
    if (!results.some(({ hit }) => hit)) await requireSpace(this.#stage.workspace);
    return results;
  }

  /** Every benign input, `benignRunsEach` times; `outputs` holds what each run of each input said. */
  async benign(tree: string): Promise<{ results: RunResult[]; outputs: Output[][] }> {
    const { onProgress, bundle } = this.#stage;
    const results: RunResult[] = [];
    const outputs: Output[][] = [];
    for (const [input, benign] of bundle.report.benign.entries()) {
      const inputs = inputsOf(bundle.report.trigger, benign);
      const prepared = await prepare(this.#stage, tree, inputs, this.#reportLibrary);
      const said: Output[] = [];
      for (let index = 0; index < benignRunsEach; index++) {
        const judged = await this.#run(prepared);
        results.push(resultOf('benign', input, index, judged));
        said.push(judged.output);
        onProgress({ kind: 'benign-finished', input, index, hit: judged.hit, ended: judged.ended });
      }
      outputs.push(said);
    }
    return { results, outputs };
  }

  async #run(prepared: Parameters<typeof runOnce>[1]): Promise<Judged> {
    const judged = await runOnce(this.#stage, prepared);
    this.wallMs.push(Math.round(judged.wallMs));
    return judged;
  }
}

function resultOf(
  role: RunResult['role'],
  input: number,
  index: number,
  judged: Judged,
): RunResult {
  const { hit, ended, crash } = judged;
  return { role, input, index, hit, ended, ...(crash === undefined ? {} : { crash }) };
}
