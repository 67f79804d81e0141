/**
 * Groups of crashes that look like one. Equal states first; then, among those that fail in the
 * same place, states that are alike. The outcome depends on the set of crashes, never on their
 * order, and the work grows with their number: only crashes of one place are compared.
 */
import type { Crash } from './crash.ts';
import { kindOf } from './kinds.ts';
import { comparable, sameLines } from './similarity.ts';

export interface Trace {
  /** Names the trace; groups list these. */
  id: string;
  crash: Crash;
}

export interface CrashGroup {
  /** The smallest key among the members. */
  key: string;
  /** Ids, sorted. */
  members: string[];
}

/** States of one place beyond which edit distance is no longer worth its time. */
const pairwiseMax = 64;
const keyLineLengthMax = 200;

/**
 * A readable key: equal for two crashes of one type and one state. Addresses, line numbers and
 * build hashes do not change it.
 */
export function crashKey(crash: Crash): string {
  const lines = comparable(crash);
  const parts = [crash.type.replaceAll('\n', ' '), ...(lines.length === 0 ? crash.state : lines)];
  return parts.map((part) => part.slice(0, keyLineLengthMax)).join(' | ');
}

/** Groups traces; a trace without a usable frame is a group of its own. */
export function groupCrashes(traces: readonly Trace[]): { groups: CrashGroup[] } {
  const groups: CrashGroup[] = [];
  const places = new Map<string, Map<string, Cluster>>();
  for (const { id, crash } of traces) {
    const lines = comparable(crash);
    const key = crashKey(crash);
    if (lines.length === 0) {
      groups.push({ key: `${key} | ${id}`, members: [id] });
      continue;
    }
    const states = entry(places, placeOf(crash, lines), () => new Map<string, Cluster>());
    const cluster = entry(states, lines.join('\n'), () => ({ lines, key, members: [] }));
    if (key < cluster.key) cluster.key = key;
    cluster.members.push(id);
  }
  for (const states of places.values()) groups.push(...joined([...states.values()]));
  groups.sort((a, b) => compare(a.key, b.key) || compare(a.members.join(), b.members.join()));
  return { groups };
}

interface Cluster {
  lines: string[];
  key: string;
  members: string[];
}

/**
 * Stricter than `sameCrash`: two callers in common say that input took the same path, and one
 * parser has many bugs; so a group also fails in one function, of one kind.
 */
function placeOf(crash: Crash, lines: readonly string[]): string {
  const top = lines[0] as string;
  const template = top.indexOf('<');
  return `${kindOf(crash)}\n${template > 0 ? top.slice(0, template) : top}`;
}

/** Clusters that are alike, joined; being alike is not transitive, so a chain makes one group. */
function joined(clusters: Cluster[]): CrashGroup[] {
  const parent = clusters.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at] as number] as number;
    return at;
  };
  for (const [a, b] of alike(clusters)) parent[root(a)] = root(b);
  const groups = new Map<number, CrashGroup>();
  for (const [index, { key, members }] of clusters.entries()) {
    const group = entry(groups, root(index), () => ({ key, members: [] }));
    for (const member of members) group.members.push(member);
    if (key < group.key) group.key = key;
  }
  for (const group of groups.values()) group.members.sort(compare);
  return [...groups.values()];
}

/** Every pair of few; of many, those that hold the same two lines in the same order. */
function* alike(clusters: Cluster[]): Generator<[number, number]> {
  const few = clusters.length <= pairwiseMax;
  const holders = new Map<string, number>();
  for (const [index, { lines }] of clusters.entries()) {
    for (const pair of orderedPairs(lines)) {
      const holder = entry(holders, pair, () => index);
      if (holder !== index) yield [holder, index];
    }
    for (let other = 0; few && other < index; other++) {
      if (sameLines(clusters[other]?.lines ?? [], lines).same) yield [other, index];
    }
  }
}

function* orderedPairs(lines: readonly string[]): Generator<string> {
  for (let first = 0; first < lines.length; first++) {
    for (let second = first + 1; second < lines.length; second++) {
      yield `${lines[first]}\n${lines[second]}`;
    }
  }
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
