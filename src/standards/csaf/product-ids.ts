/** CSAF 2.0 mandatory tests 6.1.1 to 6.1.6: product and group ids are defined once, used rightly. */
import { reportRepeats, type Rule } from './rule.ts';
import { itemsOf, record, list, type Place, type View } from './view.ts';

const itemLists = ['flags', 'remediations', 'threats'] as const;

/** Every use of a product id: `path` is the list's pointer, `index` its place in it. */
export function* productReferences(
  view: View,
): Generator<{ id: string; path: string; index: number | string }> {
  function* inList(value: unknown, path: string) {
    for (const [index, id] of list(value).entries())
      if (typeof id === 'string') yield { id, path, index };
  }
  for (const { record: group, path } of view.groups)
    yield* inList(group['product_ids'], `${path}/product_ids`);
  for (const { record: relationship, path } of view.relationships) {
    for (const index of ['product_reference', 'relates_to_product_reference']) {
      const id = relationship[index];
      if (typeof id === 'string') yield { id, path, index };
    }
  }
  for (const vulnerability of view.vulnerabilities) {
    const status = record(vulnerability.record['product_status']);
    for (const [name, ids] of Object.entries(status)) {
      yield* inList(ids, `${vulnerability.path}/product_status/${name}`);
    }
    for (const { record: score, path } of itemsOf(vulnerability, 'scores'))
      yield* inList(score['products'], `${path}/products`);
    for (const key of itemLists) {
      for (const { record: item, path } of itemsOf(vulnerability, key))
        yield* inList(item['product_ids'], `${path}/product_ids`);
    }
  }
}

function* groupReferences(view: View): Generator<{ id: string; path: string }> {
  for (const vulnerability of view.vulnerabilities) {
    for (const key of itemLists) {
      for (const { record: item, path } of itemsOf(vulnerability, key)) {
        for (const [index, id] of list(item['group_ids']).entries()) {
          if (typeof id === 'string') yield { id, path: `${path}/group_ids/${index}` };
        }
      }
    }
  }
}

/** Which statuses say the same thing; a product may be in one row only (6.1.6). */
export const statusGroups: Readonly<Record<string, readonly string[]>> = {
  affected: ['first_affected', 'known_affected', 'last_affected'],
  'not affected': ['known_not_affected'],
  fixed: ['first_fixed', 'fixed'],
  'under investigation': ['under_investigation'],
};

/** Product ids in a status group of a vulnerability, with their pointers. */
export function* inStatus(
  vulnerability: Place,
  group: keyof typeof statusGroups,
): Generator<{ id: string; path: string }> {
  const status = record(vulnerability.record['product_status']);
  for (const name of statusGroups[group] ?? []) {
    for (const [index, id] of list(status[name]).entries()) {
      if (typeof id === 'string')
        yield { id, path: `${vulnerability.path}/product_status/${name}/${index}` };
    }
  }
}

export const productIdRules: Rule[] = [
  {
    test: '6.1.1',
    check: (view, report) => {
      const defined = new Set(view.products.map(({ id }) => id));
      for (const { id, path, index } of productReferences(view)) {
        if (!defined.has(id))
          report(`${path}/${index}`, `product \`${id}\` is not defined in the product tree`);
      }
    },
  },
  {
    test: '6.1.2',
    check: (view, report) => {
      const ids = view.products.map(({ id, path }) => ({ key: id, path: `${path}/product_id` }));
      reportRepeats(
        ids,
        report,
        (id) => `product id \`${id}\` is defined already; give this product its own`,
      );
    },
  },
  { test: '6.1.3', check: reportCircularDefinitions },
  {
    test: '6.1.4',
    check: (view, report) => {
      for (const { id, path } of groupReferences(view)) {
        if (!view.membersOf.has(id))
          report(path, `group \`${id}\` is not defined in the product tree`);
      }
    },
  },
  {
    test: '6.1.5',
    check: (view, report) => {
      const ids = view.groups.flatMap(({ record: group, path }) => {
        const id = group['group_id'];
        return typeof id === 'string' ? [{ key: id, path: `${path}/group_id` }] : [];
      });
      reportRepeats(
        ids,
        report,
        (id) => `group id \`${id}\` is defined already; give this group its own`,
      );
    },
  },
  {
    test: '6.1.6',
    check: (view, report) => {
      for (const vulnerability of view.vulnerabilities) {
        const groupOf = new Map<string, string>();
        for (const group of Object.keys(statusGroups)) {
          for (const { id, path } of inStatus(vulnerability, group)) {
            const before = groupOf.get(id) ?? group;
            if (before !== group)
              report(path, `product \`${id}\` is both ${before} and ${group}; keep one`);
            groupOf.set(id, before);
          }
        }
      }
    },
  },
];

/** 6.1.3: a product that is combined, at any distance, from itself. Iterative, each product once. */
function reportCircularDefinitions(
  view: View,
  report: (path: string, message: string) => void,
): void {
  const definitions = new Map(view.products.map((product) => [product.id, product]));
  const state = new Map<string, 'open' | 'done'>();
  for (const start of view.products) {
    if (start.combines.length === 0 || state.has(start.id)) continue;
    const stack = [{ id: start.id, left: [...start.combines] }];
    state.set(start.id, 'open');
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) {
        state.set(top.id, 'done');
        stack.pop();
      } else if (state.get(next) === 'open') {
        const path = definitions.get(top.id)?.path ?? '/product_tree';
        report(
          `${path}/product_id`,
          `product \`${top.id}\` is defined by \`${next}\`, which it helps to define`,
        );
      } else if (!state.has(next)) {
        state.set(next, 'open');
        stack.push({ id: next, left: [...(definitions.get(next)?.combines ?? [])] });
      }
    }
  }
}
