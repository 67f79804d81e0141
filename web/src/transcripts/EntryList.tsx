/**
 * Entries as one list, of which only what is in view is drawn: rows are equally high, so a place in the list
 * is a place on the page, and 300,000 entries cost what thirty do.
 */
import { useEffect, useMemo, useState, type KeyboardEvent, type RefObject } from 'react';
import { hour } from '../words/dates.ts';
import type { Row } from './outline.ts';
import { plural } from '../words/quantities.ts';

interface EntryListProps {
  rows: readonly Row[];
  /** Places of the rows that are shown, in order. */
  shown: readonly number[];
  hits: readonly number[];
  chosen: number;
  list: RefObject<HTMLDivElement | null>;
  onChoose: (place: number) => void;
}

export const rowPx = 36;
const listPx = 576;
/** Drawn beyond either edge, so that a slow scroll shows no gap. */
const beyond = 8;

export function EntryList({ rows, shown, hits, chosen, list, onChoose }: EntryListProps) {
  const [topPx, setTopPx] = useState(0);
  const at = shown.indexOf(chosen);
  const marked = useMemo(() => new Set(hits), [hits]);
  const from = Math.max(0, Math.floor(topPx / rowPx) - beyond);
  const visible = shown.slice(from, from + Math.ceil(listPx / rowPx) + 2 * beyond);
  useEffect(() => keepInView(list.current, at), [list, at]);

  const move = (event: KeyboardEvent) => {
    const to = steps[event.key]?.(at, shown.length - 1);
    const place = to === undefined ? undefined : shown[Math.min(Math.max(0, to), shown.length - 1)];
    if (place === undefined) return;
    event.preventDefault();
    onChoose(place);
  };
  return (
    <div
      ref={list}
      className="sp-entries"
      style={{ height: listPx }}
      role="listbox"
      tabIndex={0}
      aria-label={plural(shown.length, 'entry', 'entries')}
      aria-activedescendant={visible.includes(chosen) ? `entry-${chosen}` : undefined}
      onKeyDown={move}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <div role="presentation" style={{ height: shown.length * rowPx, position: 'relative' }}>
        {visible.map((place, offset) => (
          <Entry
            key={place}
            row={rows[place]}
            place={place}
            topPx={(from + offset) * rowPx}
            position={from + offset}
            outOf={shown.length}
            isChosen={place === chosen}
            isHit={marked.has(place)}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  );
}

const pageRows = Math.floor(listPx / rowPx) - 1;
const steps: Partial<Record<string, (at: number, last: number) => number>> = {
  j: (at) => at + 1,
  ArrowDown: (at) => at + 1,
  k: (at) => at - 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + pageRows,
  PageUp: (at) => at - pageRows,
  Home: () => 0,
  End: (_, last) => last,
};

function keepInView(list: HTMLElement | null, at: number): void {
  if (list === null || at < 0) return;
  const top = at * rowPx;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (top + rowPx > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + rowPx - list.clientHeight;
  }
}

interface EntryProps {
  row: Row | undefined;
  place: number;
  topPx: number;
  position: number;
  outOf: number;
  isChosen: boolean;
  isHit: boolean;
  onChoose: (place: number) => void;
}

function Entry({ row, place, topPx, position, outOf, isChosen, isHit, onChoose }: EntryProps) {
  if (row === undefined) return null;
  return (
    <div
      id={`entry-${place}`}
      className={`sp-entry sp-entry--${isHit ? 'hit' : 'plain'}`}
      style={{ top: topPx, height: rowPx }}
      role="option"
      aria-selected={isChosen}
      aria-posinset={position + 1}
      aria-setsize={outOf}
      onClick={() => onChoose(place)}
    >
      <span className="sp-entry__number">{place + 1}</span>
      <span className="sp-entry__time">{hour(row.at)}</span>
      <strong>{row.kind.replaceAll('_', ' ')}</strong>
      <span className="sp-entry__excerpt">
        {isHit && <mark>found</mark>} {row.excerpt}
      </span>
    </div>
  );
}
