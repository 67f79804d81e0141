/**
 * Where things stand in the picture of a submission's days: an axis of whole UTC days, and on it the thirty
 * days of the model, the windows of its grants and each event. Pure; times in milliseconds since 1970.
 */
import type { Grant, Submission, TimelineEvent } from '../api/views.ts';
import { span } from '../words/quantities.ts';

export const dayMs = 86_400_000;
/** How much the picture shows around the thirty days, in days; what lies further off is counted, not drawn. */
const daysBeforeMax = 10;
const daysAfterMax = 10;
const thirtyMs = 30 * dayMs;
const lanesMax = 6;

export interface Span {
  fromMs: number;
  untilMs: number;
}

/** Begins and ends at midnight UTC. */
export type Axis = Span;

export interface Facts {
  submission: Pick<Submission, 'openedAt' | 'plannedReleaseAt' | 'window'>;
  grants: readonly Grant[];
  events: readonly TimelineEvent[];
  now: number;
}

export function axisOf({ submission, grants, events, now }: Facts): Axis {
  const { openedAt, plannedReleaseAt, window } = submission;
  const begins = window === null ? now : Date.parse(window.firstUsedAt);
  const ends = begins + thirtyMs;
  const first = Math.min(
    Date.parse(openedAt),
    ...events.slice(0, 1).map(({ at }) => Date.parse(at)),
  );
  const windows = grants.flatMap((grant) => spanOf(grant)?.untilMs ?? []);
  const release = plannedReleaseAt === null ? [] : [Date.parse(plannedReleaseAt)];
  const last = Math.max(ends, now, ...windows, ...release);
  return {
    fromMs: midnight(Math.max(Math.min(first, begins), begins - daysBeforeMax * dayMs)),
    untilMs: midnight(Math.min(last, ends + daysAfterMax * dayMs)) + dayMs,
  };
}

const midnight = (ms: number): number => Math.floor(ms / dayMs) * dayMs;

/** Percent of the picture's width; outside of it where the time is. */
export const placeOf = ({ fromMs, untilMs }: Axis, ms: number): number =>
  ((ms - fromMs) / (untilMs - fromMs)) * 100;

export const isOn = ({ fromMs, untilMs }: Axis, ms: number): boolean =>
  ms >= fromMs && ms < untilMs;

/** Left edge and width in percent, cut at the edges of the picture; absent where nothing of it shows. */
export function barOf(
  axis: Axis,
  { fromMs, untilMs }: Span,
): [left: number, width: number] | undefined {
  const left = Math.max(0, placeOf(axis, fromMs));
  const right = Math.min(100, placeOf(axis, untilMs));
  return right < left || left >= 100 || right <= 0 ? undefined : [left, right - left];
}

/** Midnights to name under the picture: one in five days, or fewer on a long axis. */
export function ticksOf({ fromMs, untilMs }: Axis): number[] {
  const days = Math.round((untilMs - fromMs) / dayMs);
  const step = Math.max(5, Math.ceil(days / 8));
  const ticks = Array.from(
    { length: Math.ceil(days / step) },
    (_, at) => fromMs + at * step * dayMs,
  );
  // A name needs room before the edge.
  return ticks.filter((tick) => placeOf({ fromMs, untilMs }, tick) <= 93);
}

export interface Day {
  dayMs: number;
  events: TimelineEvent[];
}

/** The days on which something happened, oldest first. */
export function daysOf(axis: Axis, events: readonly TimelineEvent[]): Day[] {
  const days = new Map<number, TimelineEvent[]>();
  for (const event of events) {
    const at = Date.parse(event.at);
    if (!isOn(axis, at)) continue;
    const day = midnight(at);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days].sort(([a], [b]) => a - b).map(([day, found]) => ({ dayMs: day, events: found }));
}

export interface Lane {
  grant: Grant;
  /** Whether the window opened; before that, only when it may be claimed is known. */
  isOpened: boolean;
  /** As agreed. */
  planned: Span;
  /** As it came: until its end, or until now. */
  used: Span | undefined;
}

/** One lane a grant that has terms, the newest ones, in the order of their beginnings. */
export function lanesOf({ grants, now }: Pick<Facts, 'grants' | 'now'>): Lane[] {
  return grants
    .flatMap((grant): Lane[] => {
      const planned = spanOf(grant);
      if (planned === undefined) return [];
      const isOpened = grant.window !== null;
      const endedMs = grant.ended === null ? Infinity : Date.parse(grant.ended.at);
      const untilMs = Math.max(planned.fromMs, Math.min(planned.untilMs, endedMs, now));
      return [{ grant, isOpened, planned, used: isOpened ? { ...planned, untilMs } : undefined }];
    })
    .slice(0, lanesMax)
    .sort((a, b) => a.planned.fromMs - b.planned.fromMs);
}

function spanOf({ window, terms }: Grant): Span | undefined {
  if (window !== null)
    return { fromMs: Date.parse(window.opensAt), untilMs: Date.parse(window.closesAt) };
  if (terms === null) return undefined;
  const { claimFrom, claimUntil } = terms.window;
  return { fromMs: Date.parse(claimFrom), untilMs: Date.parse(claimUntil) };
}

/** What the picture shows, as its title. */
export function finding(window: Submission['window'], now: number): string {
  if (window === null) return 'The thirty days have not begun';
  const leftMs = Date.parse(window.endsAt) - now;
  if (leftMs <= 0) return 'The thirty days are over';
  const day = Math.floor((now - Date.parse(window.firstUsedAt)) / dayMs) + 1;
  return `Day ${Math.max(1, day)} of 30: ${span(leftMs)} left`;
}
