/** Entries of a gateway's log in plain words: what happened, and the figures that belong to it. */
import type { LedgerEntry, LedgerFilter, LedgerQuery } from '../api/views.ts';
import { duration, instant } from './dates.ts';
import type { Shape } from './states.ts';
import { count, plural } from './quantities.ts';

export type LedgerType = NonNullable<LedgerQuery['type']>;

/** As a filter offers them. */
export const ledgerTypeWords: Record<LedgerType, string> = {
  'gateway.request_admitted': 'Requests admitted',
  'gateway.request_settled': 'Requests answered',
  'gateway.request_cut': 'Streams cut',
  'gateway.requests_refused': 'Requests refused',
  'gateway.window_opened': 'Windows opened',
  'gateway.grant_activated': 'Grants put in force',
  'gateway.grant_ended': 'Grants ended',
  'gateway.started': 'Gateway starts',
};
export const ledgerTypes = Object.keys(ledgerTypeWords) as LedgerType[];

export interface EntryWords {
  what: string;
  detail: string;
  shape: Shape;
}

type Payload = LedgerEntry['payload'];
const text = (payload: Payload, key: string): string =>
  typeof payload[key] === 'string' ? payload[key] : '';
const number = (payload: Payload, key: string): number =>
  typeof payload[key] === 'number' ? payload[key] : 0;
const inside = (payload: Payload, key: string): Payload => {
  const value = payload[key];
  return typeof value === 'object' && value !== null ? (value as Payload) : {};
};
const plain = (word: string): string => word.replaceAll('_', ' ');
const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(', ');

const words: Record<LedgerType, (payload: Payload) => EntryWords> = {
  'gateway.started': (payload) => ({
    what: 'Gateway started',
    detail: `Version ${text(payload, 'version')}`,
    shape: 'ring',
  }),
  'gateway.grant_activated': () => ({ what: 'Grant put in force', detail: '', shape: 'tick' }),
  'gateway.window_opened': (payload) => ({
    what: 'Window opened',
    detail: `Closes by itself on ${instant(text(payload, 'closesAt'))}`,
    shape: 'tick',
  }),
  'gateway.request_admitted': (payload) => {
    const { inputTokens, outputTokens } = inside(payload, 'reserved');
    const reserved = [inputTokens, outputTokens].map(Number).reduce((sum, each) => sum + each, 0);
    return {
      what: `${text(payload, 'method')} ${text(payload, 'path')}`,
      detail: joined(
        plural(number(payload, 'requestBytes'), 'byte'),
        `${count(reserved)} tokens reserved`,
        'asset' in payload ? `about asset ${number(payload, 'asset') + 1} of its grant` : '',
      ),
      shape: 'ring',
    };
  },
  'gateway.request_settled': (payload) => ({
    what: `Answered with ${number(payload, 'status')}`,
    detail: settled(payload),
    shape: 'dot',
  }),
  'gateway.request_cut': (payload) => ({
    what: `Cut: ${plain(text(payload, 'reason'))}`,
    detail: settled(payload),
    shape: 'cross',
  }),
  'gateway.requests_refused': (payload) => ({
    what: `${plural(number(payload, 'count'), 'request')} refused`,
    detail: plain(text(payload, 'reason')),
    shape: 'pause',
  }),
  'gateway.grant_ended': (payload) => ({
    what: 'Grant ended',
    detail: joined(plain(text(payload, 'reason')), `by the ${text(payload, 'side')}`),
    shape: 'cross',
  }),
};

function settled(payload: Payload): string {
  const tokens = inside(payload, 'tokens');
  return joined(
    `to entry ${number(payload, 'admitted')}`,
    `${count(number(tokens, 'input'))} tokens in`,
    `${count(number(tokens, 'output'))} out`,
    duration(number(payload, 'durationMs')),
    payload['believed'] === false ? 'the endpoint’s own count was not believed' : '',
  );
}

export function entryWords({ type, payload, isWithheld }: LedgerEntry): EntryWords {
  if (isWithheld || type === null) {
    return {
      what: 'Withheld',
      detail: 'Only its place and its commitment are known',
      shape: 'shield',
    };
  }
  const known = Object.hasOwn(words, type) ? words[type as LedgerType] : undefined;
  return known?.(payload) ?? { what: plain(type), detail: '', shape: 'dot' };
}

/** Which entries a filter lets through, as in `of evaluator-7, from 1 December`; empty for all of them. */
export function filterInWords({ runner, type, grantId, from, until }: LedgerFilter): string {
  return joined(
    runner === undefined ? '' : `of ${runner}`,
    type === undefined ? '' : `of the kind “${ledgerTypeWords[type]}”`,
    grantId === undefined ? '' : 'of one grant',
    from === undefined ? '' : `from ${instant(from)}`,
    until === undefined ? '' : `until ${instant(until)}`,
  );
}
