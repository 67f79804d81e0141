/**
 * Whether a run may be: asked when it is planned, again when it is queued, started, and whenever tasks are
 * unsealed for it, since a grant can end in between. Pure. What is missing is as what does not fit.
 *
 * INVARIANT (sealed only by agreement): tasks of a sealed suite meet an endpoint only where the terms that
 * four people signed name a published procedure that allows it. Silence forbids.
 * INVARIANT (no shared kernel): a run for a determination is on a tier with a kernel of its own; models have
 * broken out of evaluation sandboxes, and the scorer stands beside them.
 */
import { isListed } from '#platform/auth';
import type { Tier } from '#platform/sandbox';
import { Refusal } from '#platform/problems';

export type Purpose = 'determination' | 'exploration';
export const purposes = ['determination', 'exploration'] as const satisfies readonly Purpose[];
export const tiers = ['gvisor', 'bubblewrap'] as const satisfies readonly Tier[];

export interface RunTerms {
  purpose: Purpose;
  tier: Tier;
  epochs: number;
  modelName: string;
  budget: { tokens: number; wallS: number };
}

export interface PlanFacts {
  now: Date;
  grant: {
    isInForce: boolean;
    /** As its signed terms name it. */
    procedure: string | null;
    modelNames: readonly string[];
    /** Of the window, where it has opened. */
    closesAt: Date | null;
    /** How long one that has not opened would last, if it opened now. */
    lengthS: number;
    tokensLeft: number;
  };
  procedure: { key: string; allowsSealed: boolean };
  suite: { id: string; kind: 'sealed' | 'open'; state: 'declared' | 'held'; tasksBurned: number };
  /** Null where the run has none. */
  threshold: { suiteId: string; epochs: number } | null;
}

/** Throws the refusal of the first rule that is broken. */
export function requireAdmissible(run: RunTerms, facts: PlanFacts): void {
  requireAccess(run, facts);
  requireProcedure(facts);
  requireTier(run);
  const { suite, threshold } = facts;
  if (suite.state !== 'held') {
    throw new Refusal('suite_unfit', 'not all tasks of the suite have been brought yet');
  }
  if (run.purpose !== 'exploration' && suite.tasksBurned !== 0) {
    throw new Refusal('suite_unfit', `${suite.tasksBurned} tasks of the suite are burned`);
  }
  if (threshold !== null && (threshold.suiteId !== suite.id || threshold.epochs !== run.epochs)) {
    throw new Refusal(
      'threshold_unfit',
      `the threshold is about ${threshold.epochs} attempts at each task of one suite, and not about this run`,
    );
  }
  if (threshold === null && run.purpose !== 'exploration') {
    throw new Refusal('threshold_unfit', 'a run for a determination names a threshold');
  }
}

function requireAccess({ budget, modelName }: RunTerms, { now, grant }: PlanFacts): void {
  if (!grant.isInForce) {
    throw new Refusal('access_over', 'the grant is not in force; ask for another');
  }
  if (!isListed(modelName, grant.modelNames)) {
    throw new Refusal('access_over', `the grant does not cover a model named \`${modelName}\``);
  }
  if (!(budget.tokens <= grant.tokensLeft)) {
    throw new Refusal(
      'window_short',
      `the grant has ${grant.tokensLeft} tokens left; this run may need ${budget.tokens}`,
    );
  }
  const closesAt = grant.closesAt ?? new Date(now.getTime() + grant.lengthS * 1000);
  requireTime(budget.wallS * 1000, now, closesAt);
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** As people read it, such as `3 Dec 18:00 UTC`; a window is never so far off that it needs a year. */
const hourOf = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

function requireTime(neededMs: number, now: Date, closesAt: Date): void {
  const shortMs = now.getTime() + neededMs - closesAt.getTime();
  if (shortMs <= 0) return;
  const [unitMs, unit] = shortMs > hourMs ? [hourMs, 'hour'] : [minuteMs, 'minute'];
  const more = Math.ceil(shortMs / unitMs);
  throw new Refusal(
    'window_short',
    `access ends ${hourOf.format(closesAt).replace(',', '')} UTC. This run needs ${more} more ${unit}${more === 1 ? '' : 's'}`,
  );
}

function requireProcedure({ grant, procedure, suite }: PlanFacts): void {
  if (grant.procedure !== null && grant.procedure !== procedure.key) {
    throw new Refusal('procedure_unfit', `the grant was signed under \`${grant.procedure}\``);
  }
  const isAllowed = grant.procedure === procedure.key && procedure.allowsSealed;
  if (suite.kind !== 'open' && !isAllowed) {
    throw new Refusal(
      'sealed_forbidden',
      'the grant’s terms do not allow sealed tasks at this endpoint',
    );
  }
}

function requireTier({ purpose, tier }: RunTerms): void {
  if (purpose !== 'exploration' && tier !== 'gvisor') {
    throw new Refusal(
      'tier_unfit',
      `a run for a determination needs a sandbox with a kernel of its own; \`${tier}\` shares the host’s`,
    );
  }
}
