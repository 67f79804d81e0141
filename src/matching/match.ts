/**
 * Which of an operator's packages are affected by which advisories, and which we can say nothing
 * about. Having no data is never reported as having no vulnerabilities, and what cannot be
 * compared is undecided with its reason, never guessed.
 */
import { strongest, type Evaluation } from '#standards/osv';
import { type AdvisoryIndex, type IndexedAdvisory } from './advisory-index.ts';
import { identify, type Component, type IdentityCode, type PackageIdentity } from './component.ts';

export interface Match {
  purl: string;
  /** The advisory's id. */
  advisory: string;
  aliases: readonly string[];
  /** Plain words: `version 1.2.3 is in [0, 1.2.6)`. */
  affectedBecause: string;
  /** Versions that fix it for this one; empty when none is recorded. */
  fixed: readonly string[];
}

export type NoDataCode =
  | IdentityCode
  | 'ecosystem_not_covered'
  | 'no_version'
  | 'version_unreadable'
  | 'order_unsupported'
  | 'git_range';

export interface NoData {
  purl: string;
  code: NoDataCode;
  /** Why, and what to do where something can be done. */
  reason: string;
}

/** An advisory that names the package, where whether it affects this version cannot be told. */
export interface Undecided extends NoData {
  advisory: string;
}

export interface Coverage {
  /** Closest ecosystem of the packages, such as `npm` or `Debian:12`. */
  ecosystem: string;
  packages: number;
  /** Advisories there were for it; with few, finding nothing says little. */
  advisories: number;
}

export interface MatchResult {
  /** Components seen, those without a purl included. */
  components: number;
  withoutPurl: number;
  /** By purl and advisory, each once, however many components share the purl. */
  matched: Match[];
  undecided: Undecided[];
  /** Purls about which nothing can be said; none of them is in `matched`. */
  noData: string[];
  noDataBecause: NoData[];
  coverage: Coverage[];
}

/** Matches components one by one, keeping one small entry for each distinct purl. */
export class Matcher {
  readonly #index: AdvisoryIndex;
  readonly #seen = new Set<string>();
  readonly #coverage = new Map<string, Coverage>();
  readonly #matched: Match[] = [];
  readonly #undecided: Undecided[] = [];
  readonly #noData: NoData[] = [];
  #components = 0;
  #withoutPurl = 0;

  constructor(index: AdvisoryIndex) {
    this.#index = index;
  }

  add(component: Component): void {
    this.#components++;
    if (component.purl === undefined) this.#withoutPurl++;
    else this.#addPurl(component.purl, component.version);
    for (const purl of component.otherPurls ?? []) this.#addPurl(purl, component.version);
  }

  result(): MatchResult {
    const byPurl = (a: { purl: string }, b: { purl: string }) => (a.purl < b.purl ? -1 : 1);
    const noDataBecause = this.#noData.toSorted(byPurl);
    return {
      components: this.#components,
      withoutPurl: this.#withoutPurl,
      matched: this.#matched.toSorted(byPurlAndAdvisory),
      undecided: this.#undecided.toSorted(byPurlAndAdvisory),
      noData: noDataBecause.map(({ purl }) => purl),
      noDataBecause,
      coverage: [...this.#coverage.values()].toSorted((a, b) => b.packages - a.packages),
    };
  }

  #addPurl(text: string, componentVersion: string | null): void {
    const identification = identify(text, componentVersion);
    const purl =
      identification.kind === 'package' ? identification.identity.purl : identification.purl;
    if (this.#seen.has(purl)) return;
    this.#seen.add(purl);
    if (identification.kind === 'none') {
      const { code, reason } = identification;
      this.#noData.push({ purl, code, reason });
    } else this.#addPackage(identification.identity);
  }

  #addPackage(identity: PackageIdentity): void {
    const { purl, ecosystems } = identity;
    const [closest = ''] = ecosystems;
    const advisories = ecosystems.reduce((sum, each) => sum + this.#index.advisoriesOf(each), 0);
    const coverage = this.#coverage.get(closest) ?? { ecosystem: closest, packages: 0, advisories };
    coverage.packages++;
    this.#coverage.set(closest, coverage);
    if (advisories === 0) {
      this.#noData.push({
        purl,
        code: 'ecosystem_not_covered',
        reason: `no advisory given is about \`${closest}\`; add advisories for it`,
      });
      return;
    }
    const undecided = this.#evaluate(identity);
    const [first] = undecided;
    for (const each of undecided) this.#undecided.push(each);
    if (first !== undefined && this.#matched.at(-1)?.purl !== purl) {
      this.#noData.push({ purl, code: first.code, reason: first.reason });
    }
  }

  /** Adds the matches; returns what stays undecided. */
  #evaluate({ purl, ecosystems, name, version }: PackageIdentity): Undecided[] {
    const verdicts = new Map<IndexedAdvisory, Evaluation[]>();
    const undecided: Undecided[] = [];
    for (const ecosystem of ecosystems) {
      for (const { advisory, evaluate } of this.#index.about(ecosystem, name)) {
        const evaluations = verdicts.get(advisory) ?? [];
        if (version !== null) evaluations.push(evaluate(version));
        verdicts.set(advisory, evaluations);
      }
    }
    for (const [{ id: advisory, aliases }, evaluations] of verdicts) {
      const verdict = strongest(evaluations);
      if (version === null) {
        const reason = 'the component has no version; add it to the inventory';
        undecided.push({ purl, advisory, code: 'no_version', reason });
      } else if (verdict.affected === 'yes') {
        const { because: affectedBecause, fixed } = verdict;
        this.#matched.push({ purl, advisory, aliases, affectedBecause, fixed });
      } else if (verdict.affected === 'unknown') {
        undecided.push({ purl, advisory, code: verdict.code, reason: verdict.reason });
      }
    }
    return undecided;
  }
}

/** All components against the index, at once. */
export function matchComponents(
  components: Iterable<Component>,
  index: AdvisoryIndex,
): MatchResult {
  const matcher = new Matcher(index);
  for (const component of components) matcher.add(component);
  return matcher.result();
}

function byPurlAndAdvisory(a: Match | Undecided, b: Match | Undecided): number {
  if (a.purl !== b.purl) return a.purl < b.purl ? -1 : 1;
  return a.advisory < b.advisory ? -1 : 1;
}
