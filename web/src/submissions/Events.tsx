/** Everything that happened about a submission, newest day first: the picture of the days, to read. */
import { Button } from '@trussworks/react-uswds';
import { useState } from 'react';
import type { Connection } from '../api/live.ts';
import type { Grant, TimelineEvent } from '../api/views.ts';
import { sentence } from '../controls/sentence.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { kindWords } from '../words/access.ts';
import { day, hour } from '../words/dates.ts';
import { eventWords } from '../words/events.ts';
import { count } from '../words/quantities.ts';

interface EventsProps {
  events: readonly TimelineEvent[];
  grants: readonly Grant[];
  connection: Connection;
}

/** A reader looks at the last days first; a run alone can leave a thousand lines. */
const shownFirst = 100;

export function Events({ events, grants, connection }: EventsProps) {
  const newest = events.at(-1);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? events : events.slice(-shownFirst);
  const earlier = events.length - shown.length;
  const days = Map.groupBy(shown.toReversed(), ({ at }) => day(at));
  return (
    <>
      <p className="sp-unseen" role="status">
        {newest === undefined ? '' : saidOf(newest)}
      </p>
      {newest === undefined && (
        <p className="sp-small">{connection === 'live' ? 'Nothing happened yet.' : 'Loading…'}</p>
      )}
      {[...days].map(([name, found]) => (
        <div key={name} className="sp-day">
          <h3>{name}</h3>
          <ul>
            {found.map((event) => (
              <Line key={event.id} event={event} grant={grants.find(isOf(event))} />
            ))}
          </ul>
        </div>
      ))}
      {earlier > 0 && (
        <Button type="button" outline onClick={() => setWhole(true)}>
          Show {count(earlier)} earlier
        </Button>
      )}
    </>
  );
}

const isOf =
  ({ subject }: TimelineEvent) =>
  ({ id }: Grant): boolean =>
    id === subject;

function saidOf(event: TimelineEvent): string {
  const { what, by = event.actor } = eventWords(event);
  return `${what}, ${by}`;
}

function Line({ event, grant }: { event: TimelineEvent; grant: Grant | undefined }) {
  const { what, detail, by = event.actor, shape } = eventWords(event);
  return (
    <li>
      <time dateTime={event.at}>{hour(event.at)}</time>
      <span className={`sp-days__mark sp-days__mark--${shape}`}>
        <ShapeMark shape={shape} />
      </span>
      <p>
        <strong>{what}</strong> <span className="sp-day__who">{by}</span>
        {grant !== undefined && (
          <span className="sp-small sp-block">
            {kindWords[grant.kind].name}, {grant.runner.pseudonym}
          </span>
        )}
        {detail !== undefined && <span className="sp-small sp-block">{sentence(detail)}</span>}
      </p>
    </li>
  );
}
