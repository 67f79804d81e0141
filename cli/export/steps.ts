/** Asking to take records out, and what a colleague says to it. */
import { z } from 'zod';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { determinationPath } from '../determination/view.ts';
import { onServerUsage, serverFrom } from '../grant/on-server.ts';
import { tabled } from '../listing.ts';
import { call, serverOptions, type Server } from '../server.ts';
import { submissionPath } from '../submission/view.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import { exportView, shown, stepped, viewOf } from './view.ts';

const filters = ['runner', 'type', 'grant', 'from', 'until'] as const;

/** Of a submission's access ledger, or its whole log; of a determination, the proof. */
export const ask: Verb = {
  usage: `ask SUBMISSION|DETERMINATION --purpose TEXT [--log] [--runner NAME] [--type TYPE] [--grant ID] [--from TIME] [--until TIME] ${onServerUsage}`,
  options: {
    ...serverOptions,
    purpose: { type: 'string' },
    log: { type: 'boolean' },
    ...Object.fromEntries(filters.map((name) => [name, { type: 'string' as const }])),
  },
  takes: 1,
  calls: { grantId: '--grant' },
  async execute(input) {
    const [id = ''] = input.positionals;
    const server = serverFrom(input);
    const purpose = input.required('purpose');
    const filter = filterFrom(input);
    const isWhole = Object.keys(filter).length === 0;
    const ofDetermination = id.startsWith('determination_');
    if (!isWhole && (ofDetermination || input.isSet('log'))) {
      throw new CliError(
        exitCodes.invalidInput,
        'only entries of the access ledger can be chosen; log and proof are taken whole',
      );
    }
    if (ofDetermination) return await askProof(server, id, purpose);
    const value = { what: input.isSet('log') ? 'log' : 'ledger', filter, purpose };
    const path = submissionPath(id, '/exports');
    return shown(await call(server, exportView, { method: 'POST', path, value }));
  },
};

async function askProof(server: Server, id: string, purpose: string): Promise<CommandResult> {
  const { exportId } = await call(server, z.object({ exportId: z.string() }), {
    method: 'POST',
    path: determinationPath(id, '/exports'),
    value: { purpose },
  });
  return shown(await viewOf(server, exportId));
}

/** As the API names them. */
function filterFrom(input: VerbInput): Record<string, string> {
  const given = filters.map((name) => [name === 'grant' ? 'grantId' : name, input.option(name)]);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

export const list: Verb = {
  usage: `list SUBMISSION ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) =>
    tabled(serverFrom(input), submissionPath(input.positionals[0] ?? '', '/exports'), {
      item: exportView,
      head: ['export', 'of', 'state', 'asked by', 'agreed by', 'purpose'],
      rowOf: (each) => [
        each.id,
        each.what,
        each.state,
        each.askedBy,
        each.agreedBy ?? '',
        each.purpose,
      ],
    }),
};

export const show: Verb = {
  usage: `show EXPORT ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: async (input) => shown(await viewOf(serverFrom(input), input.positionals[0] ?? '')),
};

export const agree: Verb = {
  usage: `agree EXPORT ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => stepped(serverFrom(input), input.positionals[0] ?? '', 'agreement', {}),
};

export const refuse: Verb = {
  usage: `refuse EXPORT --because TEXT ${onServerUsage}`,
  options: { ...serverOptions, because: { type: 'string' } },
  takes: 1,
  execute(input) {
    const because = input.required('because');
    return stepped(serverFrom(input), input.positionals[0] ?? '', 'refusal', { because });
  },
};

export const withdraw: Verb = {
  usage: `withdraw EXPORT ${onServerUsage}`,
  options: serverOptions,
  takes: 1,
  execute: (input) => stepped(serverFrom(input), input.positionals[0] ?? '', 'withdrawal', {}),
};
