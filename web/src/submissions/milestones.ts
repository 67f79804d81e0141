/**
 * The turns of an engagement, of all that happened in it: offer, access on, tests, findings, access off, and the
 * release that its developer plans. Pure. What is still to come is as planned and may not come.
 */
import type { Grant, Submission, TimelineEvent } from '../api/views.ts';
import { engagementWords, isGoing } from '../words/review.ts';
import { placeOf, type Axis } from './thirty-days.ts';

export interface Milestone {
  name: string;
  at: string;
  isPlanned: boolean;
}

/** The first of each kind; a later grant or run is an event as any other. */
const firsts: readonly { type: string; name: string }[] = [
  { type: 'review.question_asked', name: 'Question asked' },
  { type: 'access.grant_offered', name: 'Offer' },
  { type: 'access.grant_activated', name: 'Access on' },
  { type: 'evaluation.run_started', name: 'Tests begin' },
  { type: 'evaluation.finding_written', name: 'Findings' },
  { type: 'review.determination_signed', name: 'Determination signed' },
];

interface Facts {
  submission: Pick<Submission, 'plannedReleaseAt' | 'state' | 'stateSince'>;
  grants: readonly Grant[];
  events: readonly TimelineEvent[];
  /** In milliseconds since 1970. */
  now: number;
}

/** Oldest first. */
export function milestonesOf({ submission, grants, events, now }: Facts): Milestone[] {
  const found: Milestone[] = firsts.flatMap(({ type, name }) => {
    const first = events.find((event) => event.type === type);
    return first === undefined ? [] : [{ name, at: first.at, isPlanned: false }];
  });
  const off = accessOff(grants);
  if (off !== undefined) found.push(off);
  const { plannedReleaseAt, state, stateSince } = submission;
  if (plannedReleaseAt !== null) {
    const isPlanned = Date.parse(plannedReleaseAt) > now;
    found.push({ name: 'Planned partner release', at: plannedReleaseAt, isPlanned });
  }
  if (!isGoing(state))
    found.push({ name: engagementWords[state].word, at: stateSince, isPlanned: false });
  return found.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** When the last access ended, or ends by itself where one is in force. */
function accessOff(grants: readonly Grant[]): Milestone | undefined {
  const closing = grants.flatMap(({ state, window }) =>
    state === 'active' && window !== null ? [window.closesAt] : [],
  );
  const ended = grants.flatMap((grant) =>
    grant.activatedAt !== null && grant.ended !== null ? [grant.ended.at] : [],
  );
  const isInForce = grants.some(({ state }) => state === 'active');
  const last = latest(closing) ?? (isInForce ? undefined : latest(ended));
  return last === undefined ? undefined : { name: 'Access off', at: last, isPlanned: isInForce };
}

const latest = (times: readonly string[]): string | undefined =>
  [...times].sort((a, b) => Date.parse(b) - Date.parse(a))[0];

export interface Placed extends Milestone {
  /** From one, as the list beneath numbers them. */
  number: number;
  /** Percent of the picture's width. */
  left: number;
  /** Above those that would cover it. */
  level: number;
}

/** Percent between two numbers that can be told apart on a narrow screen. */
const apart = 6;

export function placedOn(axis: Axis, milestones: readonly Milestone[]): Placed[] {
  const placed: Placed[] = [];
  for (const [at, milestone] of milestones.entries()) {
    const left = placeOf(axis, Date.parse(milestone.at));
    if (left < 0 || left > 100) continue;
    const near = placed.filter((other) => left - other.left < apart).map(({ level }) => level);
    let level = 0;
    while (near.includes(level)) level += 1;
    placed.push({ ...milestone, number: at + 1, left, level });
  }
  return placed;
}
