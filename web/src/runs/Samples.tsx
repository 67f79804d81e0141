/** Every planned sample as one cell, by family and task; each fills as its sample arrives. */
import { useState, type KeyboardEvent } from 'react';
import { samplesShownMax } from '../api/run-queries.ts';
import type { Run, RunSample, Suite } from '../api/views.ts';
import { Pager } from '../controls/Pager.tsx';
import { ShapeMark } from '../controls/StateTag.tsx';
import { dispositionWords, familyName } from '../words/evaluation.ts';
import { SampleCard } from './SampleCard.tsx';
import { count, valueText } from '../words/quantities.ts';

interface SamplesProps {
  run: Run;
  tasks: Suite['tasks'];
  page: { samples: readonly RunSample[]; nextCursor: string | undefined };
  /** Where this page of samples begins. */
  cursor: string | undefined;
}

export function Samples({ run, tasks, page, cursor }: SamplesProps) {
  const { samples, nextCursor } = page;
  const [chosen, choose] = useState<number>();
  const byTask = Map.groupBy(samples, ({ task }) => task);
  const isPaged = run.samplesPlanned > samplesShownMax;
  const shown = isPaged ? tasks.filter(({ item }) => byTask.has(item.name)) : tasks;
  const families = Map.groupBy(shown, ({ item }) => item.family);
  const sample = samples.find(({ position }) => position === chosen);
  return (
    <section className="sp-samples" aria-labelledby="samples-title">
      <h2 id="samples-title">
        {count(run.samplesRecorded)} of {count(run.samplesPlanned)} samples recorded
      </h2>
      <p className="sp-small">
        One cell for each attempt. Choose one to read it; arrow keys move between cells.
      </p>
      {isPaged && <p className="sp-small">{placeOf(samples)}</p>}
      <div className="sp-grid" role="group" aria-label="Samples" onKeyDown={moveAmongCells}>
        {[...families].map(([family, members]) => (
          <div key={family} className="sp-grid__family">
            <h3>{familyName(family)}</h3>
            <ul>
              {members.map(({ item }) => (
                <Task
                  key={item.name}
                  name={item.name}
                  epochs={isPaged ? 0 : run.epochs}
                  samples={byTask.get(item.name) ?? []}
                  entrance={chosen ?? samples[0]?.position}
                  chosen={chosen}
                  onChoose={choose}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <Pager named="samples" cursor={cursor} nextCursor={nextCursor} />
      {sample !== undefined && (
        <SampleCard key={sample.position} run={run} sample={sample} onClose={() => leave(choose)} />
      )}
    </section>
  );
}

function placeOf(samples: readonly RunSample[]): string {
  const [first, last] = [samples[0], samples.at(-1)];
  return first === undefined || last === undefined
    ? 'None is recorded yet.'
    : `Here are samples ${count(first.position + 1)} to ${count(last.position + 1)}, as they ended. Scores and counts are of all.`;
}

interface TaskProps {
  name: string;
  /** Attempts that have a place, whether made or not. */
  epochs: number;
  samples: readonly RunSample[];
  /** The one cell that Tab reaches. */
  entrance: number | undefined;
  chosen: number | undefined;
  onChoose: (position: number) => void;
}

function Task({ name, epochs, samples, entrance, chosen, onChoose }: TaskProps) {
  const made = new Set(samples.map(({ epoch }) => epoch));
  const waiting = Array.from({ length: epochs }, (_, at) => at + 1).filter((at) => !made.has(at));
  const inOrder = samples.toSorted((one, other) => one.epoch - other.epoch);
  return (
    <li>
      <span className="sp-grid__task">{name}</span>
      <span className="sp-grid__cells">
        {inOrder.map((sample) => (
          <Cell
            key={sample.epoch}
            sample={sample}
            isEntrance={sample.position === entrance}
            isChosen={sample.position === chosen}
            onChoose={onChoose}
          />
        ))}
        {waiting.map((epoch) => (
          <span key={epoch} className="sp-cell sp-cell--waiting">
            <span className="sp-unseen">attempt {epoch}: </span>waits
          </span>
        ))}
      </span>
    </li>
  );
}

interface CellProps {
  sample: RunSample;
  isEntrance: boolean;
  isChosen: boolean;
  onChoose: (position: number) => void;
}

function Cell({ sample, isEntrance, isChosen, onChoose }: CellProps) {
  const { task, epoch, position, disposition, value, review } = sample;
  const { word, shape, tone } = dispositionWords[disposition];
  const says = disposition === 'scored' ? valueText(value) : word;
  const isNothing = disposition === 'scored' && value === 0;
  const isMarked = review.state !== 'unreviewed';
  return (
    <button
      type="button"
      className={`sp-cell sp-cell--${isNothing ? 'quiet' : tone}`}
      data-position={position}
      tabIndex={isEntrance ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={`${task}, attempt ${epoch}: ${disposition === 'scored' ? `scored ${says}` : says}${isMarked ? `, ${review.state}` : ''}`}
      onClick={() => onChoose(position)}
    >
      <ShapeMark shape={isNothing ? 'ring' : shape} />
      {says}
      {isMarked && <span aria-hidden="true"> *</span>}
    </button>
  );
}

const steps: Partial<Record<string, (at: number, last: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, last) => last,
};

/** One stop for Tab, and arrows inside: a run has thousands of cells. */
function moveAmongCells(event: KeyboardEvent<HTMLElement>): void {
  const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = cells.indexOf(event.target as HTMLElement);
  const to = steps[event.key]?.(at, cells.length - 1);
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  cells[to]?.focus();
}

/** The card that had the focus is gone; its cell takes it back. */
function leave(choose: (position: undefined) => void): void {
  document.querySelector<HTMLElement>('.sp-cell[aria-pressed="true"]')?.focus();
  choose(undefined);
}
