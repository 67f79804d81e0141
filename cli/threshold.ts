/**
 * `sallyport threshold`: what turns scores into *met*, *not met* or *cannot tell*, committed to before a run
 * is planned. Whoever opens one checks rule and salt against the commitment here, and not by the server's word.
 */
import { z } from 'zod';
import { opensCommitment } from '#evaluation/offline';
import { CliError, exitCodes, type CommandResult } from './command.ts';
import { onServerUsage, serverFrom } from './grant/on-server.ts';
import { listed } from './grant/words.ts';
import { jsonFrom } from './json-file.ts';
import { listing } from './listing.ts';
import { call, serverOptions, type Server } from './server.ts';
import { counted } from './terminal-text.ts';
import { commandOf, type Verb } from './verbs.ts';

const base = '/api/thresholds';
const pathOf = (id: string, part = ''): string => `${base}/${encodeURIComponent(id)}${part}`;

const instant = z.iso.datetime();
const thresholdView = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  suiteId: z.string(),
  epochs: z.number(),
  commitment: z.string(),
  committedBy: z.string(),
  committedAt: instant,
  shownAt: instant.nullable(),
});
type ThresholdView = z.output<typeof thresholdView>;

const openingView = z.object({ text: z.string(), salt: z.string() });

const commit: Verb = {
  usage: `commit RULE.json ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const [file = ''] = input.positionals;
    const value = jsonFrom(file);
    return shown(
      await call(serverFrom(input), thresholdView, { method: 'POST', path: base, value }),
    );
  },
};

const list = listing({
  path: base,
  item: thresholdView,
  head: ['threshold', 'named', 'suite', 'attempts', 'committed'],
  rowOf: (each) => [
    each.id,
    `${each.name} ${each.version}`,
    each.suiteId,
    counted(each.epochs),
    each.committedAt,
  ],
});

const show: Verb = {
  usage: `show THRESHOLD ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

const disclose: Verb = {
  usage: `disclose THRESHOLD   (overseers may open it then) ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const asked = { method: 'POST', path: pathOf(id, '/showing'), value: {} } as const;
    return shown(await call(serverFrom(input), thresholdView, asked));
  },
};

const open: Verb = {
  usage: `open THRESHOLD --purpose TEXT ${onServerUsage}`,
  options: { ...serverOptions, purpose: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const [id = ''] = input.positionals;
    const query = new URLSearchParams({ purpose: input.required('purpose') });
    const server = serverFrom(input);
    const { commitment } = await viewOf(server, id);
    const path = pathOf(id, `/opening?${query.toString()}`);
    const opening = await call(server, openingView, { method: 'GET', path });
    if (!opensCommitment(commitment, opening)) {
      throw new CliError(
        exitCodes.failed,
        `rule and salt do not make the commitment \`${commitment}\`: this is not what was committed to`,
      );
    }
    const value = { commitment, ...opening };
    const rows = [
      ['commitment', commitment],
      ['opens', 'rule and salt make it, computed here'],
      ['salt', opening.salt],
      ['rule', opening.text],
    ] as const;
    return { exitCode: exitCodes.done, value, text: listed(rows).join('\n') };
  },
};

const viewOf = (server: Server, id: string): Promise<ThresholdView> =>
  call(server, thresholdView, { method: 'GET', path: pathOf(id) });

const shown = (view: ThresholdView): CommandResult => ({
  exitCode: exitCodes.done,
  value: view,
  text: listed([
    ['threshold', view.id],
    ['named', `${view.name}, version ${view.version}`],
    ['suite', `${view.suiteId}, ${counted(view.epochs)} attempts at each task`],
    ['commitment', view.commitment],
    ['committed', `${view.committedAt}, by ${view.committedBy}`],
    ...(view.shownAt === null ? [] : [['overseers', `since ${view.shownAt}`] as const]),
  ]).join('\n'),
});

export default commandOf('threshold', { commit, list, show, disclose, open });
