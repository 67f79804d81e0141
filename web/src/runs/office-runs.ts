/** What an evaluator's day begins with: which runs wait for whom, and how the newest model stands beside others. Pure. */
import type { Run, RunSummary } from '../api/views.ts';
import { instant } from '../words/dates.ts';
import { plural, span } from '../words/quantities.ts';
import { scoreRows, type ScoreRow } from './score-rows.ts';

export interface DoNext {
  runId: string;
  run: string;
  what: string;
}

const doNextMax = 5;
/** A window that ends this soon is worth a line. */
const soonMs = 3 * 86_400_000;

/** The most pressing first: windows that close, then what waits for a second person, then review. */
export function doNextOf(
  runs: readonly RunSummary[],
  known: readonly Run[],
  now: number,
): DoNext[] {
  const waits = runs.filter(({ state }) => state === 'planned');
  return [
    ...closingSoon(runs, now).map((run) => doing(run, closingWords(run, now))),
    ...known
      .filter(({ result }) => result.reviewed.disputed > 0)
      .map((run) =>
        doing(run, `${plural(run.result.reviewed.disputed, 'disputed score')} for a second person`),
      ),
    ...waits.map((run) => doing(run, queueWords(run))),
    ...known
      .filter((run) => run.may.includes('review') && toReview(run) > 0)
      .map((run) => doing(run, `${plural(toReview(run), 'sample')} to review`)),
  ].slice(0, doNextMax);
}

const doing = ({ id, suite, declaredAs, purpose }: RunSummary, what: string): DoNext => ({
  runId: id,
  run: `${suite.name} on ${declaredAs}, ${purpose === 'determination' ? 'for a determination' : 'to explore'}`,
  what,
});

const queueWords = ({ purpose }: RunSummary): string =>
  purpose === 'determination' ? 'waits for a second person to queue it' : 'waits to be queued';

/** Runs that are not over and whose access ends soon, the soonest first. */
function closingSoon(runs: readonly RunSummary[], now: number): RunSummary[] {
  const closes = ({ closesAt }: RunSummary) =>
    closesAt === null ? Infinity : Date.parse(closesAt);
  return runs
    .filter((run) => run.endedAt === null && closes(run) - now < soonMs && closes(run) > now)
    .toSorted((one, other) => closes(one) - closes(other));
}

const closingWords = ({ closesAt }: RunSummary, now: number): string =>
  closesAt === null
    ? ''
    : `access ends ${instant(closesAt)}, in ${span(Date.parse(closesAt) - now)}`;

/** Samples that nobody has looked at yet. */
export function toReview({ samplesRecorded, result: { reviewed } }: Run): number {
  return samplesRecorded - reviewed.agreed - reviewed.disputed - reviewed.changed;
}

export interface Standing {
  newest: Run;
  rows: ScoreRow[];
  /** Other models measured with the same suite. */
  others: string[];
}

/** The newest run with a score, and where the scores of other models on the same suite lie. */
export function standingOf(known: readonly Run[]): Standing | undefined {
  const newest = known.find(({ result }) => result.asReviewed !== null);
  if (newest === undefined) return undefined;
  const earlier = known.filter(
    (run) =>
      run.suite.id === newest.suite.id &&
      run.declaredAs !== newest.declaredAs &&
      run.state === 'complete',
  );
  const scores = Map.groupBy(
    earlier.flatMap(({ result }) => scoreRows(result)),
    ({ name }) => name,
  );
  const rangeOf = (name: string) => {
    const means = (scores.get(name) ?? []).map(({ score }) => score.mean);
    return means.length === 0 ? null : { lowest: Math.min(...means), highest: Math.max(...means) };
  };
  return {
    newest,
    rows: scoreRows(newest.result).map((row) =>
      earlier.length === 0 ? row : { ...row, others: rangeOf(row.name) },
    ),
    others: [...new Set(earlier.map(({ declaredAs }) => declaredAs))],
  };
}
