/** `run end` and `run withdraw`: complete, incomplete and why, or given up. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { fingerprintOf, journalAt } from './journal.ts';
import { stepped } from './view.ts';

export const end: Verb = {
  usage: `end RUN [--incomplete REASON] [--journal JOURNAL] ${onServerUsage}`,
  options: { ...serverOptions, incomplete: { type: 'string' }, journal: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [reason, journal] = [input.option('incomplete'), input.option('journal')];
    const value = {
      as: reason === undefined ? 'complete' : 'incomplete',
      reason: reason ?? '',
      fingerprint: journal === undefined ? null : fingerprintOf(await journalAt(journal)),
    };
    return await stepped(serverFrom(input), input.positionals[0] ?? '', 'end', value);
  },
};

export const withdraw: Verb = {
  usage: `withdraw RUN [--because TEXT] ${onServerUsage}`,
  options: { ...serverOptions, because: { type: 'string' } },
  takes: 1,
  execute: (input) =>
    stepped(serverFrom(input), input.positionals[0] ?? '', 'withdrawal', {
      because: input.option('because') ?? '',
    }),
};
