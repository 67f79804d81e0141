/**
 * The engine as its callers use it: a suite, an actor and a journal in; samples and scores out. A fresh
 * run and one that goes on after a kill come in by two doors and are one thing behind them.
 */
import { steadyClock, type Clock } from '#platform/clock';
import { sha256 } from './place/hosts.ts';
import { toolDefinitions } from './agent/tools.ts';
import { modelsOwn } from './disposition.ts';
import { frameOf } from './model/conversation.ts';
import type { Endpoint } from './model/endpoint.ts';
import { Identity, type Finding, type IdentitySeen } from './model/identity.ts';
import { usualBackoff, type Backoff } from './model/retry.ts';
import type { Sandboxes } from './place/sandboxes.ts';
import type { EndOfRun, Plan, SampleResult } from './run/entry.ts';
import { journalFormat } from './run/entry.ts';
import { Journal } from './run/journal.ts';
import { lockJournal } from './run/journal-lock.ts';
import { JournalRefused, readJournal, type JournalState } from './run/read-journal.ts';
import { run, type Progress } from './run/run.ts';
import type { Actor, Frames } from './run/sample.ts';
import { scoresOf, type Scores } from './scores.ts';
import type { Suite } from './suite/task.ts';

export interface EvaluateOptions {
  suite: Suite;
  journalPath: string;
  /** Null: solutions are run without a model. */
  endpoint: Endpoint | null;
  sandboxes: Sandboxes;
  /** Samples at a time. */
  parallel: number;
  clock?: Clock;
  backoff?: Backoff;
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

export interface Evaluation {
  plan: Omit<Plan, 'secret'>;
  /** `complete` only where every sample ended by the model's own doing. */
  status: 'complete' | 'incomplete';
  end: EndOfRun;
  scores: Scores;
  samples: SampleResult[];
  findings: { sample: string | null; finding: Finding }[];
  identity: IdentitySeen;
  /** What a signature or a ledger holds to know this journal again. */
  journal: { path: string; entries: number; head: string };
}

/** Begins a run. Throws `EEXIST` where the journal is there already. */
export async function evaluate(options: EvaluateOptions, plan: Plan): Promise<Evaluation> {
  const clock = options.clock ?? steadyClock();
  const unlock = await lockJournal(options.journalPath);
  try {
    const journal = await Journal.create(options.journalPath, () => clock.now());
    return await begin({ ...options, clock }, plan, journal);
  } finally {
    await unlock();
  }
}

async function begin(
  options: EvaluateOptions & { clock: Clock },
  plan: Plan,
  journal: Journal,
): Promise<Evaluation> {
  const frames = framesOf(plan);
  journal.append({ kind: 'run_started', format: journalFormat, plan, frames: { ...frames } });
  return toItsEnd(options, plan, frames, journal, undefined);
}

/**
 * Goes on with a run by its own plan. The suite and the model must be those it began with; `until`, if
 * given, may only bring the end nearer. Throws `JournalRefused`.
 */
export async function resume(
  options: EvaluateOptions & { until?: string | undefined },
): Promise<Evaluation> {
  const unlock = await lockJournal(options.journalPath);
  try {
    return await goOn({ ...options, clock: options.clock ?? steadyClock() });
  } finally {
    await unlock();
  }
}

async function goOn(
  options: EvaluateOptions & { clock: Clock; until?: string | undefined },
): Promise<Evaluation> {
  const state = await readJournal(options.journalPath);
  requireSame(state.plan, options);
  const { plan: began, bytesTorn: bytesDropped } = state;
  const plan = { ...began, until: sooner(began.until, options.until ?? null) };
  const journal = await Journal.reopen(options.journalPath, () => options.clock.now(), state);
  const url = options.endpoint?.url ?? null;
  journal.append({ kind: 'run_resumed', bytesDropped, url, until: plan.until });
  return toItsEnd(options, plan, framesOf(plan), journal, state);
}

function requireSame(plan: Plan, { suite, endpoint, sandboxes }: EvaluateOptions): void {
  const planned = new Map(plan.tasks.map(({ name, sha256: digest }) => [name, digest]));
  const given = new Map(suite.tasks.map(({ name, sha256: digest }) => [name, digest]));
  const changed = [...planned].find(([name, digest]) => given.get(name) !== digest);
  if (changed !== undefined) {
    throw new JournalRefused(`task \`${changed[0]}\` is not what this run began with`);
  }
  if ((plan.model?.name ?? null) !== (endpoint?.model ?? null)) {
    throw new JournalRefused(`this run began with \`${plan.model?.name ?? 'no model'}\``);
  }
  if (plan.tier !== sandboxes.tier) {
    throw new JournalRefused(
      `this run began in \`${plan.tier}\`, and would go on in \`${sandboxes.tier}\``,
    );
  }
}

const sooner = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) <= Date.parse(other) ? one : other;
};

function framesOf({ model }: Plan): Frames {
  const name = model?.name ?? '';
  return {
    plain: frameOf(name, toolDefinitions.plain),
    withHosts: frameOf(name, toolDefinitions.withHosts),
  };
}

async function toItsEnd(
  options: EvaluateOptions & { clock: Clock },
  plan: Plan,
  frames: Frames,
  journal: Journal,
  before: JournalState | undefined,
): Promise<Evaluation> {
  const { endpoint, signal = new AbortController().signal, onProgress = () => {} } = options;
  const findings = [...(before?.findings ?? [])];
  const tell = (finding: Finding) => {
    findings.push({ sample: null, finding });
    journal.append({ kind: 'finding', sample: null, finding });
  };
  const identity = new Identity(
    plan.model?.answersAs ?? '',
    tell,
    (seen) => journal.append({ kind: 'model_seen', seen }),
    before?.identity,
  );
  const actor: Actor =
    endpoint === null
      ? { kind: 'command' }
      : { kind: 'model', endpoint, identity, frames, backoff: options.backoff ?? usualBackoff };
  try {
    const describing = new Describing(journal, tell, before?.described ?? null);
    await describing.describe(endpoint, 'start', signal);
    const { why, results } = await run({
      ...options,
      plan,
      journal,
      ended: before?.ended ?? new Map(),
      attempts: before?.attempts ?? new Map(),
      actor,
      signal,
      onProgress,
    });
    await describing.describe(endpoint, 'end', signal);
    journal.append({ kind: 'run_ended', why });
    await journal.commit();
    return evaluationOf({ plan, why, results, findings, identity: identity.seen(), journal });
  } finally {
    await journal.close();
  }
}

/** What the endpoint says of its model, at the start and at the end. */
class Describing {
  readonly #journal: Journal;
  readonly #tell: (finding: Finding) => void;
  #first: string | null;

  constructor(journal: Journal, tell: (finding: Finding) => void, first: string | null) {
    this.#journal = journal;
    this.#tell = tell;
    this.#first = first;
  }

  async describe(
    endpoint: Endpoint | null,
    when: 'start' | 'end',
    signal: AbortSignal,
  ): Promise<void> {
    if (endpoint === null || signal.aborted) return;
    const text = await endpoint.describe(signal).catch(() => null);
    this.#journal.append({ kind: 'model_described', when, text });
    if (this.#first !== null && text !== null && text !== this.#first) {
      const detail = `what the endpoint says of the model changed from ${sha256(this.#first)} to ${sha256(text)}`;
      this.#tell({ kind: 'model_description', detail });
    }
    this.#first ??= text;
  }
}

function evaluationOf(parts: {
  plan: Plan;
  why: EndOfRun;
  results: SampleResult[];
  findings: Evaluation['findings'];
  identity: IdentitySeen;
  journal: Journal;
}): Evaluation {
  const { plan, why, results, findings, identity, journal } = parts;
  const { secret: _secret, ...shown } = plan;
  const isWhole =
    why === 'complete' && results.every(({ disposition }) => modelsOwn.includes(disposition));
  return {
    plan: shown,
    status: isWhole ? 'complete' : 'incomplete',
    end: why,
    scores: scoresOf(results, plan.tasks),
    samples: results,
    findings,
    identity,
    journal: { path: journal.path, entries: journal.entries, head: journal.head },
  };
}
