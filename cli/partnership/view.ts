/** A partnership as a server tells it, and in words. */
import { z } from 'zod';
import { assetHeader, endpointKey } from '#gateway';
import { readPartnershipStatement, type PartnershipStatement } from '#review/offline';
import { splitNote, TlogError } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { ask, notOurs, problemOf, type Server } from '../server.ts';
import { counted } from '../terminal-text.ts';
import { bewareRows, stepRows, viewed } from '../view.ts';

const instant = z.iso.datetime();

export const partnershipView = z.object({
  id: z.string(),
  submissionId: z.string(),
  developer: z.string(),
  evaluator: z.string(),
  organisation: z.string(),
  category: z.string(),
  state: z.string(),
  access: z
    .object({
      declaredAs: z.string(),
      surface: z.string(),
      endpoints: z.array(z.object({ method: z.string(), path: z.string() })),
      assets: z.array(z.string()),
    })
    .nullable(),
  statementSha256: z.string(),
  expiresAt: instant,
  acceptedBy: z.string().nullable(),
  grantId: z.string().nullable(),
  nomination: z
    .object({
      side: z.string(),
      by: z.string(),
      criteriaMet: z.string(),
      relation: z.string(),
      relationWords: z.string(),
      signatures: z.array(z.object({ side: z.string(), person: z.string() })),
    })
    .nullable(),
  settled: z
    .object({
      at: instant,
      side: z.string(),
      by: z.string().nullable(),
      code: z.string().nullable(),
      because: z.string(),
    })
    .nullable(),
  hasHiddenCharacters: z.boolean(),
  findings: z.number(),
  may: z.array(z.string()),
});
export type PartnershipView = z.output<typeof partnershipView>;

export const partnershipPath = (id: string, part = ''): string =>
  `/api/partnerships/${encodeURIComponent(id)}${part}`;

export const { viewOf, stepped, shown } = viewed(partnershipView, partnershipPath, rowsOf);

/** The text that makes the partner, of the partnership that was asked for and of nothing else. */
export async function statementOf(
  server: Server,
  view: PartnershipView,
): Promise<{ text: string; said: PartnershipStatement }> {
  const answer = await ask(server, { method: 'GET', path: partnershipPath(view.id, '/statement') });
  if (answer.status >= 300) throw problemOf(server, answer);
  const text = textOf(server, answer.text);
  const said = readPartnershipStatement(text);
  if (said?.submissionId === view.submissionId) return { text, said };
  throw new CliError(
    exitCodes.failed,
    `\`${server.url}\` gave another statement than that of \`${view.id}\`; nothing was signed`,
  );
}

function textOf(server: Server, note: string): string {
  try {
    return splitNote(note).text;
  } catch (error) {
    if (error instanceof TlogError) throw notOurs(server, 200);
    throw error;
  }
}

type Row = [string, string];

function rowsOf(view: PartnershipView): Row[] {
  const { access, nomination, settled } = view;
  return [
    ['partnership', `${view.id} of ${view.submissionId}`],
    ['partner', `${view.organisation}, ${view.category}`],
    ['developer', view.developer],
    ['evaluator', view.evaluator],
    ['state', view.state],
    ...(access === null ? [] : accessRows(access)),
    ['ends', view.expiresAt],
    ...(nomination === null ? [] : nominationRows(nomination)),
    ...(view.acceptedBy === null ? [] : ([['accepted', `by ${view.acceptedBy}`]] as Row[])),
    ...(view.grantId === null ? [] : ([['grant', view.grantId]] as Row[])),
    ...(settled === null ? [] : settledRows(settled)),
    ...bewareRows(view.hasHiddenCharacters),
    ['findings', counted(view.findings)],
    ['digest', view.statementSha256],
    ...stepRows(view.may),
  ];
}

const accessRows = (access: NonNullable<PartnershipView['access']>): Row[] => [
  ['model', access.declaredAs],
  ['surface', access.surface],
  ...access.endpoints.map((each, place): Row => [place === 0 ? 'may ask' : '', endpointKey(each)]),
  ...access.assets.map((asset, place): Row => [
    place === 0 ? 'each with' : '',
    `${assetHeader}: ${asset}`,
  ]),
];

const nominationRows = (nomination: NonNullable<PartnershipView['nomination']>): Row[] => [
  ['nominated', `by ${nomination.by}, for the ${nomination.side}`],
  ['criteria', nomination.criteriaMet],
  ['relation', `${nomination.relation}: ${nomination.relationWords}`],
  ...nomination.signatures.map(({ side, person }): Row => ['signed', `${person}, for the ${side}`]),
];

const settledRows = ({
  at,
  side,
  by,
  code,
  because,
}: NonNullable<PartnershipView['settled']>): Row[] => [
  ['over', `${at}, by ${by === null ? side : `${by}, ${side}`}`],
  ...(code === null ? [] : ([['reason', code]] as Row[])),
  ...(because === '' ? [] : ([['because', because]] as Row[])),
];
