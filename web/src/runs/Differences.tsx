/** How far two runs are apart: the whole difference with its interval, then the tasks; a picture and its table. */
import * as Plot from '@observablehq/plot';
import { Table } from '@trussworks/react-uswds';
import { useCallback } from 'react';
import type { Comparison } from '../api/views.ts';
import { useDrawing } from '../controls/drawing.ts';
import { inert } from '../inert/inert.ts';
import { count, percent, plural } from '../words/quantities.ts';
import {
  differenceWords,
  drawnSpan,
  gap,
  mostDiffering,
  points,
  sideNames,
  tasksShownMax,
  type TaskPair,
} from './difference.ts';

const colours = { first: '#1a4480', second: '#8a3b00' };
const rowPx = 26;
const axisPx = 50;

export function Differences({ comparison }: { comparison: Comparison }) {
  const { tasks, differing } = comparison;
  const pairs = mostDiffering(differing);
  const same = tasks - differing.length;
  const names = sideNames(comparison);
  return (
    <>
      <Whole comparison={comparison} />
      <h3>Task by task</h3>
      <p className="sp-small">
        {same === 0
          ? 'No task has the same score in both. '
          : `${plural(same, 'task')} with the same score in both. `}
        {differing.length > tasksShownMax &&
          `Of the ${count(differing.length)} others, here are the ${tasksShownMax} that differ most.`}
      </p>
      {pairs.length > 0 && (
        <div className="sp-scores">
          <div>
            <p className="sp-pair-key">
              <span style={{ color: colours.first }}>● {names.first}</span>
              <span style={{ color: colours.second }}>◇ {names.second}</span>
            </p>
            <Pairs pairs={pairs} />
          </div>
          <Twin pairs={pairs} names={names} />
        </div>
      )}
    </>
  );
}

function Whole({ comparison }: { comparison: Comparison }) {
  const place = useDrawing(
    useCallback((widthPx) => hidden(drawWhole(comparison, widthPx)), [comparison]),
  );
  return (
    <div
      ref={place}
      className="sp-scores__picture"
      style={{ height: rowPx + axisPx }}
      role="img"
      aria-label={`Difference: ${differenceWords(comparison)}`}
    />
  );
}

const plain = { fontFamily: 'inherit', fontSize: '13px', background: 'transparent' };

function drawWhole(comparison: Comparison, width: number): SVGElement | HTMLElement {
  const { mean, interval } = comparison.difference;
  const data = [{ name: 'Difference', mean, ...drawnSpan(comparison) }];
  // A dashed line without ends: nothing bounds it.
  const ends = interval === null ? [] : data;
  const dashes = interval === null ? { strokeDasharray: '2 6' } : {};
  const style = { y: 'name', stroke: colours.first, strokeWidth: 2.5 } as const;
  return Plot.plot({
    width,
    height: rowPx + axisPx,
    marginLeft: 120,
    marginRight: 28,
    style: plain,
    x: { domain: [-1, 1], label: null, ticks: 4, tickFormat: points, grid: true },
    y: { label: null, tickSize: 0 },
    marks: [
      Plot.ruleX([0], { stroke: '#3d4551', strokeWidth: 1.5 }),
      Plot.ruleY(data, { ...style, ...dashes, x1: 'lower', x2: 'upper' }),
      Plot.tickX(ends, { ...style, x: 'lower', inset: 5 }),
      Plot.tickX(ends, { ...style, x: 'upper', inset: 5 }),
      Plot.dot(data, { x: 'mean', y: 'name', r: 5, fill: colours.first, stroke: '#fff' }),
    ],
  });
}

function Pairs({ pairs }: { pairs: readonly TaskPair[] }) {
  const place = useDrawing(useCallback((widthPx) => hidden(drawPairs(pairs, widthPx)), [pairs]));
  return (
    <div
      ref={place}
      className="sp-scores__picture"
      style={{ height: pairs.length * rowPx + axisPx }}
      role="img"
      aria-label={pairs
        .map(({ task, first, second }) => `${task}: ${percent(first)} and ${percent(second)}`)
        .join('; ')}
    />
  );
}

function drawPairs(pairs: readonly TaskPair[], width: number): SVGElement | HTMLElement {
  return Plot.plot({
    width,
    height: pairs.length * rowPx + axisPx,
    marginLeft: 120,
    marginRight: 28,
    style: plain,
    x: {
      domain: [0, 1],
      label: null,
      ticks: 4,
      tickFormat: (share: number) => `${share * 100} %`,
      grid: true,
    },
    y: { domain: pairs.map(({ task }) => task), label: null, tickSize: 0, tickFormat: inert },
    marks: [
      Plot.ruleY(pairs, {
        y: 'task',
        x1: 'first',
        x2: 'second',
        stroke: '#71767a',
        strokeWidth: 2,
      }),
      Plot.dot(pairs, { x: 'first', y: 'task', r: 5, fill: colours.first, stroke: '#fff' }),
      Plot.dot(pairs, {
        ...{ x: 'second', y: 'task', r: 5, symbol: 'diamond' },
        ...{ fill: '#fff', stroke: colours.second, strokeWidth: 2 },
      }),
    ],
  });
}

/** Its place says all of it, and Plot labels groups that have no role. */
function hidden(drawing: SVGElement | HTMLElement): Element {
  drawing.setAttribute('aria-hidden', 'true');
  return drawing;
}

interface TwinProps {
  pairs: readonly TaskPair[];
  names: { first: string; second: string };
}

function Twin({ pairs, names }: TwinProps) {
  return (
    <div className="sp-scroll" tabIndex={0} role="region" aria-label="Tasks as a table">
      <Table compact className="sp-table sp-scores__table">
        <caption className="sp-unseen">Scores of both runs, by task</caption>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">{names.first}</th>
            <th scope="col">{names.second}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={pair.task}>
              <th scope="row" data-label="Task">
                {pair.task}
              </th>
              <td data-label={names.first}>{percent(pair.first)}</td>
              <td data-label={names.second}>{percent(pair.second)}</td>
              <td data-label="Difference">{points(gap(pair))}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
