/**
 * Sends an answer, at its pace and with its faults. Where no dial asks for more, all is written at once
 * from bytes made before: as the upstream of a benchmark this server must not be what is measured.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { constants, createGzip } from 'node:zlib';
import type { Behaviour } from './behaviour.ts';
import { framesOf } from './frames.ts';
import type { Turned } from './panel.ts';
import type { Received } from './received.ts';
import type { Rendered } from './rendered.ts';

/** An answer that never ends ends here, and so does one that never goes on. */
const endlessBytesMax = 1024 * 1024 * 1024;
const stallMsMax = 15 * 60_000;
/** More than this is not written without waiting for the reader. */
const atOnceBytesMax = 1024 * 1024;

export interface Passage {
  response: ServerResponse;
  received: Received;
  turned: Turned;
  /** Names and values in turn; the answer’s own id. */
  head: readonly string[];
}

export async function deliver(passage: Passage, rendered: Rendered): Promise<void> {
  const { response, turned } = passage;
  const { behaviour, fault } = turned;
  if (fault?.kind === 'disconnect' && fault.afterBytes === 0) return breakOff(passage);
  response.writeHead(200, headersOf(passage, rendered));
  const isPlain =
    fault === undefined &&
    behaviour.paceMs === 0 &&
    behaviour.encoding === 'identity' &&
    behaviour.writes.by === 'events' &&
    rendered.bytes <= atOnceBytesMax;
  if (isPlain) writeAtOnce(passage, rendered);
  else await writeInFrames(passage, rendered);
}

/** Takes the request and says nothing more, until the caller has had enough. */
export async function hold({ response, received }: Passage): Promise<void> {
  if (response.closed) return;
  const limit = setTimeout(() => response.destroy(), stallMsMax).unref();
  received.outcome = 'running';
  await once(response, 'close');
  clearTimeout(limit);
}

export function breakOff({ response, received }: Passage): void {
  received.outcome = 'broken_off';
  response.destroy();
}

/** Not waited for by a process that has nothing else to do. */
export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms).unref());

export function paddingOf({ headerBytes }: Behaviour): string[] {
  const headers: string[] = [];
  for (let left = headerBytes; left > 0; left -= 1000) {
    headers.push(`x-padding-${headers.length / 2}`, 'x'.repeat(Math.min(left, 1000)));
  }
  return headers;
}

function headersOf({ turned, head }: Passage, { isStream, bytes }: Rendered): string[] {
  const { behaviour, fault } = turned;
  const headers = isStream
    ? ['content-type', 'text/event-stream; charset=utf-8', 'cache-control', 'no-cache', ...head]
    : ['content-type', 'application/json', ...head];
  const isZipped = behaviour.encoding === 'gzip';
  if (fault?.kind === 'content_length') {
    // Closed at the end: else a caller that was promised more would wait for it and not be let down.
    headers.push(
      'content-length',
      String(Math.max(0, bytes + fault.byBytes)),
      'connection',
      'close',
    );
  } else if (!isStream && !isZipped && fault?.kind !== 'endless') {
    headers.push('content-length', String(bytes));
  }
  if (isZipped) headers.push('content-encoding', 'gzip');
  if (behaviour.headerBytes > 0) headers.push(...paddingOf(behaviour));
  return headers;
}

function writeAtOnce({ response, received, turned }: Passage, rendered: Rendered): void {
  received.pieces = rendered.pieces;
  const { parts } = rendered;
  if (parts.length === 1) return void response.end(parts[0]?.bytes);
  const { count } = turned.behaviour.writes;
  if (count === 1) for (const { bytes } of parts) response.write(bytes);
  else
    for (const { bytes } of framesOf(rendered, turned.behaviour.writes, undefined))
      response.write(bytes);
  response.end();
}

async function writeInFrames(passage: Passage, rendered: Rendered): Promise<void> {
  const { response, received, turned } = passage;
  const { behaviour, fault } = turned;
  const sink = sinkOf(response, behaviour);
  const bytesMax = fault?.kind === 'disconnect' ? fault.afterBytes : endlessBytesMax;
  let sent = 0;
  for (const { bytes, pieces } of framesOf(rendered, behaviour.writes, fault)) {
    if (pieces > 0 && behaviour.paceMs > 0) await pause(behaviour.paceMs * pieces);
    if (response.closed) return;
    const rest = bytes.subarray(0, bytesMax - sent);
    sent += rest.length;
    received.pieces += pieces;
    if (sent >= bytesMax) {
      await flush(sink, rest);
      return breakOff(passage);
    }
    await write(sink, rest, response);
    if (behaviour.writes.by === 'bytes') await new Promise(setImmediate);
  }
  if (fault?.kind === 'stall') await hold(passage);
  else sink.end();
}

/** Waits until the reader has room, or has left. */
async function write(sink: Writable, bytes: Buffer, response: ServerResponse): Promise<void> {
  if (sink.write(bytes) || response.closed) return;
  const given = new AbortController();
  const { signal } = given;
  await Promise.race([once(sink, 'drain', { signal }), once(response, 'close', { signal })]);
  given.abort();
}

/** Until the bytes are with the kernel, so that what follows cannot take them back. */
async function flush(sink: Writable, bytes: Buffer): Promise<void> {
  await new Promise<void>((resolve) => void sink.write(bytes, () => resolve()));
  await new Promise(setImmediate);
}

/** Each write is flushed, so that a compressed stream is still a stream. */
function sinkOf(response: ServerResponse, { encoding }: Behaviour): Writable {
  if (encoding === 'identity') return response;
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  gzip.pipe(response);
  return gzip;
}
