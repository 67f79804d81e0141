/**
 * Live progress by server-sent events. The browser's `Last-Event-ID` is the last cursor it saw, so a
 * lost connection misses nothing. A stream ends by itself after a while; browsers reconnect.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface LiveSource {
  /** What has come since `cursor`, and the next cursor. */
  next(cursor: string | undefined): Promise<{ events: unknown[]; cursor: string | undefined }>;
  /** Calls back when it is worth asking again; returns how to stop. */
  onGrowth(look: () => void): () => void;
}

const streamMsMax = 15 * 60_000;
/** Comments keep proxies from closing a quiet stream, and find a gone reader. */
const heartbeatMs = 15_000;

export function liveStream(request: FastifyRequest, reply: FastifyReply, source: LiveSource): void {
  const lastSeen = request.headers['last-event-id'];
  let cursor = typeof lastSeen === 'string' && lastSeen !== '' ? lastSeen.slice(0, 512) : undefined;
  let looking = false;
  let again = false;
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  // Without bytes of its own to follow, the head would wait for the first event.
  raw.flushHeaders();

  const look = async (): Promise<void> => {
    again = true;
    if (looking) return;
    looking = true;
    try {
      while (again && !raw.writableEnded) {
        again = false;
        const step = await source.next(cursor);
        if (step.events.length === 0) continue;
        cursor = step.cursor;
        raw.write(`id: ${cursor ?? ''}\ndata: ${JSON.stringify(step.events)}\n\n`);
        again = true;
      }
    } catch {
      raw.end();
    } finally {
      looking = false;
    }
  };
  const stopListening = source.onGrowth(() => void look());
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
  const end = setTimeout(() => raw.end(), streamMsMax);
  raw.on('close', () => {
    stopListening();
    clearInterval(heartbeat);
    clearTimeout(end);
  });
  void look();
}
