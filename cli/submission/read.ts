/** `submission list` and `submission show`: the engagements that one is a party to, and one of them. */
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listing } from '../listing.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { shown, submissionSummary, viewOf } from './view.ts';

export const list = listing({
  path: '/api/submissions',
  item: submissionSummary,
  head: ['submission', 'model', 'you are', 'developer', 'evaluator', 'gateway', 'release'],
  rowOf: (each) => [
    each.id,
    each.declaredAs,
    each.side,
    each.developer,
    each.evaluator,
    each.gatewayState ?? 'none',
    each.plannedReleaseAt ?? 'none',
  ],
});

export const show: Verb = {
  usage: `show SUBMISSION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};
