/** `run list` and `run show`: the office's runs, or an engagement's, and how one of them stands. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listingByEngagement } from '../listing.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { runSummary, shown, viewOf } from './view.ts';

export const list = listingByEngagement({
  part: 'runs',
  item: runSummary,
  head: ['run', 'state', 'model', 'suite', 'samples', 'purpose'],
  rowOf: (each) => [
    each.id,
    each.state,
    each.declaredAs,
    `${each.suite.name} ${each.suite.version}`,
    `${each.samplesRecorded} of ${each.samplesPlanned}`,
    each.purpose,
  ],
});

export const show: Verb = {
  usage: `show RUN ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};
