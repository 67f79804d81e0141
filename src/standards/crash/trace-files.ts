/**
 * Crashes in the shapes people hand over: a raw trace; one JSON document (a CASR report, evidence
 * with its `crash`, a record with the trace as text); or one such document a line.
 */
import { isCasrReport, parseCasrReport } from './casr.ts';
import { stateLineLengthMax, type Crash, type ParseOptions } from './crash.ts';
import type { Trace } from './groups.ts';
import { parseCrash } from './parse.ts';

export interface TracesRead {
  traces: Trace[];
  /** Ids of documents that tell of no crash. */
  withoutCrash: string[];
  /** Lines that are no JSON: `file:line`. */
  unreadable: string[];
}

/** Where a trace stands in a record, in the order in which one is preferred. */
const textFields = ['trace', 'stacktrace', 'stackTrace', 'text', 'output', 'log'];
/** Where another document is wrapped. */
const wrappers = ['report', 'evidence', 'predicate', 'result', 'finding'];
const depthMax = 4;
const linesMax = 200_000;

/** Reads one file's text; `name` becomes the id, with a line number where there are many. */
export function readTraces(text: string, name: string, options: ParseOptions = {}): TracesRead {
  const read: TracesRead = { traces: [], withoutCrash: [], unreadable: [] };
  const add = (id: string, crash: Crash | undefined) => {
    if (crash === undefined) read.withoutCrash.push(id);
    else read.traces.push({ id, crash });
  };
  if (/\.jsonl(?:\.gz)?$/.test(name)) {
    for (const [index, line] of text.split('\n', linesMax).entries()) {
      if (line.trim() === '') continue;
      const place = `${name}:${index + 1}`;
      const value = parseJson(line);
      if (value === undefined) read.unreadable.push(place);
      else add(idOf(value, place), crashIn(value, options));
    }
    return read;
  }
  const value = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  if (Array.isArray(value)) {
    value
      .slice(0, linesMax)
      .forEach((item: unknown, index) =>
        add(idOf(item, `${name}:${index + 1}`), crashIn(item, options)),
      );
  } else add(name, value === undefined ? parseCrash(text, options) : crashIn(value, options));
  return read;
}

/** The crash a document holds or tells of. */
export function crashIn(value: unknown, options: ParseOptions = {}, depth = 0): Crash | undefined {
  if (typeof value === 'string') return parseCrash(value, options);
  if (typeof value !== 'object' || value === null || depth > depthMax) return undefined;
  if (isCasrReport(value)) return parseCasrReport(value, options);
  const record = value as Record<string, unknown>;
  const stated = statedCrash(record['crash']);
  if (stated !== undefined) return stated;
  for (const field of textFields) {
    const text = traceText(record[field]);
    const crash = text === undefined ? undefined : parseCrash(text, options);
    if (crash !== undefined) return crash;
  }
  for (const wrapper of wrappers) {
    const crash = crashIn(record[wrapper], options, depth + 1);
    if (crash !== undefined) return crash;
  }
  return crashIn(signedPayload(record), options, depth + 1);
}

/** A crash already read, as evidence and `crash-state` write it. */
function statedCrash(value: unknown): Crash | undefined {
  if (typeof value === 'string') return parseCrash(value);
  const { type, state, address, frames, securityRelevant, tool } = (value ?? {}) as Partial<Crash>;
  if (typeof type !== 'string' || !isStrings(state)) return undefined;
  return {
    type: type.slice(0, 200),
    state: state.slice(0, 4).map((line) => line.slice(0, 4 * stateLineLengthMax)),
    address: typeof address === 'string' ? address : '',
    frames: isStrings(frames) ? frames : state,
    securityRelevant: securityRelevant === true,
    tool: typeof tool === 'string' ? tool : 'sanitizer',
  };
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function traceText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return isStrings(value) ? value.join('\n') : undefined;
}

/** What a DSSE envelope carries; its signature is for whoever relies on it, not for grouping. */
function signedPayload(record: Record<string, unknown>): unknown {
  const { payload, payloadType } = record;
  if (typeof payload !== 'string' || typeof payloadType !== 'string') return undefined;
  return parseJson(Buffer.from(payload, 'base64').toString('utf8'));
}

function idOf(value: unknown, place: string): string {
  const { id, file } = (value ?? {}) as { id?: unknown; file?: unknown };
  if (typeof id === 'string' && id !== '') return id;
  return typeof file === 'string' && file !== '' ? file : place;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
