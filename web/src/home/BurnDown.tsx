/**
 * How many things were open on each of the last 30 days: a picture whose title says what it shows, a
 * table with the same figures, and the figures as a file (journeys, Pictures).
 */
import * as Plot from '@observablehq/plot';
import { Table } from '@trussworks/react-uswds';
import { useCallback } from 'react';
import { save } from '../api/client.ts';
import type { Home } from '../api/views.ts';
import { useDrawing } from '../controls/drawing.ts';
import { day } from '../words/dates.ts';

type Days = Home['burnDown'];
const heightPx = 200;

export function BurnDown({ days }: { days: Days }) {
  const place = useDrawing(useCallback((widthPx) => draw(days, widthPx), [days]));

  return (
    <figure className="sp-burn-down" aria-labelledby="burn-down-title">
      <figcaption>
        <h2 id="burn-down-title">{finding(days)}</h2>
        <p className="sp-small">Things to patch that were open at the end of each day.</p>
      </figcaption>
      <div ref={place} className="sp-burn-down__picture" style={{ height: heightPx }} />
      <details className="sp-details">
        <summary>The same as a table</summary>
        <button
          type="button"
          className="usa-button usa-button--unstyled sp-csv"
          onClick={() => save({ name: 'open-by-day.csv', blob: csv(days) })}
        >
          Save as CSV
        </button>
        <div className="sp-scroll" tabIndex={0} role="region" aria-label="Open things by day">
          <Table compact className="sp-table">
            <caption className="sp-unseen">Open by day</caption>
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Open</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ on, open }) => (
                <tr key={on}>
                  <th scope="row">{day(on)}</th>
                  <td>{open}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </details>
    </figure>
  );
}

function finding(days: Days): string {
  const most = Math.max(...days.map(({ open }) => open));
  const last = days.at(-1)?.open ?? 0;
  if (last === 0) return `All ${most} closed this month`;
  if (last < most) return `Down to ${last} from ${most} this month`;
  return last === 1
    ? '1 is open now, the most this month'
    : `${last} are open now, the most this month`;
}

function draw(days: Days, width: number): Element {
  const points = days.map(({ on, open }) => ({ on: new Date(on), open }));
  const turns = points.filter(
    ({ open }, at) => at === points.length - 1 || open !== points[at - 1]?.open,
  );
  const most = Math.max(4, ...points.map(({ open }) => open));
  const drawing = Plot.plot({
    width,
    height: heightPx,
    marginLeft: 28,
    marginRight: 12,
    style: { fontFamily: 'inherit', fontSize: '13px', background: 'transparent' },
    x: {
      type: 'utc',
      label: null,
      ticks: Math.max(2, Math.floor(width / 120)),
      tickFormat: '%-d %b',
    },
    y: { domain: [0, most], label: null, ticks: Math.min(most, 4), tickFormat: 'd', grid: true },
    marks: [
      Plot.areaY(points, { x: 'on', y: 'open', fill: '#d9e8f6', curve: 'step-after' }),
      Plot.lineY(points, {
        x: 'on',
        y: 'open',
        stroke: '#1a4480',
        strokeWidth: 2,
        curve: 'step-after',
      }),
      Plot.dot(turns, {
        x: 'on',
        y: 'open',
        r: 4.5,
        fill: '#fff',
        stroke: '#1a4480',
        strokeWidth: 2,
        className: 'turns',
      }),
      Plot.ruleY([0], { stroke: '#565c65' }),
    ],
  });
  name(drawing, turns);
  return drawing;
}

/** Plot labels its groups but gives them no role, and its points no name. */
function name(drawing: Element, turns: { on: Date; open: number }[]): void {
  drawing.setAttribute('role', 'group');
  drawing.setAttribute(
    'aria-label',
    'Open things by day; the points are the days on which the number changed',
  );
  for (const group of drawing.querySelectorAll('g[aria-label]'))
    group.setAttribute('role', 'group');
  for (const [at, circle] of [...drawing.querySelectorAll('circle')].entries()) {
    const turn = turns[at];
    if (turn === undefined) continue;
    circle.setAttribute('role', 'img');
    circle.setAttribute('tabindex', '0');
    circle.setAttribute('aria-label', `${day(turn.on.toISOString())}: ${turn.open} open`);
  }
}

function csv(days: Days): Blob {
  const lines = ['day,open', ...days.map(({ on, open }) => `${on},${open}`)];
  return new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
}
