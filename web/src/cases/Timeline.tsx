/** Everything that happened in a case, oldest first, with hour, zone and name. */
import type { Connection } from '../api/live.ts';
import type { TimelineEvent } from '../api/views.ts';
import { Instant } from '../controls/Instant.tsx';
import { sentence } from '../controls/sentence.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { eventWords } from '../words/events.ts';

interface TimelineProps {
  events: readonly TimelineEvent[];
  connection: Connection;
}

export function Timeline({ events, connection }: TimelineProps) {
  const newest = events.at(-1);
  return (
    <>
      <p className="sp-unseen" role="status">
        {newest === undefined ? '' : `${eventWords(newest).what}, ${newest.actor}`}
      </p>
      {newest === undefined && (
        <p className="sp-small">{connection === 'live' ? 'Nothing happened yet.' : 'Loading…'}</p>
      )}
      <ol className="sp-timeline">
        {events.map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ol>
    </>
  );
}

function Line({ event }: { event: TimelineEvent }) {
  const { what, detail, shape } = eventWords(event);
  return (
    <li>
      <span className="sp-timeline__mark">
        <ShapeMark shape={shape} />
      </span>
      <p className="sp-timeline__when">
        <Instant at={event.at} />
      </p>
      <p className="sp-timeline__what">
        <strong>{what}</strong>
        <span className="sp-timeline__who">{event.actor}</span>
      </p>
      {detail !== undefined && <p className="sp-small">{sentence(detail)}</p>}
    </li>
  );
}
