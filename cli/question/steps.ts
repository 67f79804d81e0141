/** What is done with a question: the developer takes it back; the office takes it up, asks for more, and answers. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { readGiven } from '../guarded-files.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { stepped } from './view.ts';

const plainly = (name: string, step: string): Verb => ({
  usage: `${name} QUESTION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => stepped(serverFrom(input), input.positionals[0] ?? '', step, {}),
});

/** The words are the developer's to read. */
const inWords = (name: string, step: string): Verb => ({
  usage: `${name} QUESTION --words FILE ${onServerUsage}`,
  options: { ...serverOptions, words: { type: 'string' } },
  takes: 1,
  execute(input) {
    const value = { words: readGiven(input.required('words')) };
    return stepped(serverFrom(input), input.positionals[0] ?? '', step, value);
  },
});

export const acknowledge = plainly('acknowledge', 'acknowledgement');
export const withdraw = plainly('withdraw', 'withdrawal');
export const needMore = inWords('need-more', 'need');
/** That it cannot be told without access, and why; a determination answers in its own way. */
export const answer = inWords('answer', 'answer');
