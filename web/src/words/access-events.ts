/** What happens about access to a model, in plain words. */
import type { TimelineEvent } from '../api/views.ts';
import { instant } from './dates.ts';
import type { EventWords } from './events.ts';
import { plural, span } from './quantities.ts';

type Payload = TimelineEvent['payload'];
const text = (payload: Payload, key: string): string | undefined => {
  const value = payload[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const inside = (payload: Payload, key: string): Payload => {
  const value = payload[key];
  return typeof value === 'object' && value !== null ? (value as Payload) : {};
};
const when = (payload: Payload, key: string): string => {
  const at = text(payload, key);
  return at === undefined ? 'a time that is not given' : instant(at);
};

const ends: Record<string, EventWords> = {
  revoked: { what: 'Grant revoked', shape: 'cross' },
  withdrawn: { what: 'Grant withdrawn', shape: 'cross' },
  declined: { what: 'Grant declined', shape: 'cross' },
  expired: { what: 'Grant ended by itself', shape: 'pause' },
  exhausted: { what: 'Grant ended: its budget is used up', shape: 'pause' },
};

const taken: Record<string, string> = {
  ledger: 'the access ledger',
  log: 'the gateway’s log',
  determination: 'the proof of a determination',
};

export const accessEvents: Record<string, (payload: Payload) => EventWords> = {
  'access.submission_opened': () => ({
    what: 'Submission opened',
    detail: 'This alone gave access to nobody.',
    shape: 'ring',
  }),
  'access.gateway_connected': () => ({
    what: 'Gateway connected',
    detail: 'The developer named its gateway. This alone gave access to nobody.',
    shape: 'dot',
  }),
  'access.witness_named': (payload) => ({
    what: `Witness named for the ${text(payload, 'side') ?? 'side'}`,
    shape: 'dot',
  }),
  'access.release_replanned': (payload) => ({
    what:
      payload['plannedReleaseAt'] === null
        ? 'Planned partner release taken back'
        : `Partner release planned for ${when(payload, 'plannedReleaseAt')}`,
    detail: 'It adds no day to any grant.',
    shape: 'dot',
  }),
  'access.grant_requested': (payload) => ({
    what: `Access asked for, ${span(number(payload['lengthS']) * 1000)}`,
    shape: 'ring',
  }),
  'access.grant_offered': (payload) => ({
    what: 'Exact terms written',
    detail: `To be first used before ${when(payload, 'claimUntil')}.`,
    shape: 'ring',
  }),
  'access.grant_signed': (payload) => {
    const missing = inside(payload, 'missing');
    const left = number(missing['developer']) + number(missing['evaluator']);
    const done = 'All four signatures are there; it goes to the gateway.';
    return {
      what: `Signed for the ${text(payload, 'side') ?? 'side'}`,
      detail: left === 0 ? done : `${plural(left, 'signature')} missing.`,
      shape: 'half',
    };
  },
  'access.grant_activated': (payload) => ({
    what: 'Grant in force at the gateway',
    ...(payload['isForeign'] === true && {
      detail: 'Its note was not made here; the gateway had it from elsewhere.',
    }),
    shape: 'tick',
  }),
  'access.activation_refused': (payload) => ({
    what: 'The gateway refused the grant',
    ...(text(payload, 'problem') !== undefined && { detail: text(payload, 'problem') ?? '' }),
    shape: 'cross',
  }),
  'access.window_opened': (payload) => ({
    what: 'First request: the window opened',
    detail: `It closes by itself on ${when(payload, 'closesAt')}.`,
    shape: 'tick',
  }),
  'access.grant_ended': (payload) => {
    const words = ends[text(payload, 'reason') ?? ''] ?? { what: 'Grant ended', shape: 'cross' };
    const because = text(payload, 'because');
    return because === undefined ? words : { ...words, detail: because };
  },
  'access.gateway_stopped': () => ({ what: 'The gateway says that it stopped', shape: 'tick' }),
  'access.gateway_state_changed': (payload) => ({
    what:
      text(payload, 'state') === 'in_step'
        ? 'Gateway in step'
        : `Gateway ${(text(payload, 'state') ?? 'changed').replaceAll('_', ' ')}`,
    ...(text(payload, 'problem') !== undefined && { detail: text(payload, 'problem') ?? '' }),
    shape: text(payload, 'state') === 'in_step' ? 'dot' : 'pause',
  }),
  'access.name_asked_for': (payload) => ({
    what: 'Asked that a runner’s name be opened',
    ...(text(payload, 'because') !== undefined && { detail: text(payload, 'because') ?? '' }),
    shape: 'ring',
  }),
  'access.name_opening_approved': () => ({
    what: 'Agreed that a runner’s name be opened',
    shape: 'dot',
  }),
  'access.export_asked': (payload) => ({
    what: `Asked to take out ${taken[text(payload, 'what') ?? ''] ?? 'records'}`,
    ...(text(payload, 'purpose') !== undefined && { detail: text(payload, 'purpose') ?? '' }),
    shape: 'ring',
  }),
  'access.export_agreed': () => ({ what: 'Agreed that it be taken out', shape: 'dot' }),
  'access.export_closed': (payload) => ({
    what: text(payload, 'state') === 'refused' ? 'Refused an export' : 'Took an export back',
    ...(text(payload, 'because') !== undefined && { detail: text(payload, 'because') ?? '' }),
    shape: 'cross',
  }),
  'access.ledger_exported': () => ({ what: 'Exported the access ledger', shape: 'dot' }),
  'access.log_downloaded': () => ({ what: 'Downloaded the log', shape: 'dot' }),
};
