/** `run decide` and `run compare`: one planned look at the threshold, and two runs task by task. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { call, serverOptions } from '../server.ts';
import { counted } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { runPath, stepped } from './view.ts';

export const decide: Verb = {
  usage: `decide RUN ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => stepped(serverFrom(input), input.positionals[0] ?? '', 'decision', {}),
};

const side = z.object({ runId: z.string(), declaredAs: z.string() });
const comparisonView = z.object({
  first: side,
  second: side,
  difference: z.object({
    mean: z.number(),
    interval: z.object({ lower: z.number(), upper: z.number() }).nullable(),
  }),
  pValue: z.number().nullable(),
  mcNemar: z.object({ exactP: z.number() }).nullable(),
  tasks: z.number(),
  differing: z.array(z.object({ task: z.string(), first: z.number(), second: z.number() })),
  excluded: z.array(z.string()),
});

export const compare: Verb = {
  usage: `compare RUN OTHER ${onServerUsage}`,
  options: serverOptions,
  takes: 2,
  async execute(input) {
    const [id = '', other = ''] = input.positionals;
    const query = new URLSearchParams({ with: other });
    const path = runPath(id, `/comparison?${query.toString()}`);
    const found = await call(serverFrom(input), comparisonView, { method: 'GET', path });
    const { first, second, difference, pValue, mcNemar, tasks, differing, excluded } = found;
    const rows: [string, string][] = [
      ['first', `${first.runId}, ${first.declaredAs}`],
      ['second', `${second.runId}, ${second.declaredAs}`],
      ['difference', `${signed(difference.mean)}, ${bounded(difference.interval)}`],
      ...(pValue === null ? [] : [['p-value', pValue.toPrecision(3)] as [string, string]]),
      ...(mcNemar === null
        ? []
        : [['McNemar', `exact p-value ${mcNemar.exactP.toPrecision(3)}`] as [string, string]]),
      ['tasks', `${counted(tasks)}, of which ${counted(differing.length)} differ`],
      ...excluded.map((task): [string, string] => ['left out', task]),
      ...differing.map((each): [string, string] => [
        'differs',
        `${each.task}: ${each.first.toFixed(3)} and ${each.second.toFixed(3)}`,
      ]),
    ];
    return { exitCode: exitCodes.done, value: found, text: listed(rows).join('\n') };
  },
};

const bounded = (interval: { lower: number; upper: number } | null): string =>
  interval === null
    ? 'and how far they are apart cannot be told: tasks of one cluster bound nothing'
    : `95 % interval ${signed(interval.lower)} to ${signed(interval.upper)}`;

const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(3)}`;
