/**
 * Which sample of a journal to read. A list of tens of thousands of options takes seconds to draw and nobody
 * scrolls it, so a longer one is narrowed by part of a name first.
 */
import { Label, Select, TextInput } from '@trussworks/react-uswds';
import { useMemo, useState } from 'react';
import { narrowed, samplesShownMax } from './narrowed.ts';
import type { SampleRow } from './outline.ts';
import { count, plural } from '../words/quantities.ts';

/** Stands for all entries, also those of no sample. */
export const everySample = 'every';

interface SampleChoiceProps {
  samples: readonly SampleRow[];
  /** A place among the samples, as text, or `everySample`. */
  chosen: string;
  onChoose: (chosen: string) => void;
}

export function SampleChoice({ samples, chosen, onChoose }: SampleChoiceProps) {
  const [part, setPart] = useState('');
  const { shown, more } = useMemo(() => narrowed(samples, part), [samples, part]);
  const own = samples[Number(chosen)];
  const places =
    own === undefined || shown.includes(Number(chosen)) ? shown : [Number(chosen), ...shown];
  return (
    <div>
      {samples.length > samplesShownMax && (
        <>
          <Label htmlFor="journal-sample-part">Part of a sample’s name</Label>
          <TextInput
            id="journal-sample-part"
            name="journal-sample-part"
            type="text"
            maxLength={200}
            value={part}
            onChange={({ target }) => setPart(target.value)}
          />
        </>
      )}
      <Label htmlFor="journal-sample">Sample</Label>
      <Select
        id="journal-sample"
        name="journal-sample"
        value={chosen}
        aria-describedby="journal-sample-more"
        onChange={({ target }) => onChoose(target.value)}
      >
        <option value={everySample}>Every sample, and the run’s own entries</option>
        {places.map((at) => (
          <option key={at} value={at}>
            {wordsOf(samples[at])}
          </option>
        ))}
      </Select>
      <span className="sp-small" id="journal-sample-more" role="status">
        {more > 0 && `${count(more)} more: type part of a name.`}
      </span>
    </div>
  );
}

function wordsOf(sample: SampleRow | undefined): string {
  if (sample === undefined) return '';
  const { name, entries, disposition, value } = sample;
  const ended = disposition === '' ? 'not ended' : disposition.replaceAll('_', ' ');
  const score = value === null ? '' : ` ${value}`;
  return `${name}: ${ended}${score}, ${plural(entries, 'entry', 'entries')}`;
}
