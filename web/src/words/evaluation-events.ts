/** What happens while a model is measured, in plain words. */
import type { TimelineEvent } from '../api/views.ts';
import type { EventWords } from './events.ts';
import { plural } from './quantities.ts';

type Payload = TimelineEvent['payload'];
const text = (payload: Payload, key: string): string => {
  const value = payload[key];
  return typeof value === 'string' ? value : '';
};
const number = (payload: Payload, key: string): number => {
  const value = payload[key];
  return typeof value === 'number' ? value : 0;
};
const withDetail = (words: EventWords, detail: string): EventWords =>
  detail === '' ? words : { ...words, detail };

export const evaluationEvents: Record<string, (payload: Payload) => EventWords> = {
  'evaluation.run_planned': (payload) => ({
    what: `Run planned: ${plural(number(payload, 'samplesPlanned'), 'sample')}`,
    detail: `Under ${text(payload, 'procedure')}; nothing of the plan changes after this.`,
    shape: 'ring',
  }),
  'evaluation.run_queued': () => ({ what: 'Run queued', shape: 'ring' }),
  'evaluation.run_started': () => ({ what: 'Run started', shape: 'half' }),
  'evaluation.sample_recorded': (payload) => ({
    what: `Sample ${number(payload, 'position') + 1} recorded`,
    shape: 'dot',
  }),
  'evaluation.endpoint_fingerprinted': (payload) => ({
    what:
      payload['isChanged'] === true
        ? 'The endpoint shows another fingerprint'
        : 'The endpoint’s fingerprint was taken',
    shape: payload['isChanged'] === true ? 'cross' : 'dot',
  }),
  'evaluation.run_ended': (payload) =>
    withDetail(
      {
        what: `Run ended ${text(payload, 'state')}: ${number(payload, 'samplesRecorded')} of ${plural(number(payload, 'samplesPlanned'), 'sample')}`,
        shape: text(payload, 'state') === 'complete' ? 'tick' : 'pause',
      },
      text(payload, 'reason'),
    ),
  'evaluation.sample_reviewed': (payload) => ({
    what: `Sample ${number(payload, 'position') + 1} reviewed: ${text(payload, 'state')}`,
    shape: 'dot',
  }),
  'evaluation.run_decided': (payload) => ({
    what: `Look ${number(payload, 'look')} at the threshold taken`,
    shape: 'dot',
  }),
  'evaluation.unseal_requested': () => ({
    what: 'Asked that sealed tasks be opened',
    shape: 'ring',
  }),
  'evaluation.unseal_executed': () => ({
    what: 'Sealed tasks opened to the runner',
    shape: 'half',
  }),
  'evaluation.task_unsealed': () => ({ what: 'Sealed task given to the runner', shape: 'dot' }),
  'evaluation.unseal_closed': (payload) =>
    withDetail(
      { what: 'Opening of sealed tasks closed', shape: 'cross' },
      text(payload, 'because'),
    ),
  'evaluation.finding_written': () => ({ what: 'Finding written', shape: 'dot' }),
  'evaluation.report_proposed': () => ({ what: 'Report proposed', shape: 'ring' }),
  'evaluation.report_signed': () => ({ what: 'Report signed', shape: 'tick' }),
  'evaluation.report_withdrawn': (payload) =>
    withDetail({ what: 'Report withdrawn', shape: 'cross' }, text(payload, 'because')),
  'evaluation.report_not_completed': (payload) =>
    withDetail({ what: 'No report: not completed', shape: 'pause' }, text(payload, 'reason')),
};
