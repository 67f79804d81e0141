/**
 * `run start`: once `sallyport evaluate` has begun, its journal says on which sandbox tier it runs and what
 * the endpoint said of itself. The server holds both against the plan.
 */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { fingerprintOf, journalAt } from './journal.ts';
import { stepped } from './view.ts';

export const start: Verb = {
  usage: `start RUN JOURNAL ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', path = ''] = input.positionals;
    const state = await journalAt(path);
    const value = { tier: state.plan.tier, fingerprint: fingerprintOf(state) };
    return await stepped(serverFrom(input), id, 'start', value);
  },
};
