/** A grant in words for the person who is to sign it: everything that it allows, and nothing else. */
import { checkedInstant, sides, type GrantTerms, type OpenedGrant, type Side } from '#gateway';
import { fingerprintOf } from '#standards/tlog';
import { counted, visible } from '../terminal-text.ts';
import { missingOf } from './opened.ts';

const kinds: Record<GrantTerms['kind'], string> = {
  government: 'government review before release; draws on the thirty days',
  partner: 'a trusted partner’s access',
  tool: 'access to a defensive tool',
};

/** Label and text in two columns; whatever came from others does nothing to a terminal. */
export function listed(rows: readonly (readonly [string, string])[]): string[] {
  return rows.map(([label, text]) => `${label.padEnd(12)} ${visible(text)}`.trimEnd());
}

export function grantInWords(opened: OpenedGrant): string[] {
  return [
    ...termsInWords(opened.terms),
    '',
    ...signaturesInWords(opened),
    '',
    ...digestInWords(opened.digest),
  ];
}

export function termsInWords(terms: GrantTerms): string[] {
  const { model, runner, window, budget } = terms;
  const release =
    window.partnerReleaseAt === null
      ? ''
      : `, and not past the planned partner release at ${window.partnerReleaseAt}`;
  return listed([
    ['grant', `${terms.id}, number ${terms.epoch} of ${terms.submission}`],
    ['kind', kinds[terms.kind]],
    ['developer', terms.developer],
    ['evaluator', terms.evaluator],
    ['model', `${model.declaredAs}, digest ${model.digest}`],
    ['asked for as', model.names.join(', ')],
    ['used by', `${runner.pseudonym}, ${runner.office}`],
    ['whose name', `is committed to as ${runner.nameCommitment}`],
    ['runner’s key', runner.keySha256],
    ...terms.endpoints.map(
      ({ method, path }, place) =>
        [place === 0 ? 'may ask' : '', `${method} ${path}`] as [string, string],
    ),
    ...partnerInWords(terms),
    ['opens', `at the first request from ${window.claimFrom} until ${window.claimUntil}, or never`],
    ['lasts', `${spanInWords(window.lengthS)} from then${release}`],
    ['at most', `${requests(budget.requests)}, ${counted(budget.tokens)} tokens`],
    ['at once', requests(budget.streamsMax)],
    [
      'one request',
      `${counted(budget.outputTokensMax)} tokens of output, ${counted(budget.contextTokensMax)} of context, ${counted(budget.requestBytesMax)} bytes`,
    ],
    ['marking', terms.marking],
    ['procedure', terms.procedure ?? 'none'],
    ['written', terms.writtenAt],
  ]);
}

/** Only a partner's grant has a surface, and assets that its requests name. */
const partnerInWords = ({ partner }: GrantTerms): [string, string][] =>
  partner === undefined
    ? []
    : [
        ['surface', partner.surface],
        ...partner.assets.map((asset, place): [string, string] => [
          place === 0 ? 'about' : '',
          asset,
        ]),
      ];

export const requests = (count: number): string =>
  `${counted(count)} ${count === 1 ? 'request' : 'requests'}`;

function signaturesInWords(opened: Pick<OpenedGrant, 'signers'>): string[] {
  const missing = missingOf(opened);
  return listed(
    sides.flatMap((side) => [
      ...opened.signers[side].map(
        (person) => ['signed', `${person}, for the ${side}`] as [string, string],
      ),
      ...missingInWords(side, missing[side]),
    ]),
  );
}

export const missingInWords = (side: Side, count: number): [string, string][] =>
  count === 0 ? [] : [['missing', `${count === 1 ? 'one person' : 'two people'} of the ${side}`]];

function digestInWords(digest: string): string[] {
  return [
    'All who sign must have the same digest; read it aloud to each other:',
    digest,
    fingerprintOf(digest),
  ];
}

/** `6 days 3 h`, `2 h 5 min`, `40 s`: the two largest units that count. */
export function spanInWords(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  const parts = [
    [Math.floor(left / 86_400), left >= 172_800 ? 'days' : 'day'],
    [Math.floor(left / 3600) % 24, 'h'],
    [Math.floor(left / 60) % 60, 'min'],
    [left % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** How long until an instant of a document. */
export const untilInWords = (at: string | Date, now: Date): string =>
  spanInWords(((at instanceof Date ? at : checkedInstant(at)).getTime() - now.getTime()) / 1000);
