/** Appeals, one of them, and what it rests on. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { reading } from '../opening.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { appealPath, appealView, shown, viewOf } from './view.ts';

const listMax = 100;

export const list: Verb = {
  usage: `list [--submission ID] ${onServerUsage}`,
  options: { ...serverOptions, submission: { type: 'string' } },
  takes: 0,
  async execute(input) {
    const id = input.option('submission');
    const path = id === undefined ? '/api/appeals' : submissionPath(id, '/appeals');
    // The newest; who has more than that looks in the web UI or asks the API.
    const { items } = await call(serverFrom(input), z.object({ items: z.array(appealView) }), {
      method: 'GET',
      path: `${path}?limit=${listMax}`,
    });
    const rows = items.map((each) => [
      each.id,
      each.subjectId,
      each.state,
      each.filedBy,
      each.isOverdue ? `${each.answerBy}, overdue` : each.answerBy,
      each.may.join(', '),
    ]);
    const text = table(['appeal', 'about', 'state', 'filed by', 'answer due', 'you may'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

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
