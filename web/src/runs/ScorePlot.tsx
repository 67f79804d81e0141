/**
 * Scores with their 95 % intervals, one row each: a picture, and beside it the same as a table. Behind a row
 * may lie the range of scores that other models had.
 */
import * as Plot from '@observablehq/plot';
import { Table } from '@trussworks/react-uswds';
import { useCallback } from 'react';
import { useDrawing } from '../controls/drawing.ts';
import { inert } from '../inert/inert.ts';
import { percent, plural } from '../words/quantities.ts';
import { scoreWords, type ScoreRow } from './score-rows.ts';

const rowPx = 34;
const axisPx = 38;

interface ScorePlotProps {
  rows: readonly ScoreRow[];
  /** Where two stand on one page. */
  named?: string;
  /** What the bounds are, where they are not the interval of every other picture. */
  interval?: string;
}

export function ScorePlot({ rows, named = 'Scores', interval = '95 % interval' }: ScorePlotProps) {
  return (
    <div className="sp-scores">
      <Picture rows={rows} />
      <Twin rows={rows} named={named} interval={interval} />
    </div>
  );
}

const rangeWords = ({ lowest, highest }: { lowest: number; highest: number }): string =>
  lowest === highest ? percent(lowest) : `${percent(lowest)} to ${percent(highest)}`;

function Picture({ rows }: { rows: readonly ScoreRow[] }) {
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
      aria-label={rows.map(labelOf).join('; ')}
    />
  );
}

const labelOf = ({ name, score, others }: ScoreRow): string =>
  `${name}: ${scoreWords(score)}${others ? `; other models ${rangeWords(others)}` : ''}`;

function draw(rows: readonly ScoreRow[], width: number): Element {
  const data = rows.map(({ name, score }) => ({ name, ...score }));
  const ranges = rows.flatMap(({ name, others }) => (others ? [{ name, ...others }] : []));
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
    y: { domain: data.map(({ name }) => name), label: null, tickSize: 0, tickFormat: inert },
    marks: [
      Plot.barX(ranges, {
        ...{ y: 'name', x1: 'lowest', x2: 'highest', insetTop: 4, insetBottom: 4 },
        ...{ fill: '#d9c7a3', stroke: '#7a5c1e', strokeWidth: 1 },
      }),
      Plot.ruleY(data, { ...style, x1: 'lower', x2: 'upper' }),
      Plot.tickX(data, { ...style, x: 'lower', inset: 9 }),
      Plot.tickX(data, { ...style, x: 'upper', inset: 9 }),
      Plot.dot(data, { x: 'mean', y: 'name', r: 5, fill: '#1a4480', stroke: '#fff' }),
    ],
  });
}

function Twin({ rows, named, interval }: Required<ScorePlotProps>) {
  const hasOthers = rows.some(({ others }) => others !== undefined);
  return (
    <div className="sp-scroll" tabIndex={0} role="region" aria-label={`${named} as a table`}>
      <Table compact className="sp-table sp-scores__table">
        <caption className="sp-unseen">Scores by family</caption>
        <thead>
          <tr>
            <th scope="col">Family</th>
            <th scope="col">Mean</th>
            <th scope="col">{interval}</th>
            <th scope="col">Of</th>
            {hasOthers && <th scope="col">Other models</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, score, others }) => (
            <tr key={name}>
              <th scope="row" data-label="Family">
                {name}
              </th>
              <td data-label="Mean">{percent(score.mean)}</td>
              <td data-label={interval}>
                {percent(score.lower)} to {percent(score.upper)}
              </td>
              <td data-label="Of">
                {plural(score.tasks, 'task')}
                {score.attempts !== undefined && `, ${plural(score.attempts, 'attempt')}`}
              </td>
              {hasOthers && (
                <td data-label="Other models">{others ? rangeWords(others) : 'None yet'}</td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
