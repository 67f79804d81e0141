/**
 * `grant standing`: what is in force, what is spent, and how long is left. From a server for one grant,
 * as its copy of the gateway's log says; from the gateway itself for all of its grants.
 */
import { z } from 'zod';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { counted } from '../terminal-text.ts';
import type { Verb, VerbInput } from '../verbs.ts';
import {
  askGateway,
  atGatewayOptions,
  atGatewayUsage,
  gatewayFrom,
  notAGateway,
} from './at-gateway.ts';
import { isGrantId, onServerUsage, serverFrom, viewOf, type GrantView } from './on-server.ts';
import { serverOptions } from '../server.ts';
import { listed, missingInWords, untilInWords } from './words.ts';

type Row = readonly [string, string];

export const standing: Verb = {
  usage: `standing GRANT ${onServerUsage} | all ${atGatewayUsage} --runner FOLDER`,
  options: { ...serverOptions, ...atGatewayOptions, runner: { type: 'string' } },
  takes: 1,
  async execute(input) {
    const given = input.positionals[0] ?? '';
    if (given === 'all') return await ofGateway(input);
    if (!isGrantId(given)) {
      throw new CliError(
        exitCodes.invalidInput,
        'name a grant on a server by its id, or `all` grants of a `--gateway`',
      );
    }
    const view = await viewOf(serverFrom(input), given);
    return { exitCode: exitCodes.done, value: view, text: listed(rowsOf(view)).join('\n') };
  },
};

function rowsOf(view: GrantView): Row[] {
  const { id, state, kind, runner, terms, window, spent, missing, activationProblem, ended } = view;
  return [
    ['grant', id],
    ['state', state],
    ['kind', kind],
    ['used by', `${runner.pseudonym}, ${runner.office}`],
    ...(state === 'signing' || state === 'offered'
      ? [
          ...missingInWords('developer', missing.developer),
          ...missingInWords('evaluator', missing.evaluator),
        ]
      : []),
    ...(activationProblem === null ? [] : [['refused', activationProblem] as Row]),
    ...(terms === null
      ? []
      : timeRows(window, terms.window.claimUntil, new Date(), ended !== null)),
    ...(terms === null ? [] : budgetRows(spent, terms.budget)),
    ...(ended === null ? [] : endRows(ended)),
  ];
}

function endRows({ at, side, because, isGatewayTold }: NonNullable<GrantView['ended']>): Row[] {
  const reason = because === '' ? '' : `: ${because}`;
  return [
    ['ended', `${at.toISOString()} by the ${side}${reason}`],
    ...(isGatewayTold ? [] : [['gateway', 'has not answered yet that it stopped'] as Row]),
  ];
}

function timeRows(
  window: { opensAt: Date; closesAt: Date } | null,
  claimUntil: string,
  now: Date,
  isEnded: boolean,
): Row[] {
  if (window === null) {
    const left = isEnded ? '' : `, ${untilInWords(new Date(claimUntil), now)} from now`;
    return [['window', `not opened; it can be until ${claimUntil}${left}`]];
  }
  const { opensAt, closesAt } = window;
  return [
    ['window', `${opensAt.toISOString()} to ${closesAt.toISOString()}`],
    ...(isEnded ? [] : [['left', untilInWords(closesAt, now)] as Row]),
  ];
}

function budgetRows(
  spent: { requests: number; tokens: number },
  budget: { requests: number; tokens: number },
  reservedTokens = 0,
): Row[] {
  const reserved = reservedTokens === 0 ? '' : `, ${counted(reservedTokens)} more reserved`;
  return [
    ['requests', `${counted(spent.requests)} of ${counted(budget.requests)}`],
    ['tokens', `${counted(spent.tokens)} of ${counted(budget.tokens)}${reserved}`],
  ];
}

const instant = z.iso.datetime().transform((text) => new Date(text));
const counts = z.object({ requests: z.number(), tokens: z.number() });
const gatewayStanding = z.object({
  submission: z.string(),
  origin: z.string(),
  now: instant,
  size: z.number(),
  witnessedAt: instant.nullable(),
  problem: z.string().optional(),
  grants: z.array(
    z.object({
      digest: z.string(),
      id: z.string(),
      kind: z.string(),
      runner: z.object({ pseudonym: z.string(), office: z.string() }),
      claimUntil: z.string(),
      window: z.object({ opensAt: instant, closesAt: instant }).optional(),
      budget: counts,
      spent: counts,
      reservedTokens: z.number(),
      running: z.number(),
      ended: z.object({ reason: z.string(), at: instant.nullable() }).optional(),
    }),
  ),
});
type GatewayStanding = z.output<typeof gatewayStanding>;

async function ofGateway(input: VerbInput): Promise<CommandResult> {
  input.required('runner');
  const gateway = gatewayFrom(input);
  const { status, value } = await askGateway(gateway, '/sallyport/standing');
  const read = gatewayStanding.safeParse(value);
  if (!read.success) throw notAGateway(gateway, status);
  const { submission, origin, size, witnessedAt, problem, now, grants } = read.data;
  const head: Row[] = [
    ['gateway', `of ${submission}`],
    ['log', `${origin}, ${counted(size)} entries`],
    ['witnessed', witnessedAt === null ? 'not yet' : witnessedAt.toISOString()],
    ...(problem === undefined ? [] : [['problem', problem] as Row]),
  ];
  const blocks = [head, ...grants.map((grant) => gatewayRows(grant, now))];
  return {
    exitCode: exitCodes.done,
    value,
    text: blocks.map((rows) => listed(rows).join('\n')).join('\n\n'),
  };
}

function gatewayRows(grant: GatewayStanding['grants'][number], now: Date): Row[] {
  const { id, digest, kind, runner, window, claimUntil, ended, running } = grant;
  return [
    ['grant', id],
    ['digest', digest],
    ['state', ended === undefined ? 'in force' : `ended: ${ended.reason}`],
    ['kind', kind],
    ['used by', `${runner.pseudonym}, ${runner.office}`],
    ...timeRows(window ?? null, claimUntil, now, ended !== undefined),
    ...budgetRows(grant.spent, grant.budget, grant.reservedTokens),
    ['running', counted(running)],
  ];
}
