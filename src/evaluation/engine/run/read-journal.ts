/**
 * A journal read back: checked line by line, and folded into what a run needs to go on and a reader needs
 * to judge. A torn last line is what kill -9 leaves; any other line that does not follow from those
 * before is an altered journal, and is refused.
 */
import { createReadStream } from 'node:fs';
import type { Finding, IdentitySeen } from '../model/identity.ts';
import {
  journalFormat,
  sampleName,
  type EndOfRun,
  type Plan,
  type SampleResult,
  type Stamped,
} from './entry.ts';
import { chainStart, linkOf, partsOf } from './journal.ts';

const lineBytesMax = 64 * 1024 * 1024;

export class JournalRefused extends Error {
  override readonly name = 'JournalRefused';
}

/** Where the journal stands. */
export interface JournalState {
  plan: Plan;
  /** Samples that have ended, by name. */
  ended: Map<string, SampleResult>;
  /** The last interruption of those that have not. */
  interrupted: Map<string, SampleResult>;
  /** Attempts begun, by sample. */
  attempts: Map<string, number>;
  findings: { sample: string | null; finding: Finding }[];
  identity: IdentitySeen;
  described: string | null;
  /** The last of several parts of one run; null where it was killed. */
  end: EndOfRun | null;
  head: string;
  entries: number;
  /** Of whole lines. */
  bytes: number;
  /** After them. */
  bytesTorn: number;
}

/** Checks and folds. Throws `JournalRefused` with the line. */
export async function readJournal(path: string): Promise<JournalState> {
  let state: JournalState | undefined;
  for await (const { entry, ...at } of entriesIn(path)) {
    if (entry === null) {
      if (state === undefined) break;
      Object.assign(state, at);
      continue;
    }
    state ??= startOf(entry);
    fold(state, entry);
    Object.assign(state, at);
  }
  if (state === undefined) throw new JournalRefused(`\`${path}\` holds no whole line of a journal`);
  return state;
}

interface Read {
  /** Null at the end, with what is torn. */
  entry: Stamped | null;
  head: string;
  entries: number;
  bytes: number;
  bytesTorn: number;
}

/** Every entry, in order, each checked against the chain. */
export async function* entriesIn(path: string): AsyncGenerator<Read> {
  let head = chainStart;
  let entries = 0;
  let bytes = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const given of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    let chunk = given as Buffer;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a)) {
      const line = Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
      restBytes = 0;
      chunk = chunk.subarray(end + 1);
      const parts = partsOf(line.toString('utf8'));
      if (parts === undefined && entries === 0) {
        throw new JournalRefused(`\`${path}\` is no journal of an evaluation`);
      }
      if (parts === undefined || linkOf(head, parts.entry) !== parts.hash) {
        throw new JournalRefused(
          `line ${entries + 1} of \`${path}\` does not follow from those before: it was altered`,
        );
      }
      head = parts.hash;
      entries += 1;
      bytes += line.length + 1;
      yield { entry: JSON.parse(parts.entry) as Stamped, head, entries, bytes, bytesTorn: 0 };
    }
    rest.push(chunk);
    restBytes += chunk.length;
    if (restBytes > lineBytesMax) {
      throw new JournalRefused(`line ${entries + 1} of \`${path}\` is longer than 64 MiB`);
    }
  }
  yield { entry: null, head, entries, bytes, bytesTorn: restBytes };
}

function startOf(entry: Stamped): JournalState {
  if (entry.kind !== 'run_started' || entry.format !== journalFormat) {
    throw new JournalRefused('this is no journal of an evaluation');
  }
  return {
    plan: entry.plan,
    ended: new Map(),
    interrupted: new Map(),
    attempts: new Map(),
    findings: [],
    identity: { model: null, fingerprints: [] },
    described: null,
    end: null,
    head: chainStart,
    entries: 0,
    bytes: 0,
    bytesTorn: 0,
  };
}

function fold(state: JournalState, entry: Stamped): void {
  switch (entry.kind) {
    case 'sample_started':
      return void state.attempts.set(entry.sample, entry.attempt);
    case 'sample_ended':
      state.interrupted.delete(entry.sample);
      return void state.ended.set(sampleName(entry.result), entry.result);
    case 'sample_interrupted':
      return void state.interrupted.set(sampleName(entry.result), entry.result);
    case 'finding':
      return void state.findings.push({ sample: entry.sample, finding: entry.finding });
    case 'model_described':
      state.described ??= entry.text;
      return;
    case 'run_ended':
      state.end = entry.why;
      return;
    case 'model_seen':
      state.identity = entry.seen;
      return;
    case 'run_resumed':
      state.end = null;
      return;
    case 'run_started':
    case 'call':
    case 'tool':
    case 'unsent':
    case 'connection':
      return;
  }
}
