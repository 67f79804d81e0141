/** What the journal of a run holds, one entry a line. Nothing here carries a credential. */
import type { CallSeen, ToolUsed } from '../agent/agent.ts';
import type { Disposition } from '../disposition.ts';
import type { SampleLimits, Spent } from '../limits.ts';
import type { Frame } from '../model/conversation.ts';
import type { Finding, IdentitySeen } from '../model/identity.ts';
import type { Message } from '../model/wire.ts';
import type { ConnectionSeen } from '../place/hosts.ts';
import type { Score } from '../scorers/index.ts';

export const journalFormat = 'sallyport-evaluation/1';

export interface PlannedTask {
  name: string;
  sha256: string;
  family: string | null;
  difficulty: number | null;
  humanMinutes: number | null;
  cluster: string;
  /** Those that are run. */
  variants: string[];
}

/** What is decided before the first sample, and does not change after. */
export interface Plan {
  suite: { name: string; sha256: string };
  tasks: PlannedTask[];
  epochs: number;
  limits: SampleLimits;
  /** Null where solutions are run without a model. */
  model: { name: string; url: string; answersAs: string } | null;
  /** The window's end, UTC; null: none. */
  until: string | null;
  tier: string;
  /** Of the variants; whoever has it can compute every flag. */
  secret: string;
  software: string;
}

/** One sample of a plan. */
export interface SampleKey {
  task: string;
  variant: string;
  /** From 1. */
  epoch: number;
}

export const sampleName = ({ task, variant, epoch }: SampleKey): string =>
  `${task}/${variant}#${epoch}`;

export interface SampleResult extends SampleKey {
  disposition: Disposition;
  /** In words; `''` where it was scored. */
  reason: string;
  score: Score | null;
  answer: string | null;
  spent: Spent | null;
  /** How often it was begun; more than 1 where a run was killed or ended in its midst. */
  attempts: number;
  startedAt: string | null;
  endedAt: string;
}

export type EndOfRun =
  | 'complete'
  | 'window_closed'
  | 'cancelled'
  | 'model_unavailable'
  /** Of the grant, at the developer's gateway. */
  | 'budget_spent';

export type Entry =
  | { kind: 'run_started'; format: typeof journalFormat; plan: Plan; frames: Record<string, Frame> }
  | { kind: 'run_resumed'; bytesDropped: number; url: string | null; until: string | null }
  | { kind: 'model_described'; when: 'start' | 'end'; text: string | null }
  | { kind: 'sample_started'; sample: string; attempt: number }
  | ({ kind: 'call'; sample: string } & CallSeen)
  | ({ kind: 'tool'; sample: string } & ToolUsed)
  | { kind: 'unsent'; sample: string; messages: Message[] }
  | { kind: 'model_seen'; seen: IdentitySeen }
  | ({ kind: 'connection'; sample: string } & ConnectionSeen)
  | { kind: 'sample_ended'; sample: string; result: SampleResult }
  /** The run ended around it; another attempt may follow. */
  | { kind: 'sample_interrupted'; sample: string; result: SampleResult }
  | { kind: 'finding'; sample: string | null; finding: Finding }
  | { kind: 'run_ended'; why: EndOfRun };

/** An entry with the time it was written, UTC. */
export type Stamped = Entry & { at: string };
