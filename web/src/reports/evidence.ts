/** Folds a report's log into the steps of its proof, as far as they have come. Pure. */
import type { TimelineEvent } from '../api/views.ts';

/** `waiting` has not begun, `failed` is a failure of ours and says nothing about the report. */
export type StepState = 'waiting' | 'done' | 'failed';

export interface Trial {
  index: number;
  hit: boolean;
}

export interface Evidence {
  receivedAt: string | undefined;
  startedAt: string | undefined;
  fetched: StepState;
  built: StepState;
  runs: Trial[];
  benign: Trial[];
  /** Runs on a version without the flaw; only some oracles need them. */
  controls: Trial[];
  verdict: { verdict: string; hits: number; runs: number; at: string } | undefined;
  held: { reason: string; at: string } | undefined;
  grouped: { isDuplicate: boolean } | undefined;
}

const blank = {
  startedAt: undefined,
  fetched: 'waiting',
  built: 'waiting',
  runs: [],
  benign: [],
  controls: [],
  verdict: undefined,
  held: undefined,
} as const;

export function evidenceFrom(events: readonly TimelineEvent[]): Evidence {
  let evidence: Evidence = { ...fresh(), receivedAt: undefined, grouped: undefined };
  for (const event of events) evidence = withEvent(evidence, event);
  return evidence;
}

const fresh = () => ({ ...blank, runs: [], benign: [], controls: [] });

function withEvent(before: Evidence, { type, at, payload }: TimelineEvent): Evidence {
  switch (type) {
    case 'clearinghouse.report_received':
      return { ...before, receivedAt: at };
    // A worker took over from one that died: what it had shown is shown again.
    case 'clearinghouse.validation_started':
      return { ...before, ...fresh(), startedAt: at };
    case 'clearinghouse.validation_progress':
      return withProgress(before, payload);
    case 'clearinghouse.verdict_reached':
      return {
        ...before,
        verdict: {
          verdict: String(payload['verdict']),
          hits: Number(payload['hits']),
          runs: Number(payload['runs']),
          at,
        },
      };
    case 'clearinghouse.report_held':
      return { ...before, held: { reason: String(payload['reason'] ?? ''), at } };
    case 'clearinghouse.report_grouped':
      return { ...before, grouped: { isDuplicate: payload['isDuplicate'] === true } };
    default:
      return before;
  }
}

function withProgress(before: Evidence, payload: TimelineEvent['payload']): Evidence {
  const { step } = payload;
  const add = (trials: Trial[]): Trial[] => [
    ...trials,
    { index: Number(payload['index'] ?? trials.length + 1), hit: payload['hit'] === true },
  ];
  if (step === 'fetched') return { ...before, fetched: 'done' };
  if (step === 'built') return { ...before, built: 'done' };
  if (step === 'run') return { ...before, runs: add(before.runs) };
  if (step === 'benign') return { ...before, benign: add(before.benign) };
  if (step === 'control') return { ...before, controls: add(before.controls) };
  return before;
}

/** The newest thing that happened, said once for those who cannot see it arrive. */
export function newsOf(evidence: Evidence): string {
  const { held, verdict, controls, benign, runs, built, fetched, startedAt } = evidence;
  if (held !== undefined) return 'Held: the check failed on our side.';
  if (verdict !== undefined) return `Verdict reached: ${verdict.hits} of ${verdict.runs} runs hit.`;
  if (controls.length > 0) return `Control ${controls.length} done.`;
  if (benign.length > 0) return `Benign input ${benign.length} done.`;
  const run = runs.at(-1);
  if (run !== undefined) return `Run ${runs.length}: ${run.hit ? 'hit' : 'miss'}.`;
  if (built === 'done') return 'Built.';
  if (fetched === 'done') return 'Fetched.';
  return startedAt === undefined ? '' : 'Reproduction started.';
}
