/** A consulted office: what it was asked, and its one answer. */
import { z } from 'zod';
import { exitCodes, type CommandResult } from '../command.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { listed } from '../grant/words.ts';
import { readGiven } from '../guarded-files.ts';
import { call, serverOptions } from '../server.ts';
import { table } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { proposal, threshold } from './view.ts';

const listMax = 100;
const summary = z.object({
  determinationId: z.string(),
  declaredAs: z.string(),
  office: z.string(),
  answerBy: z.iso.datetime(),
  state: z.string(),
});
const own = summary.extend({
  threshold,
  proposal,
  view: z.string().nullable(),
  words: z.string().nullable(),
});

export const consultations: Verb = {
  usage: `consultations ${onServerUsage}`,
  options: serverOptions,
  takes: 0,
  async execute(input) {
    const { items } = await call(serverFrom(input), z.object({ items: z.array(summary) }), {
      method: 'GET',
      path: `/api/consultations?limit=${listMax}`,
    });
    const rows = items.map((each) => [
      each.determinationId,
      each.declaredAs,
      each.office,
      each.state,
      each.answerBy,
    ]);
    const text = table(['determination', 'model', 'asked by', 'state', 'answer by'], rows);
    return { exitCode: exitCodes.done, value: items, text };
  },
};

/** Without `--view` it shows what was asked. */
export const answer: Verb = {
  usage: `answer DETERMINATION [--view covered|not_covered|cannot_tell|no_view --words FILE] ${onServerUsage}`,
  options: { ...serverOptions, view: { type: 'string' }, words: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const path = `/api/consultations/${encodeURIComponent(input.positionals[0] ?? '')}`;
    const view = input.option('view');
    const server = serverFrom(input);
    if (view === undefined) return shown(await call(server, own, { method: 'GET', path }));
    const value = { view, words: readGiven(input.required('words')) };
    return shown(await call(server, own, { method: 'POST', path: `${path}/answer`, value }));
  },
};

const shown = (asked: z.output<typeof own>): CommandResult => ({
  exitCode: exitCodes.done,
  value: asked,
  text: listed([
    ['id', asked.determinationId],
    ['model', asked.declaredAs],
    ['asked by', asked.office],
    ['answer by', asked.answerBy],
    ['state', asked.state],
    ['threshold', `${asked.threshold.commitment}, committed ${asked.threshold.committedAt}`],
    ['proposed', `${asked.proposal.outcome}: ${asked.proposal.reason}`],
    ...(asked.view === null
      ? []
      : ([['you said', `${asked.view}: ${asked.words ?? ''}`]] as [string, string][])),
  ]).join('\n'),
});
