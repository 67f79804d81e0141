/**
 * Whether a record affects one version of one package (OSV schema, "evaluation"): a version named
 * in the list is affected, so is one inside a range, and a withdrawn record affects nothing.
 * Where neither can be decided the answer is `unknown` with its reason, never `no`.
 */
import { hasVersionOrder, isRegularVersion, versionKey } from '#standards/versions';
import { intervalsOf, orderOfRange } from './intervals.ts';
import type { AffectedInterval, RangeReading, UnreadableCode } from './intervals.ts';
import type { OsvAffected, OsvRecord } from './record.ts';

/** A package version in OSV's words: `{ecosystem: 'npm', name: '@babel/core', version: '7.0.0'}`. */
export interface OsvComponent {
  ecosystem: string;
  name: string;
  version: string;
}

export type Evaluation =
  | {
      affected: 'yes';
      /** Plain words for an operator: `version 1.2.3 is in [0, 1.2.6)`. */
      because: string;
      /** Versions that fix it for this one, as the record spells them. */
      fixed: string[];
    }
  | { affected: 'no' }
  | { affected: 'unknown'; code: UnreadableCode; reason: string };

/** Over every entry for the component's package: a yes outweighs an unknown, an unknown a no. */
export function affects(
  record: Pick<OsvRecord, 'withdrawn' | 'affected'>,
  component: OsvComponent,
): Evaluation {
  if (record.withdrawn !== undefined) return { affected: 'no' };
  const entries = (record.affected ?? []).filter((entry) => {
    return (
      entry.package?.ecosystem === component.ecosystem && entry.package.name === component.name
    );
  });
  return strongest(entries.map((entry) => versionTest(entry)(component.version)));
}

/** A yes first, joined with the fixes of the others; then an unknown; then a no. */
export function strongest(evaluations: readonly Evaluation[]): Evaluation {
  const yes = evaluations.filter((each) => each.affected === 'yes');
  const [first] = yes;
  if (first !== undefined) {
    return { ...first, fixed: [...new Set(yes.flatMap(({ fixed }) => fixed))] };
  }
  return evaluations.find(({ affected }) => affected === 'unknown') ?? { affected: 'no' };
}

/** One `affected` entry, read once, as a question that any number of versions can be put to. */
export function versionTest(entry: OsvAffected): (version: string) => Evaluation {
  const ecosystem = entry.package?.ecosystem ?? '';
  const listed = listTest(entry.versions ?? [], ecosystem);
  const ranges = readRanges(entry, ecosystem);
  return (version) => {
    const inRange = strongest(ranges.map((range) => evaluateRange(range, version)));
    if (inRange.affected === 'yes' || !listed(version)) return inRange;
    return {
      affected: 'yes',
      because: `version ${version} is listed as affected`,
      fixed: [...new Set(ranges.flatMap((range) => fixesAfter(range, version)))],
    };
  };
}

/** An interval in the usual notation: `[0, 1.2.6)`, `[1.0.0, 1.2.5]`, `[2.0.0, ∞)`. */
export function describe({ introduced, end }: AffectedInterval): string {
  if (end === undefined) return `[${introduced}, ∞)`;
  return `[${introduced}, ${end.version}${end.kind === 'last_affected' ? ']' : ')'}`;
}

interface ReadRange {
  order: string | undefined;
  reading: RangeReading;
  fixes: string[];
}

/** Commits beside versions say one thing twice and are left out; alone they are all there is. */
function readRanges(entry: OsvAffected, ecosystem: string): ReadRange[] {
  const ranges = entry.ranges ?? [];
  const versioned = ranges.filter(({ type }) => type !== 'GIT');
  const saidInVersions = versioned.length > 0 || (entry.versions?.length ?? 0) > 0;
  return (saidInVersions ? versioned : ranges).map((range) => ({
    order: orderOfRange(range, ecosystem),
    reading: intervalsOf(range, ecosystem),
    fixes: range.events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])),
  }));
}

/** The list by its spelling, and by meaning where the order is known: `v1.2.3` is `1.2.3`. */
function listTest(versions: readonly string[], ecosystem: string): (version: string) => boolean {
  const spelled = new Set(versions);
  if (!hasVersionOrder(ecosystem)) return (version) => spelled.has(version);
  let keys: Set<string> | undefined;
  return (version) => {
    if (spelled.has(version)) return true;
    if (spelled.size === 0 || !isRegularVersion(ecosystem, version)) return false;
    keys ??= new Set(
      versions
        .filter((each) => isRegularVersion(ecosystem, each))
        .map((each) => versionKey(ecosystem, each)),
    );
    return keys.has(versionKey(ecosystem, version));
  };
}

function evaluateRange({ order, reading }: ReadRange, version: string): Evaluation {
  if (reading.kind === 'unreadable') {
    return { affected: 'unknown', code: reading.code, reason: reading.reason };
  }
  const key = keyIn(order, version);
  if (key === undefined) {
    return {
      affected: 'unknown',
      code: 'version_unreadable',
      reason: `version \`${version.slice(0, 80)}\` has no place in the ${order ?? ''} order; give it as its registry spells it`,
    };
  }
  const interval = reading.intervals.find(({ fromKey, untilKey }) => {
    return fromKey <= key && (untilKey === null || key < untilKey);
  });
  if (interval === undefined) return { affected: 'no' };
  return {
    affected: 'yes',
    because: `version ${version} is in ${describe(interval)}`,
    fixed: interval.end?.kind === 'fixed' ? [interval.end.version] : [],
  };
}

/** For a version affected by name: the first fix above it, or every fix where order is unknown. */
function fixesAfter({ order, reading, fixes }: ReadRange, version: string): string[] {
  const key = keyIn(order, version);
  if (reading.kind === 'unreadable' || key === undefined) return fixes;
  const next = reading.intervals.find(({ end, untilKey }) => {
    return end?.kind === 'fixed' && untilKey !== null && key < untilKey;
  });
  return next?.end === undefined ? [] : [next.end.version];
}

/** The version's key in an order, or nothing when it has no certain place there. */
function keyIn(order: string | undefined, version: string): string | undefined {
  if (order === undefined || !isRegularVersion(order, version)) return undefined;
  return versionKey(order, version);
}
