/** A submission as a server tells it, and in words. */
import { z } from 'zod';
import { counted } from '../terminal-text.ts';
import { viewed } from '../view.ts';

const instant = z.iso.datetime();

export const submissionSummary = z.object({
  id: z.string(),
  side: z.string(),
  declaredAs: z.string(),
  developer: z.string(),
  evaluator: z.string(),
  plannedReleaseAt: instant.nullable(),
  publicReleaseAt: instant.nullable(),
  state: z.string(),
  scope: z.array(z.string()),
  gatewayState: z.string().nullable(),
  grantsActive: z.number(),
});

const party = z.object({
  organisation: z.string(),
  approvers: z.array(z.object({ name: z.string(), fingerprint: z.string() })),
  witnessVkey: z.string().nullable(),
});
const gateway = z.object({
  url: z.string(),
  state: z.string(),
  problem: z.string().nullable(),
  logSize: z.number(),
  logVkey: z.string(),
  certificateSha256: z.string(),
  readerKeySha256: z.string(),
});
export const submissionView = submissionSummary.extend({
  modelDigest: z.string().nullable(),
  parties: z.object({ developer: party, evaluator: party }),
  window: z.object({ firstUsedAt: instant, endsAt: instant, isOver: z.boolean() }).nullable(),
  gateway: gateway.nullable(),
});
export type SubmissionView = z.output<typeof submissionView>;

export const submissionPath = (id: string, part = ''): string =>
  `/api/submissions/${encodeURIComponent(id)}${part}`;

/** How options call a developer's days. */
export const releaseCalls = {
  plannedReleaseAt: '--release',
  publicReleaseAt: '--public-release',
} as const;

export const { viewOf, shown } = viewed(submissionView, submissionPath, rowsOf);

function rowsOf(view: SubmissionView): [string, string][] {
  const { parties, window } = view;
  return [
    ['submission', view.id],
    ['model', `${view.declaredAs}, digest ${view.modelDigest ?? 'not declared yet'}`],
    ...(['developer', 'evaluator'] as const).flatMap((side) => partyRows(side, parties[side])),
    ['state', view.state],
    ['takes part in', view.scope.length === 0 ? 'nothing now' : view.scope.join(', ')],
    ['release', view.plannedReleaseAt ?? 'no date is planned'],
    ...(view.publicReleaseAt === null
      ? []
      : ([['public release', view.publicReleaseAt]] as [string, string][])),
    ['thirty days', windowInWords(window)],
    ['grants', `${counted(view.grantsActive)} in force`],
    ...gatewayRows(view.gateway),
  ];
}

function gatewayRows(gateway: SubmissionView['gateway']): [string, string][] {
  if (gateway === null) return [['gateway', 'none is connected yet']];
  return [
    ['gateway', `${gateway.url}, ${gateway.state}`],
    ...(gateway.problem === null ? [] : ([['problem', gateway.problem]] as [string, string][])),
    ['certificate', gateway.certificateSha256],
    ['log', `${gateway.logVkey}, ${counted(gateway.logSize)} entries`],
    // The gateway tells this server nothing until its configuration lists this key.
    ['reader key', gateway.readerKeySha256],
  ];
}

function partyRows(
  side: string,
  { organisation, approvers, witnessVkey }: z.output<typeof party>,
): [string, string][] {
  return [
    [side, organisation],
    ...approvers.map(({ name, fingerprint }): [string, string] => [
      'may sign',
      `${name}, key ${fingerprint}`,
    ]),
    ...(witnessVkey === null ? [] : ([['witness', witnessVkey]] as [string, string][])),
  ];
}

function windowInWords(window: SubmissionView['window']): string {
  if (window === null) return 'have not begun; they begin with the first access of the government';
  return `${window.firstUsedAt} to ${window.endsAt}${window.isOver ? ', over' : ''}`;
}
