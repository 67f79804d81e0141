/** Whether the page follows by itself just now. */
import type { Connection } from '../api/live.ts';

const words: Record<Connection, string> = {
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost, trying again…',
};

export function LiveWord({ connection }: { connection: Connection }) {
  return (
    <span className={`sp-live sp-live--${connection}`}>
      <span className="sp-live__dot" aria-hidden="true" />
      {words[connection]}
    </span>
  );
}
