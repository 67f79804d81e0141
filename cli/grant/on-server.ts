/**
 * A grant as a server has it. The server is asked for texts and believed in nothing that a signature can
 * say: terms and signatures are read here, and must be those of the grant that was asked for.
 */
import { z } from 'zod';
import {
  grantKinds,
  sides,
  type OpenedGrant,
  type Roster,
  type Rosters,
  type Side,
} from '#gateway';
import { parseVkey, TlogError } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { ask, call, notOurs, problemOf, serverOf, serverOptions, type Server } from '../server.ts';
import { visible } from '../terminal-text.ts';
import type { VerbInput } from '../verbs.ts';
import { openedGrant, partiesFrom } from './opened.ts';

/** Where a verb finds a grant that is named by its id. */
export const onServerOptions = { ...serverOptions, parties: { type: 'string' } } as const;
export const onServerUsage = '[--server URL] [--token-file FILE]';

const instant = z.iso.datetime().transform((text) => new Date(text));
const counts = z.object({ requests: z.number(), tokens: z.number() });
const runner = z.object({ pseudonym: z.string(), office: z.string(), keySha256: z.string() });
const budget = counts.extend({ streamsMax: z.number() });
const endpoint = z.object({ method: z.string(), path: z.string() });

export const grantView = z.object({
  id: z.string(),
  submissionId: z.string(),
  kind: z.enum(grantKinds),
  state: z.string(),
  runner,
  request: z
    .object({
      purpose: z.string(),
      endpoints: z.array(endpoint),
      lengthS: z.number(),
      budget,
    })
    .nullable(),
  terms: z.object({ budget, window: z.object({ claimUntil: z.string() }) }).nullable(),
  digest: z.string().nullable(),
  missing: z.object({ developer: z.number(), evaluator: z.number() }),
  activationProblem: z.string().nullable(),
  window: z.object({ opensAt: instant, closesAt: instant }).nullable(),
  spent: counts,
  ended: z
    .object({ at: instant, side: z.string(), because: z.string(), isGatewayTold: z.boolean() })
    .nullable(),
  may: z.array(z.string()),
});
export type GrantView = z.output<typeof grantView>;

const partyView = z.object({
  organisation: z.string(),
  approvers: z.array(z.object({ name: z.string(), vkey: z.string() })),
});
const partiesView = z.object({
  parties: z.object({ developer: partyView, evaluator: partyView }),
});

/** Ids as the server makes them; anything else that a verb is given is a file. */
export const isGrantId = (given: string): boolean => /^grant_[0-9a-z]{26}$/.test(given);

export const serverFrom = (input: VerbInput): Server =>
  serverOf({ server: input.option('server'), 'token-file': input.option('token-file') });

export const pathOf = (grantId: string, step?: string): string =>
  `/api/grants/${encodeURIComponent(grantId)}${step === undefined ? '' : `/${step}`}`;

export const viewOf = (server: Server, grantId: string): Promise<GrantView> =>
  call(server, grantView, { method: 'GET', path: pathOf(grantId) });

export interface GrantOnServer {
  view: GrantView;
  rosters: Rosters;
  opened: OpenedGrant;
}

/** Terms and signatures. Who may sign is what `--parties` says, and otherwise what the server says. */
export async function fetchGrant(
  input: VerbInput,
  server: Server,
  view: GrantView,
): Promise<GrantOnServer> {
  const file = input.option('parties');
  const rosters = file === undefined ? await rostersOn(server, view) : partiesFrom(file);
  const answer = await ask(server, { method: 'GET', path: pathOf(view.id, 'note') });
  if (answer.status !== 200) throw problemOf(server, answer);
  const opened = openedGrant(answer.text, rosters);
  const { id, submission } = opened.terms;
  if (id !== view.id || submission !== view.submissionId) {
    throw new CliError(
      exitCodes.failed,
      `\`${server.url}\` gave the terms of another grant than \`${view.id}\`; nothing was signed`,
    );
  }
  return { view, rosters, opened };
}

async function rostersOn(server: Server, { submissionId }: GrantView): Promise<Rosters> {
  const path = `/api/submissions/${encodeURIComponent(submissionId)}`;
  const { parties } = await call(server, partiesView, { method: 'GET', path });
  const rosterOf = (side: Side): Roster => ({
    organisation: parties[side].organisation,
    approvers: parties[side].approvers.map(({ name, vkey }) => {
      const key = keyOf(server, vkey);
      // Two people may have one name; no two have one key.
      return { person: visible(`${name} (${key.name})`), key };
    }),
  });
  const [developer, evaluator] = sides.map(rosterOf) as [Roster, Roster];
  return { developer, evaluator };
}

function keyOf(server: Server, vkey: string) {
  try {
    return parseVkey(vkey);
  } catch (error) {
    if (error instanceof TlogError) throw notOurs(server, 200);
    throw error;
  }
}
