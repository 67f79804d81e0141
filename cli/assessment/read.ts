/** What waits for officials, how the tiers stand, and what one of them says. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { reading } from '../opening.ts';
import { call, serverOptions } from '../server.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { reviewOf, shownTiers, tierPath, tierView } from './view.ts';

const listMax = 100;
const waiting = z.object({ items: z.array(tierView.extend({ declaredAs: z.string() })) });

export const due: Verb = {
  usage: `due ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    const { items } = await call(serverFrom(input), waiting, {
      method: 'GET',
      path: `/api/assessments?limit=${listMax}`,
    });
    const rows = items.map((each) => [
      each.determinationId,
      each.tier,
      each.declaredAs,
      each.state,
      reviewOf(each) ?? '-',
      each.may.join(', '),
    ]);
    const text = table(['determination', 'tier', 'model', 'state', 'review by', 'you may'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

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
