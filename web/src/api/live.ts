/**
 * A log that arrives by itself (server-sent events). The stream starts with the whole log, and after a
 * lost connection the browser asks on from the last event it saw, so nothing is missed or shown twice.
 */
import { useEffect, useState } from 'react';
import type { TimelineEvent } from './views.ts';

export type Connection = 'connecting' | 'live' | 'lost';

/** A page keeps at most this many events; a log that is longer shows its newest. */
const eventsMax = 2000;
/** After a refusal the browser gives up by itself; we ask again this much later. */
const retryMs = 5000;

interface Log {
  path: string;
  events: TimelineEvent[];
  connection: Connection;
}

export function useLiveLog(path: string): { events: TimelineEvent[]; connection: Connection } {
  const [log, setLog] = useState<Log>({ path, events: [], connection: 'connecting' });

  useEffect(() => {
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const connect = () => {
      source = new EventSource(path);
      const say = (connection: Connection) =>
        setLog((before) => ({ ...logFor(path, before), connection }));
      source.onopen = () => say('live');
      source.onmessage = ({ data }: MessageEvent<string>) =>
        setLog((before) => withEvents(logFor(path, before), JSON.parse(data) as TimelineEvent[]));
      source.onerror = () => {
        say('lost');
        if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, retryMs);
      };
    };
    connect();
    return () => {
      clearTimeout(retry);
      source.close();
    };
  }, [path]);

  return log.path === path ? log : { events: [], connection: 'connecting' };
}

function logFor(path: string, log: Log): Log {
  return log.path === path ? log : { path, events: [], connection: 'connecting' };
}

function withEvents(log: Log, arrived: TimelineEvent[]): Log {
  const seen = new Set(log.events.map(({ id }) => id));
  const fresh = arrived.filter(({ id }) => !seen.has(id));
  if (fresh.length === 0) return log;
  return { ...log, connection: 'live', events: [...log.events, ...fresh].slice(-eventsMax) };
}
