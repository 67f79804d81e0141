/**
 * The affected packages of an advisory as a CSAF 2.0 product tree (§3.2.2): vendor, product name,
 * then one `product_version_range` in vers form for each affected range, and one `product_version`
 * for each single affected version and each fixed one. Ids are positions in a fixed order, so the
 * same advisory always gets the same tree.
 */
import { writeVers, type Interval } from '#standards/vers';
import type { CsafBranch } from '#standards/csaf';
import type { Advisory, Affected, AffectedRange } from './advisory.ts';
import { identify, purlOfVersion, type PackageIdentity } from './ecosystem.ts';

export interface ProductTree {
  branches: CsafBranch[];
  affectedIds: string[];
  /** The affected for which a fixed version exists. */
  fixableIds: string[];
  fixedIds: string[];
}

/** The tree and who stands where in it. Throws `UnknownPackageError`. */
export function productTreeOf(advisory: Advisory): ProductTree {
  const tree: ProductTree = { branches: [], affectedIds: [], fixableIds: [], fixedIds: [] };
  let products = 0;
  const nextId = () => `PRODUCT-${String((products += 1)).padStart(4, '0')}`;
  for (const affected of advisory.affected) {
    const identity = identityOf(affected);
    const vendor = affected.vendor ?? defaultVendor(identity);
    const last = tree.branches.at(-1);
    const branch = packageBranch(affected, identity, tree, nextId);
    if (last?.name === vendor) last.branches?.push(branch);
    else tree.branches.push({ category: 'vendor', name: vendor, branches: [branch] });
  }
  return tree;
}

/** Thrown for a package no ecosystem of ours has. `readAdvisory` refuses it with a place and a mend. */
export class UnknownPackageError extends Error {
  override readonly name = 'UnknownPackageError';
}

/** The package an advisory's entry is about. Throws `UnknownPackageError`. */
export function identityOf({ purl, ecosystem }: Affected): PackageIdentity {
  const reading = identify(purl, ecosystem);
  if (!reading.isValid) throw new UnknownPackageError(reading.message);
  return reading.identity;
}

/** CSAF asks for a vendor even where nobody sells anything. */
export function defaultVendor({ name }: PackageIdentity): string {
  return `${name} project`;
}

/** An affected range as an interval: OSV's `introduced: 0` has no start. */
export function intervalOf({ introduced, fixed, lastAffected }: AffectedRange): Interval {
  return {
    ...(introduced !== '0' && { from: introduced }),
    ...(fixed !== undefined && { before: fixed }),
    ...(lastAffected !== undefined && { through: lastAffected }),
  };
}

function packageBranch(
  affected: Affected,
  identity: PackageIdentity,
  tree: ProductTree,
  nextId: () => string,
): CsafBranch {
  const label = `${identity.name} (${identity.ecosystem})`;
  const branches: CsafBranch[] = [];
  const product = (
    branch: { category: 'product_version' | 'product_version_range'; name: string },
    words: string,
    purl: string,
  ) => {
    const product_id = nextId();
    branches.push({
      ...branch,
      product: { name: `${label} ${words}`, product_id, product_identification_helper: { purl } },
    });
    return product_id;
  };
  const hasFix = affected.ranges.some(({ fixed }) => fixed !== undefined);
  for (const range of affected.ranges) {
    const interval = intervalOf(range);
    const name = writeVers(identity.purlType, interval);
    const id = product(
      { category: 'product_version_range', name },
      intervalWords(interval),
      identity.purl,
    );
    tree.affectedIds.push(id);
    if (range.fixed !== undefined) tree.fixableIds.push(id);
  }
  for (const version of affected.versions) {
    const id = product(
      { category: 'product_version', name: version },
      version,
      purlOfVersion(identity, version),
    );
    tree.affectedIds.push(id);
    if (hasFix) tree.fixableIds.push(id);
  }
  for (const version of fixedVersionsOf(affected)) {
    tree.fixedIds.push(
      product(
        { category: 'product_version', name: version },
        version,
        purlOfVersion(identity, version),
      ),
    );
  }
  return { category: 'product_name', name: label, branches };
}

/** Each fixed version once, in the order of the ranges. */
export function fixedVersionsOf({ ranges }: Affected): string[] {
  return [...new Set(ranges.flatMap(({ fixed }) => (fixed === undefined ? [] : [fixed])))];
}

/** `before 1.2.3`, `from 1.0.0 through 1.4.2`, `all versions`. */
export function intervalWords({ from, before, through }: Interval): string {
  const parts = [
    from === undefined ? '' : `from ${from}`,
    before === undefined ? '' : `before ${before}`,
    through === undefined ? '' : `through ${through}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'all versions' : parts.join(' ');
}
