/**
 * What waits for a developer in its engagements, each with its hour where there is one. Pure. Nothing here is
 * required of anybody: it is what the other side, or a clock, waits for.
 */
import type {
  Agreement,
  Appeal,
  Destruction,
  Determination,
  Grant,
  Partnership,
  Question,
  SubmissionSummary,
} from '../api/views.ts';
import { span } from '../words/quantities.ts';

export interface Known {
  engagement: SubmissionSummary;
  grants: readonly Grant[];
  agreements: readonly Agreement[];
  determinations: readonly Determination[];
  appeals: readonly Appeal[];
  partnerships: readonly Partnership[];
  destruction: Destruction;
}

export type Way = 'overview' | 'documents' | 'assessment' | 'partners';

export interface DoNext {
  submissionId: string;
  way: Way;
  declaredAs: string;
  what: string;
  /** When it is over; otherwise since when it waits. */
  until: string | undefined;
  since: string | undefined;
}

export const doNextMax = 5;
/** An access that ends by itself is worth a word this long before, in milliseconds. */
const soonMs = 7 * 86_400_000;

/** What ends first comes first; what has no end follows, the longest wait first. `now` in ms since 1970. */
export function doNextOf(
  questions: readonly Question[],
  known: readonly Known[],
  now: number,
): DoNext[] {
  const found = [...questions.flatMap(ofQuestion), ...known.flatMap((each) => ofOne(each, now))];
  return found.sort(
    (a, b) => (at(a.until) ?? Infinity) - (at(b.until) ?? Infinity) || byWait(a, b),
  );
}

const at = (time: string | undefined): number | undefined =>
  time === undefined ? undefined : Date.parse(time);
const byWait = (a: DoNext, b: DoNext): number => (at(a.since) ?? 0) - (at(b.since) ?? 0);

function ofQuestion({ may, submissionId, declaredAs, evaluator, stateSince }: Question): DoNext[] {
  if (!may.includes('supplement')) return [];
  const what = `${evaluator} needs to know more before it can answer`;
  return [step({ submissionId, declaredAs }, 'overview', what, { since: stateSince })];
}

function ofOne(known: Known, now: number): DoNext[] {
  const { engagement, grants, partnerships, destruction } = known;
  const about = { submissionId: engagement.id, declaredAs: engagement.declaredAs };
  return [
    ...grants.flatMap((grant) => ofGrant(about, grant, now)),
    ...ofTerms(about, known),
    ...ofAppeals(about, known, now),
    ...partnerships
      .filter(({ may }) => may.includes('sign'))
      .map(({ organisation, expiresAt }) =>
        step(about, 'partners', `Add ${organisation} as a partner, or refuse it`, {
          until: expiresAt,
        }),
      ),
    ...(destruction.may.includes('destroy') && destruction.destruction !== null
      ? [
          step(about, 'overview', 'Destroy what was sealed, as the second person', {
            since: destruction.destruction.askedAt,
          }),
        ]
      : []),
  ];
}

type About = Pick<DoNext, 'submissionId' | 'declaredAs'>;

const step = (
  about: About,
  way: Way,
  what: string,
  { until, since }: { until?: string; since?: string },
): DoNext => ({ ...about, way, what, until, since });

function ofGrant(about: About, grant: Grant, now: number): DoNext[] {
  const { state, may, terms, window, requestedAt, runner } = grant;
  if (state === 'requested' && may.includes('offer')) {
    const what = `Write terms for ${runner.pseudonym}, or decline`;
    return [step(about, 'overview', what, { since: requestedAt })];
  }
  if (may.includes('sign') && terms !== null) {
    const until = terms.window.claimUntil;
    return [step(about, 'overview', `Sign the terms for ${runner.pseudonym}`, { until })];
  }
  const leftMs = window === null ? Infinity : Date.parse(window.closesAt) - now;
  if (state !== 'active' || window === null || leftMs <= 0 || leftMs > soonMs) return [];
  const what = `Access of ${runner.pseudonym} ends by itself in ${span(leftMs)}`;
  return [step(about, 'overview', what, { until: window.closesAt })];
}

/** Terms matter once somebody wants access, or the other side accepted them. */
function ofTerms(about: About, { engagement, grants, agreements }: Known): DoNext[] {
  if (engagement.state !== 'open') return [];
  const terms = agreements.filter(
    ({ document: { kind, isInForce } }) => kind === 'terms' && isInForce,
  );
  if (terms.some(({ isAgreed }) => isAgreed)) return [];
  const asked = grants.find(({ ended }) => ended === null)?.requestedAt;
  return terms
    .filter(({ developer }) => developer === null)
    .flatMap(({ document, evaluator }) => {
      const since = evaluator?.at ?? asked;
      if (since === undefined) return [];
      return [step(about, 'documents', `Read the ${document.title.toLowerCase()}`, { since })];
    });
}

function ofAppeals(about: About, { determinations, appeals }: Known, now: number): DoNext[] {
  return determinations.flatMap(({ id, state, appealUntil }) => {
    const isFiled = appeals.some(({ subjectId }) => subjectId === id);
    if (state !== 'signed' || appealUntil === null || isFiled) return [];
    if (Date.parse(appealUntil) <= now) return [];
    const what = 'A determination is signed: read what you are told; you may appeal';
    return [step(about, 'assessment', what, { until: appealUntil })];
  });
}
