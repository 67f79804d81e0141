/** What officials and overseers look at: runs that wait, and determinations. */
import { z } from 'zod';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listing, listingByEngagement } from '../listing.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { determinationSummary, shown, viewOf } from './view.ts';

const waiting = z.object({
  runId: z.string(),
  submissionId: z.string(),
  declaredAs: z.string(),
  decidedAt: z.iso.datetime(),
});

export const due = listing({
  verb: 'due',
  path: '/api/determinable-runs',
  item: waiting,
  head: ['run', 'submission', 'model', 'threshold applied'],
  rowOf: (each) => [each.runId, each.submissionId, each.declaredAs, each.decidedAt],
});

export const list = listingByEngagement({
  part: 'determinations',
  item: determinationSummary,
  head: ['determination', 'submission', 'model', 'state', 'opened'],
  rowOf: (each) => [each.id, each.submissionId, each.declaredAs, each.state, each.openedAt],
});

export const show: Verb = {
  usage: `show DETERMINATION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};
