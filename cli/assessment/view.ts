/** The tiers of an assessment as a server tells them, and in words. */
import { z } from 'zod';
import { exitCodes, type CommandResult } from '../command.ts';
import { determinationPath } from '../determination/view.ts';
import { listed } from '../grant/words.ts';
import { call, type Server } from '../server.ts';
import { bewareRows, stepRows } from '../view.ts';

const instant = z.iso.datetime();

export const tierView = z.object({
  determinationId: z.string(),
  submissionId: z.string(),
  tier: z.string(),
  state: z.string(),
  stateSince: instant,
  reasonClass: z.string().nullable(),
  reviewBy: instant.nullable(),
  isOverdue: z.boolean(),
  reason: z.string().nullable(),
  hasHiddenCharacters: z.boolean(),
  withheldBy: z.string().nullable(),
  proposedBy: z.string().nullable(),
  settledBy: z.string().nullable(),
  contentSha256: z.string().nullable(),
  may: z.array(z.string()),
});
export type TierView = z.output<typeof tierView>;
const tiersView = z.object({ tiers: z.array(tierView) });

/** When it is looked at next, and whether that has passed. */
export const reviewOf = ({ reviewBy, isOverdue }: TierView): string | null =>
  reviewBy === null || !isOverdue ? reviewBy : `${reviewBy}, overdue`;

export const tierPath = (determinationId: string, tier: string, part: string): string =>
  determinationPath(determinationId, `/assessments/${encodeURIComponent(tier)}${part}`);

/** Every tier, as the reader may know it now. */
export async function shownTiers(server: Server, determinationId: string): Promise<CommandResult> {
  const path = determinationPath(determinationId, '/assessments');
  const view = await call(server, tiersView, { method: 'GET', path });
  return {
    exitCode: exitCodes.done,
    value: view,
    text: view.tiers.map((tier) => listed(rowsOf(tier)).join('\n')).join('\n\n'),
  };
}

type Row = [string, string];
const known = (label: string, text: string | null): Row[] => (text === null ? [] : [[label, text]]);

const rowsOf = (view: TierView): Row[] => [
  ['tier', view.tier],
  ['state', `${view.state}, since ${view.stateSince}`],
  ...known('because', view.reasonClass),
  ...known('review by', reviewOf(view)),
  ...known('reason', view.reason),
  ...known('withheld by', view.withheldBy),
  ...known('proposed by', view.proposedBy),
  ...known('told by', view.settledBy),
  ...known('digest', view.contentSha256),
  ...bewareRows(view.hasHiddenCharacters),
  ...stepRows(view.may),
];
