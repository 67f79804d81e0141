/** `submission list` and `submission show`: the engagements that one is a party to, and one of them. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, serverOptions } from '../server.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { shown, submissionSummary, viewOf } from './view.ts';

const listMax = 100;

export const list: Verb = {
  usage: `list ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    // The newest; who has more than that looks in the web UI or asks the API.
    const { items } = await call(
      serverFrom(input),
      z.object({ items: z.array(submissionSummary) }),
      { method: 'GET', path: `/api/submissions?limit=${listMax}` },
    );
    const rows = items.map((each) => [
      each.id,
      each.declaredAs,
      each.side,
      each.developer,
      each.evaluator,
      each.gatewayState ?? 'none',
      each.plannedReleaseAt ?? 'none',
    ]);
    const head = ['submission', 'model', 'you are', 'developer', 'evaluator', 'gateway', 'release'];
    return { exitCode: exitCodes.done, value: items, text: table(head, rows) };
  },
};

export const show: Verb = {
  usage: `show SUBMISSION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};
