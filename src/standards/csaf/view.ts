/**
 * A CSAF document walked once, so that every test is a loop over what it is about. Built from
 * untrusted JSON of any shape: what is not there is empty, what has the wrong type is left out
 * (`structure.ts` reports it), and nothing here throws or recurses.
 */
export type Json = Record<string, unknown>;

export interface Branch {
  record: Json;
  path: string;
  category: string;
  name: string;
  parent: Branch | undefined;
  depth: number;
}

export interface ProductDefinition {
  id: string;
  product: Json;
  path: string;
  /** The branch that holds it; absent for `full_product_names` and relationships. */
  branch: Branch | undefined;
  /** What it combines, when a relationship defines it. */
  combines: string[];
}

export interface Place {
  record: Json;
  path: string;
}

export interface View {
  root: Json;
  document: Json;
  tracking: Json;
  /** `/document/category`, or ''. */
  category: string;
  branches: Branch[];
  products: ProductDefinition[];
  /** Product groups in order; a group id may come twice. */
  groups: Place[];
  /** Group id to its members, the first definition winning. */
  membersOf: ReadonlyMap<string, readonly string[]>;
  relationships: Place[];
  vulnerabilities: Place[];
  /** Branches beyond `branchDepthMax` are not read. */
  isTooDeep: boolean;
  /** Group members looked up so far; beyond `memberLookupsMax` groups are not resolved. */
  memberLookups: number;
}

/** Real product trees nest at most 8 deep. */
export const branchDepthMax = 64;

/**
 * Many items that name the same large group multiply: the one place where a document could cost
 * more than its size. The largest real documents stay below a hundredth of this.
 */
export const memberLookupsMax = 5_000_000;

export function viewOf(csaf: unknown): View {
  const root = record(csaf);
  const document = record(root['document']);
  const tree = record(root['product_tree']);
  const { branches, isTooDeep } = branchesOf(tree);
  const groups = places(tree['product_groups'], '/product_tree/product_groups');
  const relationships = places(tree['relationships'], '/product_tree/relationships');
  const membersOf = new Map<string, string[]>();
  for (const { record: group } of groups) {
    const id = group['group_id'];
    if (typeof id === 'string' && !membersOf.has(id))
      membersOf.set(id, strings(group['product_ids']));
  }
  return {
    root,
    document,
    tracking: record(document['tracking']),
    category: text(document['category']),
    branches,
    products: productsOf(tree, branches, relationships),
    groups,
    membersOf,
    relationships,
    vulnerabilities: places(root['vulnerabilities'], '/vulnerabilities'),
    isTooDeep,
    memberLookups: 0,
  };
}

/** Depth first in document order, without recursion: depth is the attacker's to choose. */
function branchesOf(tree: Json): { branches: Branch[]; isTooDeep: boolean } {
  const branches: Branch[] = [];
  let isTooDeep = false;
  const open: Branch[] = [];
  const push = (parent: Json, path: string, of: Branch | undefined) => {
    const depth = (of?.depth ?? 0) + 1;
    const children = places(parent['branches'], `${path}/branches`);
    if (children.length > 0 && depth > branchDepthMax) isTooDeep = true;
    else {
      for (const { record: child, path: at } of children.reverse()) {
        open.push({
          record: child,
          path: at,
          category: text(child['category']),
          name: text(child['name']),
          parent: of,
          depth,
        });
      }
    }
  };
  push(tree, '/product_tree', undefined);
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    branches.push(branch);
    push(branch.record, branch.path, branch);
  }
  return { branches, isTooDeep };
}

function productsOf(tree: Json, branches: Branch[], relationships: Place[]): ProductDefinition[] {
  const products: ProductDefinition[] = [];
  const add = (value: unknown, path: string, branch: Branch | undefined, combines: string[]) => {
    const product = record(value);
    const id = product['product_id'];
    if (typeof id === 'string') products.push({ id, product, path, branch, combines });
  };
  for (const branch of branches)
    add(branch.record['product'], `${branch.path}/product`, branch, []);
  for (const { record: product, path } of places(
    tree['full_product_names'],
    '/product_tree/full_product_names',
  )) {
    add(product, path, undefined, []);
  }
  for (const { record: relationship, path } of relationships) {
    const combines = strings([
      relationship['product_reference'],
      relationship['relates_to_product_reference'],
    ]);
    add(relationship['full_product_name'], `${path}/full_product_name`, undefined, combines);
  }
  return products;
}

/** Product ids named by an item (`remediation`, `flag`, `threat`), its groups resolved. */
export function productIdsOf(view: View, item: Json): Set<string> {
  const ids = new Set(strings(item['product_ids']));
  for (const group of strings(item['group_ids'])) {
    const members = view.membersOf.get(group) ?? [];
    view.memberLookups += members.length;
    if (view.memberLookups > memberLookupsMax) return ids;
    for (const id of members) ids.add(id);
  }
  return ids;
}

/** The items of a vulnerability's list, as `/vulnerabilities/0/remediations/1`. */
export function itemsOf({ record: parent, path }: Place, key: string): Place[] {
  return places(parent[key], `${path}/${key}`);
}

export function record(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function strings(value: unknown): string[] {
  return list(value).filter((item) => typeof item === 'string');
}

/** The objects in a list, each with its JSON pointer. */
export function places(value: unknown, path: string): Place[] {
  const found: Place[] = [];
  for (const [index, item] of list(value).entries()) {
    if (isRecord(item)) found.push({ record: item, path: `${path}/${index}` });
  }
  return found;
}
