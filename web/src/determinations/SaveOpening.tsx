/** Saves what opens a threshold's commitment: for the evaluating office, and for overseers whom it let see it. */
import { fetchText, save } from '../api/client.ts';
import { SealedReading } from '../runs/SealedReading.tsx';
import { openingFileName } from '../words/commands.ts';

export function SaveOpening({ thresholdId }: { thresholdId: string }) {
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
