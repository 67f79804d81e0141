/** What happens in an engagement beside grants and runs, in plain words. */
import type { TimelineEvent } from '../api/views.ts';
import { instant } from './dates.ts';
import type { EventWords } from './events.ts';
import { plural } from './quantities.ts';
import { documentKindWords, scopeWords, withholdingWords } from './review.ts';

type Payload = TimelineEvent['payload'];
const text = (payload: Payload, key: string): string => {
  const value = payload[key];
  return typeof value === 'string' ? value : '';
};
const number = (payload: Payload, key: string): number => {
  const value = payload[key];
  return typeof value === 'number' ? value : 0;
};
const list = (payload: Payload, key: string): string[] => {
  const value = payload[key];
  return Array.isArray(value) ? value.map(String) : [];
};
const plain = (name: string): string => name.replaceAll('_', ' ');
const when = (payload: Payload, key: string): string =>
  text(payload, key) === '' ? 'a time that is not given' : instant(text(payload, key));
const withDetail = (words: EventWords, detail: string): EventWords =>
  detail === '' ? words : { ...words, detail };
const record = <Value>(words: Record<string, Value>, key: string): Value | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined;

function scopeChosen(payload: Payload): EventWords {
  const scope = list(payload, 'scope').map(
    (each) => record(scopeWords, each)?.name.toLowerCase() ?? plain(each),
  );
  return {
    what: 'The developer chose what it takes part in',
    detail: scope.length === 0 ? 'Nothing for now.' : `Now: ${scope.join(', ')}.`,
    shape: 'dot',
  };
}

/** The timeline names the office beside its id; a log that was taken out has the id alone. */
const officeIn = (payload: Payload): string =>
  text(payload, 'organisation') || text(payload, 'organisationId') || 'an office';

const partnerEnds: Record<string, string> = {
  withdrawn: 'Nomination taken back',
  ended: 'Partnership ended; its access stops',
  expired: 'Partnership ended by time',
};

export const reviewEvents: Record<string, (payload: Payload) => EventWords> = {
  'access.engagement_paused': () => ({
    what: 'Paused by the developer',
    detail: 'Nothing new begins; access in force goes on until somebody ends it.',
    shape: 'pause',
  }),
  'access.engagement_resumed': () => ({ what: 'Resumed by the developer', shape: 'dot' }),
  'access.engagement_withdrawn': () => ({
    what: 'The engagement was ended',
    detail: 'Access ended at once. No reason is asked.',
    shape: 'cross',
  }),
  'access.engagement_ended': () => ({
    what: 'The engagement came to its end',
    detail: 'Nothing of it was open any more, and what was sealed was destroyed.',
    shape: 'dot',
  }),
  'access.scope_chosen': scopeChosen,
  'access.document_accepted': (payload) => ({
    what: `${record(documentKindWords, text(payload, 'kind')) ?? 'Document'} accepted for the ${text(payload, 'side')}: ${text(payload, 'name')} version ${number(payload, 'version')}`,
    shape: 'half',
  }),
  'access.interest_declared': (payload) => ({
    what:
      payload['hasInterest'] === true
        ? 'Declared an interest, and left'
        : 'Declared to have no interest',
    shape: payload['hasInterest'] === true ? 'cross' : 'dot',
  }),
  'review.question_asked': (payload) => ({
    what: 'Asked whether the model would be covered',
    detail: `The office means to have moved by ${when(payload, 'answerDueAt')}.`,
    shape: 'ring',
  }),
  'review.question_acknowledged': () => ({ what: 'The question was taken up', shape: 'half' }),
  'review.question_more_needed': () => ({ what: 'The office needs to know more', shape: 'pause' }),
  'review.question_supplemented': () => ({
    what: 'The developer added what was asked for',
    shape: 'half',
  }),
  'review.question_answered': () => ({ what: 'The question was answered', shape: 'tick' }),
  'review.question_withdrawn': () => ({ what: 'The question was taken back', shape: 'cross' }),
  'review.determination_opened': () => ({ what: 'Work on a determination began', shape: 'ring' }),
  'review.linked_sample_opened': (payload) => ({
    what: `An official opened sample ${number(payload, 'position') + 1}`,
    shape: 'dot',
  }),
  'review.consultation_asked': (payload) => ({
    what: 'Another office was consulted',
    detail: `${officeIn(payload)}, to answer by ${when(payload, 'answerBy')}.`,
    shape: 'ring',
  }),
  'review.consultation_read': (payload) =>
    withDetail(
      { what: 'A consulted office read what it is asked', shape: 'dot' },
      text(payload, 'purpose'),
    ),
  'review.consultation_answered': (payload) => ({
    what: 'A consulted office answered',
    by: officeIn(payload),
    shape: 'dot',
  }),
  'review.consultation_timed_out': (payload) => ({
    what: 'A consulted office did not answer in time',
    detail: `It had until ${when(payload, 'answerBy')}.`,
    by: officeIn(payload),
    shape: 'pause',
  }),
  'review.determination_decided': () => ({ what: 'Determination written', shape: 'half' }),
  'review.determination_signed': (payload) => ({
    what:
      text(payload, 'state') === 'signed'
        ? 'Determination signed by two officials'
        : 'Determination signed by an official',
    shape: text(payload, 'state') === 'signed' ? 'tick' : 'half',
  }),
  'review.determination_withdrawn': (payload) =>
    withDetail(
      { what: 'Determination withdrawn by the office', shape: 'cross' },
      text(payload, 'because'),
    ),
  'review.determination_superseded': () => ({ what: 'Determination superseded', shape: 'cross' }),
  'review.dissent_recorded': () => ({ what: 'Dissent kept with the determination', shape: 'dot' }),
  'review.verification_taken': () => ({
    what: 'Took what proves the determination',
    shape: 'dot',
  }),
  'review.assessment_opened': (payload) => ({
    what: `${plural(list(payload, 'tiers').length, 'part')} of the assessment came up for review`,
    detail: `To be looked at by ${when(payload, 'reviewBy')}.`,
    shape: 'ring',
  }),
  'review.assessment_withheld': (payload) => ({
    what: `Part withheld: ${plain(text(payload, 'tier'))}`,
    detail: `${record(withholdingWords, text(payload, 'reasonClass')) ?? ''} To be looked at again by ${when(payload, 'reviewBy')}.`,
    shape: 'pause',
  }),
  'review.assessment_review_due': (payload) => ({
    what: `Part to be looked at again: ${plain(text(payload, 'tier'))}`,
    detail: `To be looked at by ${when(payload, 'reviewBy')}.`,
    shape: 'ring',
  }),
  'review.assessment_overdue': (payload) => ({
    what: `Review due: ${plain(text(payload, 'tier'))}`,
    detail: `It was to be looked at by ${when(payload, 'reviewBy')}. Nothing is told by that.`,
    shape: 'pause',
  }),
  'review.assessment_proposed': (payload) => ({
    what: `Part written for the developer: ${plain(text(payload, 'tier'))}`,
    shape: 'half',
  }),
  'review.assessment_returned': (payload) => ({
    what: `Part returned: ${plain(text(payload, 'tier'))}`,
    shape: 'dot',
  }),
  'review.assessment_released': (payload) => ({
    what: `Part told to the developer: ${plain(text(payload, 'tier'))}`,
    shape: 'tick',
  }),
  'review.appeal_filed': (payload) => ({
    what: `Appeal filed, about a ${text(payload, 'about')}`,
    detail: `To be answered by ${when(payload, 'answerBy')}: policy, not a legal right.`,
    shape: 'ring',
  }),
  'review.appeal_answered': (payload) => ({
    what: `Appeal ${text(payload, 'state')}`,
    shape: text(payload, 'state') === 'upheld' ? 'tick' : 'cross',
  }),
  'review.appeal_withdrawn': () => ({ what: 'Appeal taken back', shape: 'cross' }),
  'review.partner_nominated': (payload) => ({
    what: `Partner nominated by the ${text(payload, 'side')}`,
    detail: `Until ${when(payload, 'expiresAt')} at the latest.`,
    shape: 'ring',
  }),
  'review.partner_added': () => ({ what: 'Partner added by both sides', shape: 'half' }),
  'review.partner_accepted': () => ({ what: 'The partner took its terms', shape: 'tick' }),
  'review.partner_refused': (payload) => ({
    what: `Partner refused by the ${text(payload, 'side')}`,
    detail: `Reason: ${plain(text(payload, 'code'))}.`,
    shape: 'cross',
  }),
  'review.partner_ended': (payload) =>
    withDetail(
      {
        what: record(partnerEnds, text(payload, 'state')) ?? 'Partnership ended',
        shape: text(payload, 'state') === 'expired' ? 'pause' : 'cross',
      },
      text(payload, 'because'),
    ),
  'review.partner_access_asked': () => ({ what: 'Access asked for the partner', shape: 'ring' }),
  'review.partner_finding_sent': () => ({
    what: 'The partner sent a finding to the clearinghouse',
    detail: 'Nothing of the model, its developer or this engagement went with it.',
    shape: 'dot',
  }),
  'review.canary_opened': () => ({
    what: 'A decoy was opened',
    detail: 'No work needs it. A second person looks at who did.',
    shape: 'cross',
  }),
  'review.read_unusual': () => ({ what: 'A read stands out by a published rule', shape: 'ring' }),
  'review.read_reviewed': (payload) => ({
    what: `A read that stood out was looked at: ${plain(text(payload, 'verdict'))}`,
    shape: 'dot',
  }),
  'review.destruction_asked': () => ({
    what: 'Asked that what was sealed be destroyed',
    shape: 'ring',
  }),
  'review.material_destroyed': () => ({
    what: 'What was sealed is destroyed',
    detail: 'No key opens it any more. A receipt is given.',
    shape: 'tick',
  }),
};
