/** What officials and overseers look at: runs that wait, and determinations. */
import { z } from 'zod';
import { exitCodes } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { call, serverOptions } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { determinationSummary, shown, viewOf } from './view.ts';

const listMax = 100;

const waiting = z.object({
  runId: z.string(),
  submissionId: z.string(),
  declaredAs: z.string(),
  decidedAt: z.iso.datetime(),
});

export const due: Verb = {
  usage: `due ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    const { items } = await call(serverFrom(input), z.object({ items: z.array(waiting) }), {
      method: 'GET',
      path: `/api/determinable-runs?limit=${listMax}`,
    });
    const rows = items.map((each) => [
      each.runId,
      each.submissionId,
      each.declaredAs,
      each.decidedAt,
    ]);
    const text = table(['run', 'submission', 'model', 'threshold applied'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

export const list: Verb = {
  usage: `list [--submission ID] ${onServerUsage}`,
  options: { ...serverOptions, submission: { type: 'string' } },
  takes: 0,
  async execute(input) {
    const id = input.option('submission');
    const path = id === undefined ? '/api/determinations' : submissionPath(id, '/determinations');
    // The newest; who has more than that looks in the web UI or asks the API.
    const { items } = await call(
      serverFrom(input),
      z.object({ items: z.array(determinationSummary) }),
      { method: 'GET', path: `${path}?limit=${listMax}` },
    );
    const rows = items.map((each) => [
      each.id,
      each.submissionId,
      each.declaredAs,
      each.state,
      each.openedAt,
    ]);
    const text = table(['determination', 'submission', 'model', 'state', 'opened'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

export const show: Verb = {
  usage: `show DETERMINATION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};
