/**
 * A run as it is planned: what people choose, what follows from a choice, and what is sent. Whether it may be
 * is the server's to say; the form only starts from what could fit.
 */
import type { Grant, Procedure, RunPlan, Suite, SuiteSummary, Threshold } from '../api/views.ts';
import { numberOf } from '../words/quantities.ts';

export interface PlanDraft {
  purpose: RunPlan['purpose'];
  grantId: string;
  modelName: string;
  procedureId: string;
  suiteId: string;
  /** Empty: none. */
  thresholdId: string;
  epochs: string;
  /** Null while nobody has typed one: then the usual budget of the suite stands. */
  tokens: string | null;
  hours: string | null;
  tier: RunPlan['tier'];
}

/** What there is to choose from. */
export interface PlanChoices {
  /** Those in force. */
  grants: readonly Grant[];
  procedures: readonly Procedure[];
  suites: readonly SuiteSummary[];
  thresholds: readonly Threshold[];
}

export function firstPlan(choices: PlanChoices): PlanDraft {
  const draft: PlanDraft = {
    purpose: 'determination',
    ...{ grantId: '', modelName: '', procedureId: '', suiteId: '', thresholdId: '' },
    ...{ epochs: '1', tokens: null, hours: null, tier: 'gvisor' },
  };
  const granted = withGrant(draft, choices, choices.grants[0]?.id ?? '');
  return withSuite(granted, choices, choices.suites[0]?.id ?? '');
}

/** The grant says which names the model answers to, and which procedure both sides signed. */
export function withGrant(draft: PlanDraft, choices: PlanChoices, grantId: string): PlanDraft {
  const terms = choices.grants.find(({ id }) => id === grantId)?.terms ?? null;
  const agreed = choices.procedures.find(({ key }) => key === terms?.procedure);
  return {
    ...draft,
    grantId,
    modelName: terms?.model.names[0] ?? '',
    procedureId: (agreed ?? choices.procedures[0])?.id ?? '',
  };
}

/** The newest threshold that is about the suite, if there is one. */
export function withSuite(draft: PlanDraft, choices: PlanChoices, suiteId: string): PlanDraft {
  const about = thresholdsOf(choices, suiteId)[0];
  return withThreshold({ ...draft, suiteId }, choices, about?.id ?? '');
}

/** A threshold is about one number of attempts at each task. */
export function withThreshold(
  draft: PlanDraft,
  choices: PlanChoices,
  thresholdId: string,
): PlanDraft {
  const threshold = choices.thresholds.find(({ id }) => id === thresholdId);
  const epochs = threshold === undefined ? draft.epochs : String(threshold.epochs);
  return { ...draft, thresholdId, epochs };
}

export const thresholdsOf = ({ thresholds }: PlanChoices, suiteId: string): Threshold[] =>
  thresholds.filter((each) => each.suiteId === suiteId);

/** What a runner's own limits allow one sample, unless told otherwise. */
const sampleTokensMax = 1_000_000;
const hourMs = 3_600_000;

export interface UsualBudget {
  tokens: number;
  hours: number;
}

/**
 * The usual budget: tokens as one sample may use them, and the time that people would need for the tasks; no
 * more of either than the grant has left.
 */
export function usualBudget(
  epochs: number,
  tasks: Suite['tasks'],
  grant: Grant | undefined,
  now: number,
): UsualBudget {
  const minutes = tasks.reduce((sum, { item }) => sum + (item.humanMinutes ?? 0), 0) * epochs;
  const hours = Math.max(1, Math.ceil(minutes / 60));
  const tokens = tasks.length * epochs * sampleTokensMax;
  if (grant === undefined) return { tokens, hours };
  const left = leftOf(grant, now);
  return {
    tokens: Math.max(0, Math.min(tokens, left.tokens)),
    hours: Math.max(0, Math.min(hours, Math.floor((left.ms / hourMs) * 10) / 10)),
  };
}

/** What a grant in force has left; where its window has not opened, its whole length. */
export function leftOf(
  { terms, window, spent }: Grant,
  now: number,
): { ms: number; tokens: number } {
  return {
    ms: window === null ? (terms?.window.lengthS ?? 0) * 1000 : Date.parse(window.closesAt) - now,
    tokens: (terms?.budget.tokens ?? 0) - spent.tokens,
  };
}

export function planOf(draft: PlanDraft, usual: UsualBudget): RunPlan {
  const { tokens, hours, epochs, thresholdId, ...chosen } = draft;
  return {
    ...chosen,
    thresholdId: thresholdId === '' ? null : thresholdId,
    epochs: numberOf(epochs),
    budget: {
      tokens: tokens === null ? usual.tokens : numberOf(tokens),
      wallS: Math.round((hours === null ? usual.hours : numberOf(hours)) * 3600),
    },
  };
}

const fields = [
  ...['purpose', 'grantId', 'modelName', 'procedureId', 'suiteId', 'thresholdId', 'epochs', 'tier'],
  ...['tokens', 'wallS'],
];

/** The field on the page that a fault belongs to. */
export function fieldOf({ pointer }: { pointer: string }): string | undefined {
  const name = pointer.split('/').at(-1) ?? '';
  return fields.includes(name) ? `plan-${name}` : undefined;
}
