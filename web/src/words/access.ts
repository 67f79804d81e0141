/**
 * Words for access to a model before its release: states of grants and gateways, kinds, sides. No word
 * here says that anything was approved: a grant is in force, or it is not.
 */
import type { Export, Grant, Side, Submission } from '../api/views.ts';
import type { StateWord } from './states.ts';

export const grantWords: Record<Grant['state'], StateWord> = {
  requested: { word: 'Asked for', shape: 'ring', tone: 'wait' },
  offered: { word: 'Terms offered', shape: 'ring', tone: 'wait' },
  signing: { word: 'Being signed', shape: 'half', tone: 'busy' },
  active: { word: 'In force', shape: 'dot', tone: 'good' },
  expired: { word: 'Ended by time', shape: 'pause', tone: 'quiet' },
  withdrawn: { word: 'Withdrawn', shape: 'cross', tone: 'quiet' },
  revoked: { word: 'Revoked', shape: 'cross', tone: 'bad' },
  exhausted: { word: 'Budget used up', shape: 'pause', tone: 'quiet' },
  declined: { word: 'Declined', shape: 'cross', tone: 'quiet' },
};

export const exportWords: Record<Export['state'], StateWord> = {
  asked: { word: 'Waits for a colleague', shape: 'half', tone: 'wait' },
  agreed: { word: 'Two people agree', shape: 'tick', tone: 'busy' },
  refused: { word: 'Refused', shape: 'cross', tone: 'quiet' },
  withdrawn: { word: 'Taken back', shape: 'cross', tone: 'quiet' },
  lapsed: { word: 'Lapsed', shape: 'pause', tone: 'quiet' },
};

export const takenWords: Record<Export['what'], string> = {
  ledger: 'The access ledger',
  log: 'The gateway’s whole log',
  determination: 'The proof of a determination',
};

export const sideWords: Record<Side, string> = { developer: 'Developer', evaluator: 'Evaluator' };

export const kindWords: Record<Grant['kind'], { name: string; means: string }> = {
  government: {
    name: 'Government review',
    means: 'Before release to partners; draws on the model’s thirty days.',
  },
  partner: { name: 'Partner access', means: 'Stands apart from the thirty days.' },
  tool: {
    name: 'Access to a defensive tool',
    means: 'Stands apart from the thirty days.',
  },
};

type GatewayState = NonNullable<Submission['gatewayState']>;

export const gatewayWords: Record<GatewayState | 'none', StateWord> = {
  none: { word: 'No gateway yet', shape: 'ring', tone: 'quiet' },
  unseen: { word: 'Gateway not heard of yet', shape: 'ring', tone: 'wait' },
  in_step: { word: 'Gateway in step', shape: 'dot', tone: 'good' },
  unreachable: { word: 'Gateway does not answer', shape: 'pause', tone: 'wait' },
  garbled: { word: 'Gateway answers garbage', shape: 'cross', tone: 'bad' },
  rolled_back: { word: 'Log was rolled back', shape: 'cross', tone: 'bad' },
  forked: { word: 'Log shows two histories', shape: 'cross', tone: 'bad' },
  untrue: { word: 'Log says what cannot be', shape: 'cross', tone: 'bad' },
};

/** What each means for a reader, in one sentence. */
export const gatewayMeanings: Record<GatewayState, string> = {
  unseen: 'It has not answered yet. It may not have been started.',
  in_step: 'It answers, and all that it showed so far was checked and holds.',
  unreachable:
    'Nothing that holds the pinned certificate answers. What it keeps in force it ends by itself, without us.',
  garbled: 'It answers what cannot be read; nothing of it was taken over.',
  rolled_back: 'It shows less than it signed before. What was mirrored here is kept.',
  forked: 'It signed two histories of one log. Both are kept here, and together they prove it.',
  untrue: 'An entry of its log says what cannot be. It is kept, and this state stays.',
};

/** Who ended a grant, as people say it. */
export function enderOf(
  side: NonNullable<Grant['ended']>['side'],
  parties: Submission['parties'],
): string {
  if (side === 'developer' || side === 'evaluator') return parties[side].organisation;
  return side === 'partner' ? 'the trusted partner' : `the ${side}`;
}
