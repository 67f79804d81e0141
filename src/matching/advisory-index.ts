/**
 * Advisories by the package they name, ready to be asked about versions. Only what decides a
 * match is kept; each range is read once, when its package is first asked for.
 */
import { versionTest, type Evaluation, type OsvAffected, type OsvRecord } from '#standards/osv';
import { packageName } from './component.ts';

/** The most advisories one index holds; all of OSV is about half of this. */
export const advisoriesMax = 1_000_000;

export interface IndexedAdvisory {
  id: string;
  aliases: readonly string[];
  /** As `comparable` writes it. */
  modified: string;
  withdrawn: boolean;
  /** Set when a later version of the same record took its place. */
  superseded: boolean;
}

interface Entry {
  advisory: IndexedAdvisory;
  affected: OsvAffected;
  test?: (version: string) => Evaluation;
}

export class AdvisoryIndex {
  readonly #byId = new Map<string, IndexedAdvisory>();
  readonly #byPackage = new Map<string, Entry[]>();
  readonly #perEcosystem = new Map<string, number>();

  /** Adds a record; of two versions of one id the later modified counts, and the first of equals. */
  add(record: OsvRecord): void {
    const known = this.#byId.get(record.id);
    const modified = comparable(record.modified);
    if (known !== undefined) {
      if (known.modified >= modified) return;
      known.superseded = true;
    }
    if (this.#byId.size >= advisoriesMax) {
      throw new RangeError(`more than ${advisoriesMax} advisories; match against fewer at a time`);
    }
    const advisory = {
      id: record.id,
      aliases: record.aliases ?? [],
      modified,
      withdrawn: record.withdrawn !== undefined,
      superseded: false,
    };
    this.#byId.set(record.id, advisory);
    if (!advisory.withdrawn) this.#addPackages(record.affected ?? [], advisory);
  }

  /** How many advisories there are, withdrawn ones included. */
  get size(): number {
    return this.#byId.size;
  }

  /** How many advisories name a package of this ecosystem, exactly as spelled (`Debian:12`). */
  advisoriesOf(ecosystem: string): number {
    return this.#perEcosystem.get(ecosystem) ?? 0;
  }

  /** Each advisory for the package, with its verdict on a version. `name` is as `packageName` writes it. */
  *about(
    ecosystem: string,
    name: string,
  ): Generator<{ advisory: IndexedAdvisory; evaluate: (version: string) => Evaluation }> {
    for (const entry of this.#byPackage.get(keyOf(ecosystem, name)) ?? []) {
      if (entry.advisory.superseded) continue;
      entry.test ??= versionTest(entry.affected);
      yield { advisory: entry.advisory, evaluate: entry.test };
    }
  }

  #addPackages(affected: readonly OsvAffected[], advisory: IndexedAdvisory): void {
    const ecosystems = new Set<string>();
    for (const { package: named, ranges, versions } of affected) {
      if (named === undefined) continue;
      ecosystems.add(named.ecosystem);
      const key = keyOf(named.ecosystem, packageName(named.ecosystem, named.name));
      const entry = { advisory, affected: { package: named, ranges, versions } };
      const entries = this.#byPackage.get(key);
      if (entries === undefined) this.#byPackage.set(key, [entry]);
      else entries.push(entry);
    }
    for (const ecosystem of ecosystems) {
      this.#perEcosystem.set(ecosystem, this.advisoriesOf(ecosystem) + 1);
    }
  }
}

/** An index of these records. Records are what `readOsv` gives; raw JSON is never put in. */
export function buildAdvisoryIndex(records: Iterable<OsvRecord>): AdvisoryIndex {
  const index = new AdvisoryIndex();
  for (const record of records) index.add(record);
  return index;
}

/** RFC 3339 in UTC as text that sorts by time: without its `Z`, which sorts after a fraction's dot. */
function comparable(instant: string): string {
  return instant.replace(/Z$/, '');
}

function keyOf(ecosystem: string, name: string): string {
  return `${ecosystem}\n${name}`;
}
