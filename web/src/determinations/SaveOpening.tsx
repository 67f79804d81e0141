/**
 * Saves what opens a threshold's commitment: for evaluators of the office, and for overseers whom they let see it.
 * Everybody else reads whom to ask.
 */
import { useQuery } from '@tanstack/react-query';
import { fetchText, save } from '../api/client.ts';
import { shownThresholdsQuery } from '../api/determination-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import { SealedReading } from '../controls/SealedReading.tsx';
import { openingFileName } from '../words/commands.ts';

export function SaveOpening({ thresholdId }: { thresholdId: string }) {
  const offices = useQuery(sessionQuery).data?.person?.offices ?? [];
  const shown = useQuery({ ...shownThresholdsQuery, enabled: offices.includes('overseer') });
  const isShown = shown.data?.some(({ id }) => id === thresholdId) ?? false;
  if (!offices.includes('evaluator') && !isShown) {
    return (
      <p className="sp-small">
        The command needs the threshold’s opening as well. It opens to evaluators of the office, and
        to overseers to whom they showed it: ask one of them to run the command.
      </p>
    );
  }
  return (
    <SealedReading
      named="Save the threshold’s opening"
      read={(purpose) => saveOpening(thresholdId, purpose)}
    >
      {() => (
        <p role="status">Saved as {openingFileName}. Keep it to yourself: it is sealed here.</p>
      )}
    </SealedReading>
  );
}

async function saveOpening(thresholdId: string, purpose: string): Promise<true> {
  const query = new URLSearchParams({ purpose });
  const path = `/api/thresholds/${encodeURIComponent(thresholdId)}/opening?${query.toString()}`;
  const text = await fetchText(path);
  save({ name: openingFileName, blob: new Blob([text], { type: 'application/json' }) });
  return true;
}
