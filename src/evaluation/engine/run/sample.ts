/**
 * The life of one sample: made ready, acted, judged, and ended in exactly one disposition. Whatever is
 * thrown on the way becomes a result here; only a defect of ours goes further.
 */
import { runAgent, type CallSeen, type ToolUsed } from '../agent/agent.ts';
import { runCommand } from '../agent/command.ts';
import { SampleEnded } from '../disposition.ts';
import { Meter, type SampleLimits, type Spent } from '../limits.ts';
import type { Frame } from '../model/conversation.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { Identity } from '../model/identity.ts';
import type { Backoff } from '../model/retry.ts';
import type { Message } from '../model/wire.ts';
import type { ConnectionSeen } from '../place/hosts.ts';
import type { Sandboxes } from '../place/sandboxes.ts';
import { Workplace } from '../place/workplace.ts';
import { score, type Score } from '../scorers/index.ts';
import type { SampleSeed } from '../seed.ts';
import type { Task, Variant } from '../suite/task.ts';

/** Who acts: a model, or a command of the task's own. */
export type Actor =
  | { kind: 'model'; endpoint: Endpoint; identity: Identity; frames: Frames; backoff: Backoff }
  | { kind: 'command' };

export interface Frames {
  plain: Frame;
  withHosts: Frame;
}

export interface SampleOptions {
  task: Task;
  variant: Variant;
  seed: SampleSeed;
  actor: Actor;
  limits: SampleLimits;
  sandboxes: Sandboxes;
  workDir: string;
  /** Ends the sample: aborted with a `SampleEnded`. */
  signal: AbortSignal;
  onCall: (call: CallSeen) => void;
  onTool: (tool: ToolUsed) => void;
  onUnsent: (messages: Message[]) => void;
  onConnection: (seen: ConnectionSeen) => void;
}

export interface SampleEnd {
  disposition: SampleEnded['disposition'];
  reason: string;
  score: Score | null;
  answer: string | null;
  spent: Spent | null;
}

export async function runSample(options: SampleOptions): Promise<SampleEnd> {
  const acting = new Timer(options.signal);
  let workplace: Workplace | undefined;
  let meter: Meter | undefined;
  let answer: string | null = null;
  let spent: Spent | null = null;
  try {
    workplace = await Workplace.open({ ...options, signal: acting.signal });
    meter = new Meter(options.limits);
    const { timeMs } = options.limits;
    acting.start(timeMs, () => new SampleEnded('limit', `time: ${timeMs} ms`));
    answer = await act(options, workplace, meter);
    spent = meter.spent();
    acting.clear();
    const judged = await judge(options, workplace, answer);
    return { disposition: 'scored', reason: '', score: judged, answer, spent };
  } catch (error) {
    const ended = endedBy(error);
    const { disposition, message: reason } = ended;
    return { disposition, reason, score: null, answer, spent: spent ?? meter?.spent() ?? null };
  } finally {
    acting.clear();
    await workplace?.remove();
  }
}

/** What the workplace's disk refuses is a fault of this host; all else that is no `SampleEnded` is a defect. */
function endedBy(error: unknown): SampleEnded {
  if (error instanceof SampleEnded) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  return new SampleEnded('sandbox_failed', `the work folder failed with \`${code}\``, {
    cause: error,
  });
}

async function act(
  { actor, variant, task, limits, onCall, onTool, onUnsent }: SampleOptions,
  workplace: Workplace,
  meter: Meter,
): Promise<string> {
  if (actor.kind === 'command') return runCommand(variant.prompt, workplace);
  const hasHosts = Object.keys(task.hosts).length > 0;
  return runAgent({
    ...actor,
    frame: hasHosts ? actor.frames.withHosts : actor.frames.plain,
    prompt: variant.prompt,
    workplace,
    limits,
    meter,
    signal: workplace.signal,
    onCall,
    onTool,
    onUnsent,
  });
}

async function judge(
  { signal, limits }: SampleOptions,
  workplace: Workplace,
  answer: string,
): Promise<Score> {
  const scoring = new Timer(signal);
  const { scoringMs } = limits;
  scoring.start(scoringMs, () => {
    return new SampleEnded('scorer_failed', `scoring took longer than ${scoringMs} ms`);
  });
  try {
    return await score({ workplace, answer, signal: scoring.signal });
  } finally {
    scoring.clear();
  }
}

/** A signal that a time of its own also aborts, from when it is started. */
class Timer {
  readonly signal: AbortSignal;
  readonly #own = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.#own.signal]);
  }

  start(ms: number, reason: () => Error): void {
    this.#timer = setTimeout(() => this.#own.abort(reason()), ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
