/** The states a case goes through, how far this one has come, and when it got there. */
import type { Case, TimelineEvent } from '../api/views.ts';
import { instant } from '../words/dates.ts';

const track: readonly { state: Case['state']; word: string; since: string }[] = [
  { state: 'open', word: 'Opened', since: 'clearinghouse.case_opened' },
  { state: 'coordinating', word: 'Taken', since: 'clearinghouse.case_taken' },
  { state: 'fix_verified', word: 'Fix verified', since: 'clearinghouse.fix_verified' },
  { state: 'published', word: 'Published', since: 'clearinghouse.case_published' },
  { state: 'closed', word: 'Closed', since: 'clearinghouse.case_closed' },
];

interface StateTrackProps {
  state: Case['state'];
  events: readonly TimelineEvent[];
}

export function StateTrack({ state, events }: StateTrackProps) {
  const here = track.findIndex((step) => step.state === state);
  return (
    <ol className="sp-track" aria-label="How far the case has come">
      {track.map(({ state: step, word, since }, at) => {
        const reached = at <= here;
        const first = reached ? events.find(({ type }) => type === since) : undefined;
        return (
          <li
            key={step}
            className={reached ? 'sp-track__step sp-track__step--reached' : 'sp-track__step'}
            aria-current={at === here ? 'step' : undefined}
          >
            <strong>{word}</strong>
            <span>
              {first === undefined ? (reached ? '\u00a0' : 'not yet') : instant(first.at)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
