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

/** Says only that something beside the log is worth reading again; it stands in no log. */
const growthType = 'ledger_grew';

interface Log {
  path: string;
  events: TimelineEvent[];
  /** Entries that the gateway's log was last told to have. */
  growth: number | undefined;
  connection: Connection;
}

export type LiveLog = Omit<Log, 'path'>;

const emptyLog = (path: string): Log => ({
  path,
  events: [],
  growth: undefined,
  connection: 'connecting',
});

export function useLiveLog(path: string): LiveLog {
  const [log, setLog] = useState<Log>(emptyLog(path));

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

  return logFor(path, log);
}

const logFor = (path: string, log: Log): Log => (log.path === path ? log : emptyLog(path));

function withEvents(log: Log, arrived: TimelineEvent[]): Log {
  const seen = new Set(log.events.map(({ id }) => id));
  const fresh = arrived.filter(({ id, type }) => type !== growthType && !seen.has(id));
  const grown = arrived.findLast(({ type }) => type === growthType)?.payload['size'];
  const growth = typeof grown === 'number' ? grown : log.growth;
  if (fresh.length === 0 && growth === log.growth) return log;
  const events = [...log.events, ...fresh].slice(-eventsMax);
  return { ...log, connection: 'live', growth, events };
}
