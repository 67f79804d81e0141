/** `partnership refuse`, `withdraw`, `accept` and `end`: steps that need no signature. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { stepped } from './view.ts';

export const refuse: Verb = {
  usage: `refuse PARTNERSHIP --code CODE --because TEXT ${onServerUsage}`,
  options: { ...serverOptions, code: { type: 'string' }, because: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const value = { code: input.required('code'), because: input.required('because') };
    return await stepped(serverFrom(input), input.positionals[0] ?? '', 'refusal', value);
  },
};

/** As the partner: names the statement that was read. */
export const accept: Verb = {
  usage: `accept PARTNERSHIP --digest DIGEST ${onServerUsage}`,
  options: { ...serverOptions, digest: { type: 'string' } },
  takes: 1,
  calls: { statementSha256: '--digest' },
  async execute(input) {
    const value = { statementSha256: input.required('digest') };
    return await stepped(serverFrom(input), input.positionals[0] ?? '', 'acceptance', value);
  },
};

const overBy = (name: string, step: string): Verb => ({
  usage: `${name} PARTNERSHIP [--because TEXT] ${onServerUsage}`,
  options: { ...serverOptions, because: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const value = { because: input.option('because') ?? '' };
    return await stepped(serverFrom(input), input.positionals[0] ?? '', step, value);
  },
});

export const withdraw = overBy('withdraw', 'withdrawal');
export const end = overBy('end', 'end');
