/** What waits for officials, how the tiers stand, and what one of them says. */
import { z } from 'zod';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listing } from '../listing.ts';
import { reading } from '../opening.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { reviewOf, shownTiers, tierPath, tierView } from './view.ts';

export const due = listing({
  verb: 'due',
  path: '/api/assessments',
  item: tierView.extend({ declaredAs: z.string() }),
  head: ['determination', 'tier', 'model', 'state', 'review by', 'you may'],
  rowOf: (each) => [
    each.determinationId,
    each.tier,
    each.declaredAs,
    each.state,
    reviewOf(each) ?? '-',
    each.may.join(', '),
  ],
});

export const show: Verb = {
  usage: `show DETERMINATION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => shownTiers(serverFrom(input), input.positionals[0] ?? ''),
};

export const read = reading({
  of: 'DETERMINATION TIER',
  pathOf: ([id = '', tier = '']) => tierPath(id, tier, '/text'),
  content: z.object({
    text: z.string(),
    contentSha256: z.string(),
    hasHiddenCharacters: z.boolean(),
  }),
  textOf: ({ text, contentSha256 }) => `${text}\n\ndigest: ${contentSha256}`,
});
