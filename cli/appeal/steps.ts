/** `appeal file`, `answer` and `withdraw`. Grounds and answers are files: an argument is read by every user of the host. */
import { CliError, exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { readGiven } from '../guarded-files.ts';
import { call, serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { appealView, shown, stepped } from './view.ts';

export const file: Verb = {
  usage: `file DETERMINATION|PARTNERSHIP --grounds FILE ${onServerUsage}`,
  options: { ...serverOptions, grounds: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [subjectId = ''] = input.positionals;
    const grounds = readGiven(input.required('grounds'));
    const view = await call(serverFrom(input), appealView, {
      method: 'POST',
      path: '/api/appeals',
      value: { about: aboutOf(subjectId), subjectId, grounds },
    });
    return shown(view);
  },
};

/** An id says what it is of. */
function aboutOf(subjectId: string): string {
  const about = /^(determination|partnership)_/.exec(subjectId)?.[1];
  if (about !== undefined) return about;
  throw new CliError(
    exitCodes.invalidInput,
    'appeal against a `determination_…` or a `partnership_…`; nothing else can be appealed against',
  );
}

export const answer: Verb = {
  usage: `answer APPEAL --as upheld|dismissed --answer FILE ${onServerUsage}`,
  options: { ...serverOptions, as: { type: 'string' }, answer: { type: 'string' } },
  takes: 1,
  execute(input) {
    const value = { as: input.required('as'), answer: readGiven(input.required('answer')) };
    return stepped(serverFrom(input), input.positionals[0] ?? '', 'answer', value);
  },
};

export const withdraw: Verb = {
  usage: `withdraw APPEAL ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => stepped(serverFrom(input), input.positionals[0] ?? '', 'withdrawal', {}),
};
