/** Lanes of the picture of the days: the model's thirty, and what each grant was given and used of time. */
import type { ReactNode } from 'react';
import type { Submission } from '../api/views.ts';
import { grantWords, kindWords } from '../words/access.ts';
import { instant } from '../words/dates.ts';
import { barOf, type Axis, type Lane, type Span } from './thirty-days.ts';

interface LaneProps {
  name: string;
  /** The whole lane in words, for whoever does not see it. */
  says: string;
  children: ReactNode;
}

function LaneRow({ name, says, children }: LaneProps) {
  return (
    <div className="sp-days__lane">
      <p className="sp-days__name" aria-hidden="true">
        {name}
      </p>
      <div className="sp-days__track" role="img" aria-label={`${name}: ${says}`}>
        {children}
      </div>
    </div>
  );
}

function Bar({ axis, of, kind }: { axis: Axis; of: Span; kind: string }) {
  const bar = barOf(axis, of);
  if (bar === undefined) return null;
  const [left, width] = bar;
  return (
    <span className={`sp-bar sp-bar--${kind}`} style={{ left: `${left}%`, width: `${width}%` }} />
  );
}

interface ModelLaneProps {
  axis: Axis;
  window: Submission['window'];
  now: number;
}

export function ModelLane({ axis, window, now }: ModelLaneProps) {
  const name = 'The model’s thirty days';
  if (window === null) {
    return (
      <LaneRow name={`${name}: not begun`} says="they begin with the first government request">
        {null}
      </LaneRow>
    );
  }
  const [fromMs, untilMs] = [Date.parse(window.firstUsedAt), Date.parse(window.endsAt)];
  const gone = { fromMs, untilMs: Math.min(now, untilMs) };
  return (
    <LaneRow name={name} says={`${instant(window.firstUsedAt)} to ${instant(window.endsAt)}`}>
      <Bar axis={axis} of={{ fromMs, untilMs }} kind="thirty" />
      <Bar axis={axis} of={gone} kind="gone" />
    </LaneRow>
  );
}

export function GrantLane({ axis, lane }: { axis: Axis; lane: Lane }) {
  const { grant, isOpened, planned, used } = lane;
  const { word, tone } = grantWords[grant.state];
  const name = `${kindWords[grant.kind].name}, ${grant.runner.pseudonym}: ${word.toLowerCase()}`;
  const until = instant(new Date(planned.untilMs).toISOString());
  const from = instant(new Date(planned.fromMs).toISOString());
  const ended = grant.ended === null ? '' : `; ended ${instant(grant.ended.at)}`;
  const says = isOpened
    ? `window from ${from} to ${until} at the latest${ended}`
    : `to be used first between ${from} and ${until}${ended}`;
  return (
    <LaneRow name={name} says={says}>
      <Bar axis={axis} of={planned} kind={isOpened ? 'planned' : 'claim'} />
      {used !== undefined && <Bar axis={axis} of={used} kind={`used-${tone}`} />}
    </LaneRow>
  );
}
