/** A determination as a server tells it, and in words. */
import { z } from 'zod';
import { bewareRows, stepRows, viewed } from '../view.ts';

const instant = z.iso.datetime();

export const determinationSummary = z.object({
  id: z.string(),
  submissionId: z.string(),
  declaredAs: z.string(),
  office: z.string(),
  state: z.string(),
  openedAt: instant,
  consultees: z.object({ asked: z.number(), answered: z.number(), timedOut: z.number() }),
  signedAt: instant.nullable(),
  appealUntil: instant.nullable(),
  withdrawal: z.object({ at: instant, by: z.string(), because: z.string() }).nullable(),
});

export const proposal = z.object({ outcome: z.string(), reason: z.string() });
export const threshold = z.object({
  commitment: z.string(),
  committedAt: instant,
  firstSampleAt: instant,
});

const consultation = z.object({
  organisation: z.string(),
  answerBy: instant,
  state: z.string(),
  view: z.string().nullable(),
  words: z.string().nullable(),
});
const dissent = z.object({ person: z.string(), words: z.string() });

const content = z.object({
  runId: z.string(),
  threshold: threshold.extend({ id: z.string() }),
  proposal,
  linkedSamples: z.array(z.object({ position: z.number(), openedBy: z.array(z.string()) })),
  consultations: z.array(consultation),
  dissents: z.array(dissent),
  withdrawnBefore: z.array(
    z.object({
      id: z.string(),
      withdrawnAt: instant,
      because: z.string(),
      consultations: z.array(consultation),
      dissents: z.array(dissent),
    }),
  ),
  outcome: z.string().nullable(),
  reason: z.string().nullable(),
  differsBecause: z.string().nullable(),
  decidedBy: z.string().nullable(),
  statementSha256: z.string().nullable(),
  signatures: z.array(z.object({ role: z.string(), person: z.string(), at: instant })),
  hasHiddenCharacters: z.boolean(),
});
type Content = z.output<typeof content>;

export const determinationView = determinationSummary.extend({
  content: content.nullable(),
  needsDeclaration: z.boolean(),
  may: z.array(z.string()),
});
export type DeterminationView = z.output<typeof determinationView>;

export const determinationPath = (id: string, part = ''): string =>
  `/api/determinations/${encodeURIComponent(id)}${part}`;

export const { viewOf, stepped, shown } = viewed(determinationView, determinationPath, rowsOf);

type Row = [string, string];

const isSigned = ({ state }: DeterminationView): boolean =>
  state === 'signed' || state === 'superseded';

function rowsOf(view: DeterminationView): Row[] {
  const { consultees } = view;
  const hidden = view.needsDeclaration
    ? `say first whether you have an interest in it: sallyport submission declare ${view.submissionId}`
    : `for officials and overseers${isSigned(view) ? `; what its developer is told: sallyport assessment show ${view.id}` : ''}`;
  return [
    ['id', `${view.id} of ${view.submissionId}`],
    ['model', view.declaredAs],
    ['office', view.office],
    ['state', view.state],
    [
      'consulted',
      `${consultees.asked}: ${consultees.answered} answered, ${consultees.timedOut} timed out`,
    ],
    ...(view.content === null ? [['content', hidden] as Row] : contentRows(view.content)),
    ...(view.withdrawal === null ? [] : [withdrawalRow(view.withdrawal)]),
    ...(view.appealUntil === null ? [] : [['appeal until', view.appealUntil] as Row]),
    ...stepRows(view.may),
  ];
}

const withdrawalRow = ({ at, by, because }: NonNullable<DeterminationView['withdrawal']>): Row => [
  'withdrawn',
  `${at}, by ${by}: ${because}`,
];

function contentRows(content: Content): Row[] {
  const { threshold, proposal } = content;
  return [
    ['run', content.runId],
    ['threshold', `${threshold.id}, committed ${threshold.committedAt}`],
    ['commitment', threshold.commitment],
    ['first sample', threshold.firstSampleAt],
    ['proposed', `${proposal.outcome}: ${proposal.reason}`],
    ...content.linkedSamples.map(({ position, openedBy }): Row => [
      'sample',
      `${position}, opened by ${openedBy.join(', ') || 'nobody'}`,
    ]),
    ...saidRows(content),
    ...content.withdrawnBefore.flatMap((earlier): Row[] => [
      ['before it', `${earlier.id}, withdrawn ${earlier.withdrawnAt}: ${earlier.because}`],
      ...saidRows(earlier),
    ]),
    ...decisionRows(content),
    ...bewareRows(content.hasHiddenCharacters),
  ];
}

function saidRows({ consultations, dissents }: Pick<Content, 'consultations' | 'dissents'>): Row[] {
  return [
    ...consultations.map(({ organisation, state, answerBy, view, words }): Row => [
      'consultee',
      view === null
        ? `${organisation}, ${state}, until ${answerBy}`
        : `${organisation}: ${view}: ${words ?? ''}`,
    ]),
    ...dissents.map(({ person, words }): Row => ['dissent', `${person}: ${words}`]),
  ];
}

function decisionRows(content: Content): Row[] {
  const { outcome, reason, differsBecause, decidedBy, statementSha256, signatures } = content;
  if (outcome === null) return [];
  return [
    ['decided', `${outcome}, by ${decidedBy ?? ''}`],
    ['reason', reason ?? ''],
    ...(differsBecause === null ? [] : [['differs', differsBecause] as Row]),
    ...signatures.map(({ role, person, at }): Row => ['signed', `${person}, ${role}, ${at}`]),
    ['digest', statementSha256 ?? ''],
  ];
}
