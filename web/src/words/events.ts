/** What happened, in plain words. One sentence for each kind of event, and a fair one for the rest. */
import type { TimelineEvent } from '../api/views.ts';
import { accessEvents } from './access-events.ts';
import { instant } from './dates.ts';
import { evaluationEvents } from './evaluation-events.ts';
import { reviewEvents } from './review-events.ts';
import type { Shape } from './states.ts';

export interface EventWords {
  what: string;
  detail?: string;
  /** Who it is of, where that is not whoever made the entry. */
  by?: string;
  shape: Shape;
}

type Payload = TimelineEvent['payload'];
const text = (payload: Payload, key: string): string | undefined => {
  const value = payload[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const withDetail = (words: EventWords, detail: string | undefined): EventWords =>
  detail === undefined ? words : { ...words, detail };

const words: Record<string, (payload: Payload) => EventWords> = {
  'clearinghouse.case_opened': () => ({
    what: 'Case opened',
    detail: 'A report was confirmed whose root cause no case had yet.',
    shape: 'ring',
  }),
  'clearinghouse.report_joined': (payload) => {
    const receivedAt = text(payload, 'receivedAt');
    const isDuplicate = text(payload, 'duplicateOf') !== undefined;
    const received = receivedAt === undefined ? '' : `It was received ${instant(receivedAt)}`;
    return withDetail(
      {
        what: isDuplicate ? 'Another report has the same root cause' : 'Report joined the case',
        shape: 'dot',
      },
      isDuplicate
        ? `${received}, and keeps its own receipt and credit.`
        : received && `${received}.`,
    );
  },
  'clearinghouse.report_likely_same': (payload) =>
    withDetail(
      { what: 'A report likely has the same root cause; to decide', shape: 'ring' },
      text(payload, 'because'),
    ),
  'clearinghouse.case_taken': (payload) => ({
    what: text(payload, 'before') === undefined ? 'Took the case' : 'Took the case over',
    shape: 'dot',
  }),
  'clearinghouse.fix_proposed': (payload) => {
    const version = text(payload, 'version');
    return {
      what: version === undefined ? 'Fix proposed: a diff' : `Fix proposed: version ${version}`,
      shape: 'ring',
    };
  },
  'clearinghouse.fix_check_started': () => ({
    what: 'Check of the fix started',
    detail: 'Every reproducer of the case is run against it, and the benign inputs too.',
    shape: 'half',
  }),
  'clearinghouse.fix_verified': () => ({
    what: 'Fix verified',
    detail: 'It stops every reproducer and leaves the benign inputs as they were.',
    shape: 'tick',
  }),
  'clearinghouse.fix_refused': (payload) =>
    withDetail({ what: 'Fix refused', shape: 'cross' }, text(payload, 'reason')),
  'clearinghouse.fix_held': (payload) => ({
    what: 'The check failed on our side',
    detail: `${text(payload, 'reason') ?? ''} The fix is neither verified nor refused.`.trim(),
    shape: 'pause',
  }),
  'advisories.advisory_drafted': (payload) => ({
    what: `Advisory ${text(payload, 'advisoryId') ?? ''} drafted`,
    shape: 'ring',
  }),
  'advisories.advisory_published': (payload) => ({
    what: `Advisory ${text(payload, 'advisoryId') ?? ''} published`,
    detail: 'As CSAF and as OSV, naming the same versions.',
    shape: 'tick',
  }),
  'clearinghouse.case_published': () => ({
    what: 'The case is public',
    detail: 'Any embargo on it ended with that.',
    shape: 'tick',
  }),
  'clearinghouse.case_closed': () => ({ what: 'Case closed', shape: 'dot' }),
  'platform.sealed_content_read': (payload) =>
    withDetail({ what: 'Read sealed content', shape: 'dot' }, text(payload, 'purpose')),
};

export function eventWords({ type, payload }: TimelineEvent): EventWords {
  const known = words[type] ?? accessEvents[type] ?? evaluationEvents[type] ?? reviewEvents[type];
  if (known !== undefined) return known(payload);
  const plain = type.split('.').at(-1)?.replaceAll('_', ' ') ?? type;
  return { what: plain.charAt(0).toUpperCase() + plain.slice(1), shape: 'dot' };
}
