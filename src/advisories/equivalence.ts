/**
 * Is it the same advisory? The affected set is read back out of each *written* document, by that
 * format's own rules, into one normal form; publication is refused unless the two are equal.
 *
 * INVARIANT (equal affected sets): no advisory is published whose CSAF and OSV say different
 * things about which versions are affected or fixed (DESIGN, flow 4). Reading back from the
 * written documents, and never from the advisory, is what makes this a proof about the writers.
 *
 * Normal form: a sorted set of lines, `ECOSYSTEM PURL affected VERS` and `ECOSYSTEM PURL fixed
 * VERSION`. Equal lines are equal sets whatever the version order; sets that are equal only by
 * arithmetic on versions count as different, which errs on the side of refusing.
 */
import { intervalsOf, parseVers, writeVers, type Interval } from '#standards/vers';
import { identify, type PackageIdentity } from './ecosystem.ts';
import { isRecord, list, records, text } from './json.ts';

export type AffectedSet =
  { isKnown: true; lines: string[] } | { isKnown: false; reasons: string[] };

export type Equivalence =
  | { isEqual: true; lines: string[] }
  | { isEqual: false; onlyInCsaf: string[]; onlyInOsv: string[]; reasons: string[] };

/** Most lines, products and branches read from one document. */
const linesMax = 200_000;
const branchDepthMax = 100;

/** The affected set of a CSAF 2.0 or OSV document, told apart by what they hold. Never throws on JSON. */
export function affectedSetOf(document: unknown): AffectedSet {
  const set = new LineSet();
  if (isRecord(document) && isRecord(document['document'])) readCsaf(document, set);
  else if (isRecord(document) && typeof document['id'] === 'string') readOsv(document, set);
  else set.refuse('this is neither a CSAF nor an OSV document');
  return set.result();
}

/** Compares what two written documents of one advisory say. */
export function compareAffected(csaf: unknown, osv: unknown): Equivalence {
  const inCsaf = affectedSetOf(csaf);
  const inOsv = affectedSetOf(osv);
  const reasons = [
    ...(inCsaf.isKnown ? [] : inCsaf.reasons.map((reason) => `CSAF: ${reason}`)),
    ...(inOsv.isKnown ? [] : inOsv.reasons.map((reason) => `OSV: ${reason}`)),
  ];
  if (!inCsaf.isKnown || !inOsv.isKnown)
    return { isEqual: false, onlyInCsaf: [], onlyInOsv: [], reasons };
  const csafLines = new Set(inCsaf.lines);
  const osvLines = new Set(inOsv.lines);
  const onlyInCsaf = inCsaf.lines.filter((line) => !osvLines.has(line));
  const onlyInOsv = inOsv.lines.filter((line) => !csafLines.has(line));
  if (onlyInCsaf.length + onlyInOsv.length === 0 && csafLines.size > 0)
    return { isEqual: true, lines: inCsaf.lines };
  if (csafLines.size === 0) reasons.push('neither document names an affected package');
  return { isEqual: false, onlyInCsaf, onlyInOsv, reasons };
}

/** Gathers lines and reasons; one reason is enough for the whole set to be unknown. */
class LineSet {
  readonly #lines = new Set<string>();
  readonly #reasons = new Set<string>();

  affected(identity: PackageIdentity, interval: Interval): void {
    this.#add(
      `${identity.ecosystem} ${identity.purl} affected ${writeVers(identity.purlType, interval)}`,
    );
  }

  fixed(identity: PackageIdentity, version: string): void {
    this.#add(`${identity.ecosystem} ${identity.purl} fixed ${version}`);
  }

  refuse(reason: string): void {
    if (this.#reasons.size < 20) this.#reasons.add(reason.slice(0, 500));
  }

  #add(line: string): void {
    if (this.#lines.size >= linesMax)
      this.refuse(`more than ${linesMax} affected ranges and versions`);
    else this.#lines.add(line);
  }

  result(): AffectedSet {
    if (this.#reasons.size > 0) return { isKnown: false, reasons: [...this.#reasons] };
    return { isKnown: true, lines: [...this.#lines].sort((a, b) => (a < b ? -1 : 1)) };
  }
}

interface CsafProductFacts {
  purl: string | undefined;
  branch: { category: string; name: string } | undefined;
}

/** CSAF 2.0 §3.2.2 and §3.2.3.9: who is known affected and who is fixed, by product id. */
function readCsaf(csaf: Record<string, unknown>, set: LineSet): void {
  const products = new Map<string, CsafProductFacts>();
  const tree = isRecord(csaf['product_tree']) ? csaf['product_tree'] : {};
  collectBranches(tree['branches'], 0, products, set);
  for (const product of records(tree['full_product_names']))
    addProduct(product, undefined, products);
  if (records(tree['relationships']).length > 0)
    set.refuse('products related to other products have no single package');
  for (const vulnerability of records(csaf['vulnerabilities'])) {
    const status = isRecord(vulnerability['product_status']) ? vulnerability['product_status'] : {};
    for (const [name, ids] of Object.entries(status)) {
      if (name === 'known_not_affected' || name === 'recommended') continue;
      if (name === 'under_investigation') set.refuse('a product is still under investigation');
      const isFixed = name === 'fixed' || name === 'first_fixed';
      for (const item of list(ids)) {
        const id = text(item);
        addStatus(id, products.get(id), isFixed, set);
      }
    }
  }
}

function collectBranches(
  branches: unknown,
  depth: number,
  products: Map<string, CsafProductFacts>,
  set: LineSet,
): void {
  if (depth > branchDepthMax) return set.refuse(`branches deeper than ${branchDepthMax}`);
  for (const branch of records(branches)) {
    const { category, name } = branch;
    const facts = { category: text(category), name: text(name) };
    if (isRecord(branch['product'])) addProduct(branch['product'], facts, products);
    collectBranches(branch['branches'], depth + 1, products, set);
  }
}

function addProduct(
  product: Record<string, unknown>,
  branch: CsafProductFacts['branch'],
  products: Map<string, CsafProductFacts>,
): void {
  const helper = product['product_identification_helper'];
  const purl = isRecord(helper) && typeof helper['purl'] === 'string' ? helper['purl'] : undefined;
  products.set(text(product['product_id']), { purl, branch });
}

function addStatus(
  id: string,
  product: CsafProductFacts | undefined,
  isFixed: boolean,
  set: LineSet,
): void {
  if (product?.purl === undefined) return set.refuse(`product \`${id}\` has no purl`);
  const reading = identify(product.purl);
  if (!reading.isValid) return set.refuse(`product \`${id}\`: ${reading.message}`);
  const { identity, version } = reading;
  const { branch } = product;
  if (branch?.category === 'product_version_range') {
    const vers = parseVers(branch.name);
    if (!vers.isValid) return set.refuse(`product \`${id}\`: ${vers.message}`);
    const result = intervalsOf(vers.vers);
    if ('message' in result) return set.refuse(`product \`${id}\`: ${result.message}`);
    if (vers.vers.scheme !== identity.purlType || version !== null || isFixed) {
      return set.refuse(
        `product \`${id}\`: range \`${branch.name}\` and \`${product.purl}\` do not go together`,
      );
    }
    for (const interval of result.intervals) set.affected(identity, interval);
  } else if (
    version === null ||
    (branch?.category === 'product_version' && branch.name !== version)
  ) {
    set.refuse(`product \`${id}\`: \`${product.purl}\` does not name the version its branch names`);
  } else if (isFixed) set.fixed(identity, version);
  else set.affected(identity, { from: version, through: version });
}

/** OSV schema, `affected[]`: ranges are walked event by event in the order written. */
function readOsv(osv: Record<string, unknown>, set: LineSet): void {
  for (const affected of records(osv['affected'])) {
    const named = isRecord(affected['package']) ? affected['package'] : {};
    const { ecosystem, name, purl } = named;
    if (typeof purl !== 'string' || typeof ecosystem !== 'string') {
      set.refuse(`package \`${text(name)}\` has no purl or no ecosystem`);
      continue;
    }
    const reading = identify(purl, ecosystem);
    if (!reading.isValid) set.refuse(reading.message);
    else if (reading.identity.name !== name)
      set.refuse(`\`${purl}\` and name \`${text(name)}\` are two packages`);
    else {
      for (const range of records(affected['ranges'])) readOsvRange(range, reading.identity, set);
      for (const item of list(affected['versions'])) {
        const version = text(item);
        if (version === '') set.refuse(`a version of \`${name}\` is no text`);
        else set.affected(reading.identity, { from: version, through: version });
      }
    }
  }
}

function readOsvRange(
  range: Record<string, unknown>,
  identity: PackageIdentity,
  set: LineSet,
): void {
  if (range['type'] !== identity.rangeType)
    return set.refuse(`range type \`${text(range['type'])}\` in \`${identity.ecosystem}\``);
  let introduced: string | undefined;
  for (const event of records(range['events'])) {
    const [[kind, version] = ['', ''], ...more] = Object.entries(event);
    if (more.length > 0 || typeof version !== 'string')
      return set.refuse('an event names exactly one version');
    const from = introduced === undefined || introduced === '0' ? {} : { from: introduced };
    if (kind === 'introduced' && introduced === undefined) introduced = version;
    else if (kind === 'fixed' && introduced !== undefined) {
      set.affected(identity, { ...from, before: version });
      set.fixed(identity, version);
      introduced = undefined;
    } else if (kind === 'last_affected' && introduced !== undefined) {
      set.affected(identity, { ...from, through: version });
      introduced = undefined;
    } else
      return set.refuse(
        `event \`${kind}\` of \`${identity.name}\` does not follow what is before it`,
      );
  }
  if (introduced !== undefined)
    set.affected(identity, introduced === '0' ? {} : { from: introduced });
}
