/** An answer as bytes: one JSON document, or the events of a stream (Server-Sent Events, WHATWG HTML §9.2). */
import type { Turned } from './panel.ts';
import type { Asked } from './conversation.ts';
import type { Dialect, StreamEvent } from './dialect.ts';
import { replyTo } from './reply.ts';

export interface Part {
  bytes: Buffer;
  isPiece: boolean;
}

export interface Rendered {
  isStream: boolean;
  parts: readonly Part[];
  bytes: number;
  pieces: number;
}

export function render(dialect: Dialect, asked: Asked, turned: Turned): Rendered {
  const reply = replyTo(asked, turned.behaviour, turned.identity);
  const parts = asked.isStream
    ? eventsOf(dialect, dialect.events(reply, turned.behaviour.chunks), turned)
    : [jsonOf(dialect.json(reply), turned)];
  return {
    isStream: asked.isStream,
    parts,
    bytes: parts.reduce((sum, { bytes }) => sum + bytes.length, 0),
    pieces: parts.filter(({ isPiece }) => isPiece).length,
  };
}

function jsonOf(value: object, { fault }: Turned): Part {
  const text = JSON.stringify(value);
  return {
    bytes: Buffer.from(fault?.kind === 'malformed' ? firstHalf(text) : text),
    isPiece: true,
  };
}

function eventsOf(dialect: Dialect, events: StreamEvent[], { behaviour, fault }: Turned): Part[] {
  const { lineEnd, comments } = behaviour;
  const part = ({ name, data, isPiece }: StreamEvent, isBroken: boolean): Part => {
    const text = typeof data === 'string' ? data : JSON.stringify(data);
    const lines = [
      ...(comments ? [': a comment, for nobody'] : []),
      ...(name === undefined ? [] : [`event: ${name}`]),
      `data: ${isBroken ? firstHalf(text) : text}`,
      '',
      '',
    ];
    return { bytes: Buffer.from(lines.join(lineEnd)), isPiece: isPiece === true };
  };
  if (fault?.kind === 'malformed') {
    const at = placeAfter(events, fault.afterPieces);
    return events.map((event, place) => part(event, place === at));
  }
  if (fault?.kind === 'error_event') {
    const before = events.slice(0, placeAfter(events, fault.afterPieces));
    return [...before, dialect.failure()].map((event) => part(event, false));
  }
  return events.map((event) => part(event, false));
}

const firstHalf = (text: string): string => text.slice(0, Math.ceil(text.length / 2));

/** Where so many pieces have been: the place of the next one, or of the end. */
export function placeAfter(parts: readonly { isPiece?: boolean }[], pieces: number): number {
  let seen = 0;
  for (const [place, { isPiece }] of parts.entries()) {
    if (isPiece !== true) continue;
    if (seen === pieces) return place;
    seen += 1;
  }
  return parts.length;
}
