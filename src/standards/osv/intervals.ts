/**
 * An OSV range as version intervals, each a half-open span of order-preserving keys: what the
 * OSV schema's evaluation algorithm says of one version, said of all of them at once. The same
 * spans answer one version in memory and any number of inventories in a database index.
 */
import { hasVersionOrder, isRegularVersion, versionKey, VersionRefusal } from '#standards/versions';
import type { OsvEvent, OsvRange } from './record.ts';

export interface AffectedInterval {
  /** First affected version as the record spells it; `0` is before every version. */
  introduced: string;
  /** The version that ends the interval, or nothing when no end is recorded. */
  end?: { kind: 'fixed' | 'last_affected' | 'limit'; version: string };
  /** Keys of the affected versions: `fromKey` ≤ key < `untilKey`; a null `untilKey` has no end. */
  fromKey: string;
  untilKey: string | null;
}

export type RangeReading =
  | { kind: 'intervals'; intervals: AffectedInterval[] }
  | { kind: 'unreadable'; code: UnreadableCode; reason: string };

export type UnreadableCode = 'git_range' | 'order_unsupported' | 'version_unreadable';

/** The order a range's versions follow; nothing where Sallyport has none. */

export function orderOfRange(range: OsvRange, ecosystem: string): string | undefined {
  if (range.type === 'GIT') return undefined;
  if (range.type === 'SEMVER') return 'SEMVER';
  return hasVersionOrder(ecosystem) ? ecosystem : undefined;
}

/** Reads a range; never guesses: what cannot be ordered is unreadable, and says why. */
export function intervalsOf(range: OsvRange, ecosystem: string): RangeReading {
  const order = orderOfRange(range, ecosystem);
  if (order === undefined) {
    return range.type === 'GIT'
      ? unreadable('git_range', 'the record gives commits, which are not compared with versions')
      : unreadable('order_unsupported', `no version order for \`${ecosystem.slice(0, 80)}\` yet`);
  }
  try {
    return { kind: 'intervals', intervals: walk(range.events, order) };
  } catch (error) {
    if (error instanceof VersionRefusal || error instanceof UnreadableVersion) {
      return unreadable('version_unreadable', error.message);
    }
    throw error;
  }
}

class UnreadableVersion extends Error {}

interface Change {
  kind: 'introduced' | 'fixed' | 'last_affected' | 'limit';
  version: string;
  key: string;
}

/** Events in version order open and close intervals; ties keep the record's sequence. */
function walk(events: OsvEvent[], order: string): AffectedInterval[] {
  const changes = events.map((event) => changeOf(event, order));
  const limit = lastLimit(changes);
  changes.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const intervals: AffectedInterval[] = [];
  let open: Change | undefined;
  for (const change of changes) {
    if (change.kind === 'limit') continue;
    if (change.kind === 'introduced') {
      open ??= change;
    } else if (open !== undefined) {
      const untilKey = change.kind === 'fixed' ? change.key : justAfter(change.key);
      const end = { kind: change.kind, version: change.version };
      intervals.push({ introduced: open.version, end, fromKey: open.key, untilKey });
      open = undefined;
    }
  }
  if (open !== undefined) {
    intervals.push({ introduced: open.version, fromKey: open.key, untilKey: null });
  }
  return intervals
    .map((interval) => clip(interval, limit))
    .filter(({ fromKey, untilKey }) => untilKey === null || fromKey < untilKey);
}

function changeOf(event: OsvEvent, order: string): Change {
  const [kind, version] = Object.entries(event)[0] as [Change['kind'], string];
  if (kind === 'introduced' && version === '0') return { kind, version, key: '' };
  if (kind === 'limit' && version === '*') return { kind, version, key: '' };
  if (!isRegularVersion(order, version)) {
    throw new UnreadableVersion(
      `the record's \`${kind}\` version \`${version.slice(0, 80)}\` cannot be placed in the ${order} order`,
    );
  }
  return { kind, version, key: versionKey(order, version) };
}

/** A version must come before at least one limit, so only the last one counts; `*` is no limit. */
function lastLimit(changes: Change[]): Change | undefined {
  const limits = changes.filter(({ kind }) => kind === 'limit');
  if (limits.some(({ version }) => version === '*')) return undefined;
  return limits.reduce<Change | undefined>((last, each) => {
    return last === undefined || each.key > last.key ? each : last;
  }, undefined);
}

function clip(interval: AffectedInterval, limit: Change | undefined): AffectedInterval {
  if (limit === undefined) return interval;
  if (interval.untilKey !== null && interval.untilKey <= limit.key) return interval;
  return {
    ...interval,
    end: { kind: 'limit', version: limit.version },
    untilKey: limit.key,
  };
}

/** The least string above a key. No version key starts with another, so nothing lies between. */
function justAfter(key: string): string {
  return `${key}!`;
}

function unreadable(code: UnreadableCode, reason: string): RangeReading {
  return { kind: 'unreadable', code, reason };
}
