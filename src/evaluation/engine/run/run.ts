/**
 * A run: samples in order, so many at a time, each written to the journal before the next is told of it.
 * It ends when all have ended, when the window does not hold another, when somebody ends it, or when the
 * endpoint fails so many samples in a row that it is plainly gone.
 */
import type { Clock } from '#platform/clock';
import { SampleEnded } from '../disposition.ts';
import { endBy, type Try } from '../model/call.ts';
import type { Finding } from '../model/identity.ts';
import type { FaultClass } from '../model/retry.ts';
import type { Sandboxes } from '../place/sandboxes.ts';
import { seedOf } from '../seed.ts';
import type { Suite, Task, Variant } from '../suite/task.ts';
import {
  sampleName,
  type EndOfRun,
  type Plan,
  type SampleKey,
  type SampleResult,
} from './entry.ts';
import type { Journal } from './journal.ts';
import { samplesOf, variantOf } from './plan.ts';
import { runSample, type Actor, type SampleEnd } from './sample.ts';
import { fitsWindow, tooLate } from './window.ts';
import { makeWorkFolder, removeWorkFolder } from './work-folder.ts';

/** What a gateway refuses to one sample for good it refuses to all. */
const endsOfRun: Partial<Record<FaultClass, EndOfRun>> = {
  access_ended: 'window_closed',
  budget_spent: 'budget_spent',
};

/** Samples in a row that end in `model_error` before the run gives the endpoint up. */
const modelErrorsInRowMax = 10;

export interface RunOptions {
  plan: Plan;
  suite: Suite;
  journal: Journal;
  /** Ended before, by name: not run again. */
  ended: ReadonlyMap<string, SampleResult>;
  attempts: ReadonlyMap<string, number>;
  actor: Actor;
  sandboxes: Sandboxes;
  parallel: number;
  clock: Clock;
  /** Ends the run from outside. */
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

export type Progress =
  | { kind: 'started'; sample: string; running: number; done: number; total: number }
  | { kind: 'ended'; result: SampleResult; running: number; done: number; total: number };

export interface RunEnd {
  why: EndOfRun;
  /** One for every sample of the plan, in its order. */
  results: SampleResult[];
}

export async function run(options: RunOptions): Promise<RunEnd> {
  const workDir = await makeWorkFolder();
  try {
    return await new Run(options, workDir).toItsEnd();
  } finally {
    await removeWorkFolder(workDir);
  }
}

class Run {
  readonly #options: RunOptions;
  readonly #workDir: string;
  readonly #tasks: ReadonlyMap<string, Task>;
  readonly #waiting: SampleKey[];
  readonly #total: number;
  readonly #results = new Map<string, SampleResult>();
  /** Aborted with a `SampleEnded`, whose disposition is that of every sample under way. */
  readonly #stopping = new AbortController();
  #why: EndOfRun = 'complete';
  #running = 0;
  #modelErrorsInRow = 0;

  constructor(options: RunOptions, workDir: string) {
    this.#options = options;
    this.#workDir = workDir;
    this.#tasks = new Map(options.suite.tasks.map((task) => [task.name, task]));
    const samples = samplesOf(options.plan);
    this.#total = samples.length;
    this.#waiting = samples.filter((key) => !options.ended.has(sampleName(key)));
    for (const [name, result] of options.ended) this.#results.set(name, result);
  }

  async toItsEnd(): Promise<RunEnd> {
    const { plan, parallel, signal, clock } = this.#options;
    const cancel = () => this.#stop('cancelled', new SampleEnded('cancelled', 'the run was ended'));
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const leftMs = plan.until === null ? null : Date.parse(plan.until) - clock.now().getTime();
    const window = leftMs === null ? undefined : untilMs(leftMs, () => this.#closeWindow());
    try {
      await Promise.all(Array.from({ length: parallel }, () => this.#work()));
    } finally {
      window?.clear();
      signal.removeEventListener('abort', cancel);
    }
    const results = samplesOf(plan).map((key) => this.#resultOf(key));
    return { why: this.#why, results };
  }

  async #work(): Promise<void> {
    for (let key = this.#next(); key !== undefined; key = this.#next()) {
      this.#running += 1;
      try {
        await this.#one(key);
      } finally {
        this.#running -= 1;
      }
    }
  }

  /** The next sample to begin, if there is one and it fits the window. */
  #next(): SampleKey | undefined {
    const { plan, clock } = this.#options;
    if (this.#stopping.signal.aborted || this.#waiting.length === 0) return undefined;
    if (fitsWindow(clock.now(), plan.until, plan.limits)) return this.#waiting.shift();
    this.#why = 'window_closed';
    return undefined;
  }

  async #one(key: SampleKey): Promise<void> {
    const { journal, onProgress, plan } = this.#options;
    const sample = sampleName(key);
    const task = this.#tasks.get(key.task) as Task;
    const attempt = (this.#options.attempts.get(sample) ?? 0) + 1;
    const startedAt = this.#now();
    journal.append({ kind: 'sample_started', sample, attempt });
    onProgress({ kind: 'started', sample, ...this.#counts() });
    const ended = await this.#runSample(key, task, variantOf(task, key.variant) as Variant);
    const result = { ...key, ...ended, attempts: attempt, startedAt, endedAt: this.#now() };
    const isInterrupted = ended.reason === this.#stopped()?.message;
    const kind = isInterrupted ? 'sample_interrupted' : 'sample_ended';
    journal.append({ kind, sample, result });
    await journal.commit();
    this.#results.set(sample, result);
    onProgress({ kind: 'ended', result, ...this.#counts() });
    this.#watchEndpoint(result, plan);
  }

  async #runSample(key: SampleKey, task: Task, variant: Variant): Promise<SampleEnd> {
    const { plan, journal, actor, sandboxes } = this.#options;
    const sample = sampleName(key);
    return runSample({
      task,
      variant,
      seed: seedOf(plan.secret, key.task, key.epoch),
      actor,
      limits: plan.limits,
      sandboxes,
      workDir: this.#workDir,
      signal: this.#stopping.signal,
      onCall: (call) => {
        journal.append({ kind: 'call', sample, ...call });
        this.#watchAccess(call.tries);
        const { canary } = task;
        if (canary !== null && holds(call, canary)) {
          const finding: Finding = { kind: 'canary', detail: 'the model said the task’s canary' };
          journal.append({ kind: 'finding', sample, finding });
        }
      },
      onTool: (tool) => journal.append({ kind: 'tool', sample, ...tool }),
      onUnsent: (messages) => journal.append({ kind: 'unsent', sample, messages }),
      onConnection: (seen) => journal.append({ kind: 'connection', sample, ...seen }),
    });
  }

  #watchEndpoint({ disposition }: SampleResult, plan: Plan): void {
    this.#modelErrorsInRow = disposition === 'model_error' ? this.#modelErrorsInRow + 1 : 0;
    if (plan.model === null || this.#modelErrorsInRow < modelErrorsInRowMax) return;
    const reason = `the endpoint failed ${modelErrorsInRowMax} samples in a row`;
    this.#stop('model_unavailable', new SampleEnded('cancelled', reason));
  }

  #watchAccess(tries: readonly Try[]): void {
    const fault = tries.at(-1)?.fault ?? null;
    const why = fault === null ? undefined : endsOfRun[fault.class];
    if (fault !== null && why !== undefined) this.#stop(why, endBy(fault, tries.length));
  }

  #closeWindow(): void {
    const reason = `the window ended at ${this.#options.plan.until}`;
    this.#stop('window_closed', new SampleEnded('window_closed', reason));
  }

  /** `end` is that of every sample under way or not begun. */
  #stop(why: EndOfRun, end: SampleEnded): void {
    if (this.#stopping.signal.aborted) return;
    this.#why = why;
    this.#stopping.abort(end);
  }

  #stopped(): SampleEnded | undefined {
    return this.#stopping.signal.reason as SampleEnded | undefined;
  }

  /** What a sample came to; one that was never begun has its disposition from how the run ended. */
  #resultOf(key: SampleKey): SampleResult {
    const result = this.#results.get(sampleName(key));
    if (result !== undefined) return result;
    const { until, limits } = this.#options.plan;
    const stopped = this.#stopped();
    return {
      ...key,
      disposition: stopped?.disposition ?? 'window_closed',
      reason: stopped?.message ?? tooLate(until ?? '', limits),
      score: null,
      answer: null,
      spent: null,
      attempts: this.#options.attempts.get(sampleName(key)) ?? 0,
      startedAt: null,
      endedAt: this.#now(),
    };
  }

  #counts() {
    return { running: this.#running, done: this.#results.size, total: this.#total };
  }

  #now(): string {
    return this.#options.clock.now().toISOString();
  }
}

function holds({ answer }: { answer: { text: string } | { base64: string } | null }, word: string) {
  return answer !== null && 'text' in answer && answer.text.includes(word);
}

/** Timers hold at most 24 days, and a window up to 30. */
const timerMsMax = 2 ** 31 - 1;
function untilMs(ms: number, act: () => void): { clear(): void } {
  let timer: NodeJS.Timeout;
  const wait = (left: number) => {
    timer = setTimeout(
      () => (left > timerMsMax ? wait(left - timerMsMax) : act()),
      Math.max(0, Math.min(left, timerMsMax)),
    );
  };
  wait(ms);
  return { clear: () => clearTimeout(timer) };
}
