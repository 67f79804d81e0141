/** `partnership list`, `show` and `mix`: an engagement's partners or one's own, one of them, and how many of a kind. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listingByEngagement } from '../listing.ts';
import { call, serverOptions } from '../server.ts';
import { counted, table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { partnershipView, shown, viewOf } from './view.ts';

/** Without a submission, those of a partner's own organisation. */
export const list = listingByEngagement({
  part: 'partnerships',
  item: partnershipView,
  head: ['partnership', 'state', 'partner', 'category', 'ends', 'you may'],
  rowOf: (each) => [
    each.id,
    each.state,
    each.organisation,
    each.category,
    each.expiresAt,
    each.may.join(', '),
  ],
});

export const show: Verb = {
  usage: `show PARTNERSHIP ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

const mixView = z.object({
  categories: z.array(z.object({ category: z.string(), count: z.number().nullable() })),
});

export const mix: Verb = {
  usage: `mix ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    const { categories } = await call(serverFrom(input), mixView, {
      method: 'GET',
      path: '/api/partner-mix',
    });
    const rows = categories.map(({ category, count }) => [
      category,
      count === null ? 'fewer than 5' : counted(count),
    ]);
    return {
      exitCode: exitCodes.done,
      value: categories,
      text: table(['category', 'partners'], rows),
    };
  },
};
