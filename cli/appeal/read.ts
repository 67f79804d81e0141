/** Appeals, one of them, and what it rests on. */
import { z } from 'zod';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listingByEngagement } from '../listing.ts';
import { reading } from '../opening.ts';
import { serverOptions } from '../server.ts';
import type { Verb } from '../verbs.ts';
import { appealPath, appealView, shown, viewOf } from './view.ts';

export const list = listingByEngagement({
  part: 'appeals',
  item: appealView,
  head: ['appeal', 'about', 'state', 'filed by', 'answer due', 'you may'],
  rowOf: (each) => [
    each.id,
    each.subjectId,
    each.state,
    each.filedBy,
    each.isOverdue ? `${each.answerBy}, overdue` : each.answerBy,
    each.may.join(', '),
  ],
});

export const show: Verb = {
  usage: `show APPEAL ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

export const read = reading({
  of: 'APPEAL',
  pathOf: ([id = '']) => appealPath(id, '/grounds'),
  content: z.object({ grounds: z.string(), hasHiddenCharacters: z.boolean() }),
  textOf: ({ grounds }) => grounds,
});
