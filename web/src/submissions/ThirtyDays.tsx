/**
 * The thirty days of a declared model as one picture: what was agreed, what was used of it, today, the
 * planned release, and a mark for each event. Beneath, the same as a table (journeys, Pictures).
 */
import type { Grant, Submission, TimelineEvent } from '../api/views.ts';
import { ShapeMark } from '../controls/StateTag.tsx';
import { day, instant } from '../words/dates.ts';
import { eventWords } from '../words/events.ts';
import { count, plural } from '../words/quantities.ts';
import type { Shape } from '../words/states.ts';
import { GrantLane, ModelLane } from './DaysLanes.tsx';
import { DaysTable } from './DaysTable.tsx';
import { MilestoneLane, MilestoneList } from './Milestones.tsx';
import { milestonesOf } from './milestones.ts';
import {
  axisOf,
  dayMs,
  daysOf,
  finding,
  isOn,
  lanesOf,
  placeOf,
  ticksOf,
  type Axis,
  type Day,
} from './thirty-days.ts';

/** Marks that are drawn above one day; the rest of that day is a number. */
const marksMax = 14;
/** Said of one day; a run alone can leave a thousand events. */
const wordsMax = 100;
const markRem = 0.8;

interface ThirtyDaysProps {
  submission: Submission;
  grants: readonly Grant[];
  events: readonly TimelineEvent[];
  now: number;
}

export function ThirtyDays({ submission, grants, events, now }: ThirtyDaysProps) {
  const axis = axisOf({ submission, grants, events, now });
  const days = daysOf(axis, events);
  const lanes = lanesOf({ grants, now });
  const milestones = milestonesOf({ submission, grants, events, now });
  return (
    <figure className="sp-days" aria-labelledby="days-title">
      <figcaption>
        <h2 id="days-title">{finding(submission.window, now)}</h2>
        <p className="sp-small">{rule(submission)}</p>
      </figcaption>
      <div className="sp-days__picture">
        <Lines axis={axis} submission={submission} now={now} />
        <ModelLane axis={axis} window={submission.window} now={now} />
        {lanes.map((lane) => (
          <GrantLane key={lane.grant.id} axis={axis} lane={lane} />
        ))}
        <MilestoneLane axis={axis} milestones={milestones} />
        <EventLane axis={axis} days={days} />
        <Ticks axis={axis} />
      </div>
      <MilestoneList milestones={milestones} />
      <ul className="sp-days__legend">
        <li>
          <span className="sp-bar sp-bar--gone" aria-hidden="true" />
          Passed or used
        </li>
        <li>
          <span className="sp-bar sp-bar--planned" aria-hidden="true" />
          Agreed, not used
        </li>
        <li>
          <span className="sp-bar sp-bar--claim" aria-hidden="true" />
          To be used first within this time
        </li>
        <li>{leftOut(days, events)}</li>
      </ul>
      <PublicRelease submission={submission} />
      <DaysTable submission={submission} grants={grants} milestones={milestones} now={now} />
    </figure>
  );
}

/** Apart from the picture: nothing in it is counted from this date. */
function PublicRelease({ submission: { publicReleaseAt } }: { submission: Submission }) {
  if (publicReleaseAt === null) return null;
  return (
    <p className="sp-small">
      Release to the public is planned for {instant(publicReleaseAt)}. Nothing here is counted from
      that date.
    </p>
  );
}

function rule({ window }: Submission): string {
  return window === null
    ? 'They begin with the first government request and last 30 days at most, whatever any grant says. Nobody can lengthen them, and they end without anyone acting.'
    : `They began with the first government request on ${instant(window.firstUsedAt)} and end by themselves on ${instant(window.endsAt)}. Nobody can lengthen them; a review ends before them where the partner release does, or when either side ends it.`;
}

function leftOut(days: readonly Day[], events: readonly TimelineEvent[]): string {
  const shown = days.reduce((sum, each) => sum + each.events.length, 0);
  const outside = events.length - shown;
  const marks = `${plural(shown, 'event')}, each a mark above its day (UTC)`;
  return outside === 0 ? marks : `${marks}; ${count(outside)} more outside of this picture`;
}

function EventLane({ axis, days }: { axis: Axis; days: readonly Day[] }) {
  const width = placeOf(axis, axis.fromMs + dayMs);
  const most = Math.max(0, ...days.map(({ events }) => events.length));
  const heightRem = (Math.min(most, marksMax) + 1.5) * markRem;
  return (
    <div className="sp-days__events" style={{ height: `${heightRem}rem` }}>
      {days.map(({ dayMs: at, events }) => (
        <div
          key={at}
          className="sp-days__day"
          style={{ left: `${placeOf(axis, at)}%`, width: `${width}%` }}
          role="img"
          tabIndex={0}
          aria-label={dayWords(at, events)}
          title={dayWords(at, events)}
        >
          {events.length > marksMax && <span>+{events.length - marksMax}</span>}
          {events
            .slice(0, marksMax)
            .reverse()
            .map((event) => (
              <Mark key={event.id} shape={eventWords(event).shape} />
            ))}
        </div>
      ))}
    </div>
  );
}

function dayWords(at: number, events: readonly TimelineEvent[]): string {
  const said = events.slice(0, wordsMax).map((event) => eventWords(event).what);
  const more = events.length > wordsMax ? [`${events.length - wordsMax} more`] : [];
  return `${day(new Date(at).toISOString())}: ${[...said, ...more].join('; ')}`;
}

const Mark = ({ shape }: { shape: Shape }) => (
  <span className={`sp-days__mark sp-days__mark--${shape}`}>
    <ShapeMark shape={shape} />
  </span>
);

function Ticks({ axis }: { axis: Axis }) {
  return (
    <div className="sp-days__ticks" aria-hidden="true">
      {ticksOf(axis).map((tick) => (
        <span key={tick} style={{ left: `${placeOf(axis, tick)}%` }}>
          {day(new Date(tick).toISOString()).replace(/ \d{4}$/, '')}
        </span>
      ))}
    </div>
  );
}

interface LinesProps {
  axis: Axis;
  submission: Submission;
  now: number;
}

/** Today and the planned release, through all lanes; both stand in the table too. */
function Lines({ axis, submission: { plannedReleaseAt }, now }: LinesProps) {
  const release = plannedReleaseAt === null ? undefined : Date.parse(plannedReleaseAt);
  return (
    <div className="sp-days__lines" aria-hidden="true">
      {isOn(axis, now) && <Line axis={axis} at={now} kind="today" word="Today" />}
      {release !== undefined && isOn(axis, release) && (
        <Line axis={axis} at={release} kind="release" word="Partner release" />
      )}
    </div>
  );
}

function Line({ axis, at, kind, word }: { axis: Axis; at: number; kind: string; word: string }) {
  const left = placeOf(axis, at);
  const isAtEdge = left > 60;
  return (
    <span
      className={`sp-line sp-line--${kind} ${isAtEdge ? 'sp-line--edge' : ''}`}
      style={{ left: `${left}%` }}
    >
      <span>{word}</span>
    </span>
  );
}
