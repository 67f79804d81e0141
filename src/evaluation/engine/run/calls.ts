/**
 * The calls of a journal, each with its request byte for byte as it was sent: what somebody else who logged
 * requests can be held against. Calls are given in the journal's order, samples side by side.
 */
import type { CallSeen } from '../agent/agent.ts';
import { requestOf, type Frame } from '../model/conversation.ts';
import type { Message } from '../model/wire.ts';
import { sha256 } from '../place/hosts.ts';
import { entriesIn, JournalRefused } from './read-journal.ts';

export interface CallMade extends CallSeen {
  /** As in `task/variant#1`. */
  sample: string;
  /** Of the journal, from 1. */
  line: number;
  request: string;
}

/** Throws `JournalRefused` where the chain is broken, or a call's messages do not make the request it names. */
export async function* callsIn(path: string): AsyncGenerator<CallMade> {
  let frames: readonly Frame[] = [];
  const said = new Map<string, Message[]>();
  for await (const { entry, entries: line } of entriesIn(path)) {
    if (entry?.kind === 'run_started') frames = Object.values(entry.frames);
    // Another attempt is another conversation.
    if (entry?.kind === 'sample_started') said.set(entry.sample, []);
    if (entry?.kind === 'sample_ended' || entry?.kind === 'sample_interrupted') {
      said.delete(entry.sample);
    }
    if (entry?.kind !== 'call') continue;
    const messages = said.get(entry.sample) ?? [];
    messages.push(...entry.messages);
    const request = frames
      .map((frame) => requestOf(frame, messages))
      .find((each) => sha256(each) === entry.requestSha256);
    if (request === undefined) {
      throw new JournalRefused(
        `line ${line} of \`${path}\` names a request that its messages do not make`,
      );
    }
    yield { ...entry, line, request };
  }
}
