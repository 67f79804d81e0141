/** The turns of an engagement: numbers on the picture's days, and what each is, beneath. */
import { Instant } from '../controls/Instant.tsx';
import type { Milestone } from './milestones.ts';
import { placedOn } from './milestones.ts';
import type { Axis } from './thirty-days.ts';

interface MilestoneLaneProps {
  axis: Axis;
  milestones: readonly Milestone[];
}

const levelRem = 1.6;

export function MilestoneLane({ axis, milestones }: MilestoneLaneProps) {
  const placed = placedOn(axis, milestones);
  if (placed.length === 0) return null;
  const levels = Math.max(...placed.map(({ level }) => level)) + 1;
  return (
    <div className="sp-milestones" style={{ height: `${levels * levelRem}rem` }} aria-hidden="true">
      {placed.map(({ number, left, level, isPlanned }) => (
        <span
          key={number}
          className={isPlanned ? 'sp-milestone sp-milestone--planned' : 'sp-milestone'}
          style={{ left: `${left}%`, bottom: `${level * levelRem}rem` }}
        >
          {number}
        </span>
      ))}
    </div>
  );
}

export function MilestoneList({ milestones }: { milestones: readonly Milestone[] }) {
  if (milestones.length === 0) return null;
  return (
    <ol className="sp-milestone-list">
      {milestones.map(({ name, at, isPlanned }, place) => (
        <li key={name}>
          <span
            className={isPlanned ? 'sp-milestone sp-milestone--planned' : 'sp-milestone'}
            aria-hidden="true"
          >
            {place + 1}
          </span>
          <span>
            {name}
            {isPlanned && !name.startsWith('Planned') ? ', at the latest' : ''}
            <span className="sp-small sp-block">
              <Instant at={at} />
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}
