/** A run as a server tells it, and in words. */
import { z } from 'zod';
import { counted } from '../terminal-text.ts';
import { viewed } from '../view.ts';

const instant = z.iso.datetime();

export const runSummary = z.object({
  id: z.string(),
  submissionId: z.string(),
  grantId: z.string(),
  declaredAs: z.string(),
  modelName: z.string(),
  purpose: z.string(),
  tier: z.string(),
  state: z.string(),
  suite: z.object({ id: z.string(), name: z.string(), version: z.string(), kind: z.string() }),
  epochs: z.number(),
  samplesPlanned: z.number(),
  samplesRecorded: z.number(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  closesAt: instant.nullable(),
});

const score = z.object({ mean: z.number(), lower: z.number(), upper: z.number() });
export const runView = runSummary.extend({
  procedure: z.object({ key: z.string() }),
  suiteRoot: z.string(),
  budget: z.object({ tokens: z.number(), wallS: z.number() }),
  tokensUsed: z.number(),
  chain: z.string(),
  endpoint: z.object({ isSteady: z.boolean(), fingerprints: z.array(z.unknown()) }),
  result: z.object({
    dispositions: z.record(z.string(), z.number()),
    asRecorded: score.nullable(),
    asReviewed: score.nullable(),
  }),
  decisions: z.array(z.object({ look: z.number(), outcome: z.string(), reason: z.string() })),
  may: z.array(z.string()),
});
export type RunView = z.output<typeof runView>;

export const runPath = (id: string, part = ''): string =>
  `/api/runs/${encodeURIComponent(id)}${part}`;

export const { viewOf, stepped, shown } = viewed(runView, runPath, rowsOf);

function rowsOf(view: RunView): [string, string][] {
  const { suite, budget, endpoint, result } = view;
  const ends = Object.entries(result.dispositions).filter(([, count]) => count > 0);
  const fingerprint = endpoint.isSteady ? 'steady' : 'changed: these may be samples of two models';
  return [
    ['run', view.id],
    ['state', view.endReason ? `${view.state}: ${view.endReason}` : view.state],
    ['model', `${view.declaredAs}, asked for as ${view.modelName}`],
    ['suite', `${suite.name} ${suite.version}, ${suite.kind}, root ${view.suiteRoot}`],
    ['procedure', view.procedure.key],
    ['purpose', `${view.purpose}, on ${view.tier}`],
    ['samples', `${counted(view.samplesRecorded)} of ${counted(view.samplesPlanned)}`],
    ['tokens', `${counted(view.tokensUsed)} of ${counted(budget.tokens)}`],
    ...(view.closesAt === null ? [] : ([['access ends', view.closesAt]] as [string, string][])),
    ...(endpoint.fingerprints.length === 0
      ? []
      : ([['endpoint', fingerprint]] as [string, string][])),
    ...ends.map(([name, count]): [string, string] => ['ended as', `${name}, ${counted(count)}`]),
    ...scoreRows('as recorded', result.asRecorded),
    ...scoreRows('as reviewed', result.asReviewed),
    ...view.decisions.map(({ look, outcome, reason }): [string, string] => [
      `look ${look}`,
      `${outcome.replaceAll('_', ' ')}: ${reason}`,
    ]),
  ];
}

function scoreRows(label: string, given: z.output<typeof score> | null): [string, string][] {
  if (given === null) return [];
  const [mean, lower, upper] = [given.mean, given.lower, given.upper].map((each) =>
    each.toFixed(3),
  );
  return [[label, `${mean}, 95 % interval ${lower} to ${upper}`]];
}
