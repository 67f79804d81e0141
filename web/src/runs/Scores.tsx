/** Scores with their 95 % intervals, all tasks and each family: a picture, and beside it the same as a table. */
import * as Plot from '@observablehq/plot';
import { Table } from '@trussworks/react-uswds';
import { useCallback } from 'react';
import type { Run } from '../api/views.ts';
import { useDrawing } from '../controls/drawing.ts';
import { familyName } from '../words/evaluation.ts';
import { percent, plural } from '../words/quantities.ts';

type Score = NonNullable<Run['result']['asReviewed']>;

interface Row {
  name: string;
  score: Score;
}

const rowPx = 34;
const axisPx = 38;

export function Scores({ run: { result } }: { run: Run }) {
  const { asRecorded, asReviewed, families } = result;
  const rows = [{ name: 'All tasks', score: asReviewed }]
    .concat(families.map((each) => ({ name: familyName(each.family), score: each.asReviewed })))
    .flatMap(({ name, score }) => (score === null ? [] : [{ name, score }]));
  const isChanged = asRecorded !== null && asReviewed?.mean !== asRecorded.mean;
  return (
    <section className="sp-section" aria-labelledby="scores-title">
      <h2 id="scores-title">{finding(asReviewed)}</h2>
      {rows.length === 0 ? (
        <p>A score appears with the first sample, and its interval narrows as more arrive.</p>
      ) : (
        <>
          <p className="sp-small">
            Mean score over tasks as reviewed, with its 95 % interval.
            {isChanged && ` As recorded, before review: ${inWords(asRecorded)}.`}
          </p>
          <div className="sp-scores">
            <Picture rows={rows} />
            <Twin rows={rows} />
          </div>
        </>
      )}
    </section>
  );
}

const finding = (score: Score | null): string =>
  score === null ? 'No score yet' : `Mean score ${inWords(score)}`;

const inWords = ({ mean, lower, upper }: Score): string =>
  `${percent(mean)}, between ${percent(lower)} and ${percent(upper)}`;

function Picture({ rows }: { rows: readonly Row[] }) {
  const place = useDrawing(
    useCallback(
      (widthPx) => {
        const drawing = draw(rows, widthPx);
        // Its place says all of it, and Plot labels groups that have no role.
        drawing.setAttribute('aria-hidden', 'true');
        return drawing;
      },
      [rows],
    ),
  );
  return (
    <div
      ref={place}
      className="sp-scores__picture"
      style={{ height: rows.length * rowPx + axisPx }}
      role="img"
      aria-label={rows.map(({ name, score }) => `${name}: ${inWords(score)}`).join('; ')}
    />
  );
}

function draw(rows: readonly Row[], width: number): Element {
  const data = rows.map(({ name, score }) => ({ name, ...score }));
  const style = { y: 'name', stroke: '#1a4480', strokeWidth: 2.5 } as const;
  return Plot.plot({
    width,
    height: rows.length * rowPx + axisPx,
    marginLeft: 120,
    marginRight: 28,
    style: { fontFamily: 'inherit', fontSize: '13px', background: 'transparent' },
    x: {
      domain: [0, 1],
      label: null,
      ticks: 4,
      tickFormat: (share: number) => `${share * 100} %`,
      grid: true,
    },
    y: { domain: data.map(({ name }) => name), label: null, tickSize: 0 },
    marks: [
      Plot.ruleY(data, { ...style, x1: 'lower', x2: 'upper' }),
      Plot.tickX(data, { ...style, x: 'lower', inset: 9 }),
      Plot.tickX(data, { ...style, x: 'upper', inset: 9 }),
      Plot.dot(data, { x: 'mean', y: 'name', r: 5, fill: '#1a4480', stroke: '#fff' }),
    ],
  });
}

function Twin({ rows }: { rows: readonly Row[] }) {
  return (
    <div className="sp-scroll" tabIndex={0} role="region" aria-label="Scores as a table">
      <Table compact className="sp-table sp-scores__table">
        <caption className="sp-unseen">Scores by family</caption>
        <thead>
          <tr>
            <th scope="col">Family</th>
            <th scope="col">Mean</th>
            <th scope="col">95 % interval</th>
            <th scope="col">Of</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, score }) => (
            <tr key={name}>
              <th scope="row" data-label="Family">
                {name}
              </th>
              <td data-label="Mean">{percent(score.mean)}</td>
              <td data-label="95 % interval">
                {percent(score.lower)} to {percent(score.upper)}
              </td>
              <td data-label="Of">
                {plural(score.tasks, 'task')}, {plural(score.attempts, 'attempt')}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
