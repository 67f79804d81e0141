/** `run list` and `run show`: the office's runs, or an engagement's, and how one of them stands. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { runSummary, shown, viewOf } from './view.ts';

const listMax = 100;

export const list: Verb = {
  usage: `list [--submission ID] ${onServerUsage}`,
  options: { ...serverOptions, submission: { type: 'string' } },
  takes: 0,
  async execute(input) {
    const id = input.option('submission');
    const path = id === undefined ? '/api/runs' : submissionPath(id, '/runs');
    // The newest; who has more than that looks in the web UI or asks the API.
    const { items } = await call(serverFrom(input), z.object({ items: z.array(runSummary) }), {
      method: 'GET',
      path: `${path}?limit=${listMax}`,
    });
    const rows = items.map((each) => [
      each.id,
      each.state,
      each.declaredAs,
      `${each.suite.name} ${each.suite.version}`,
      `${each.samplesRecorded} of ${each.samplesPlanned}`,
      each.purpose,
    ]);
    const text = table(['run', 'state', 'model', 'suite', 'samples', 'purpose'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

export const show: Verb = {
  usage: `show RUN ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};
