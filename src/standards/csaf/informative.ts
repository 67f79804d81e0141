/**
 * CSAF 2.0 informative tests, reported as infos. 6.3.6 and 6.3.7 fetch what a document links to
 * and 6.3.8 asks a spelling dictionary: a pure check has neither, so they are not run here.
 */
import type { Rule } from './rule.ts';
import { scoreObjectsOf } from './scores.ts';
import { places, record, text, type Branch } from './view.ts';

/** §3.1.2: an exact product stands under these three, in this order. */
const order = ['vendor', 'product_name', 'product_version'];

export const informativeRules: Rule[] = [
  {
    test: '6.3.1',
    check: (view, report) => {
      for (const scores of scoreObjectsOf(view)) {
        const newer = new Set(
          scores.filter(({ key }) => key === 'cvss_v3').flatMap(({ products }) => products),
        );
        for (const { key, products, path } of scores) {
          if (key === 'cvss_v2' && products.some((id) => !newer.has(id)))
            report(path, 'CVSS 2 is the only score; add CVSS 3');
        }
      }
    },
  },
  {
    test: '6.3.2',
    check: (view, report) => {
      for (const { object, key, path } of scoreObjectsOf(view).flat()) {
        if (key === 'cvss_v3' && object['version'] === '3.0')
          report(`${path}/version`, 'CVSS 3.1 has replaced 3.0');
      }
    },
  },
  {
    test: '6.3.3',
    check: (view, report) => {
      for (const {
        record: { cve },
        path,
      } of view.vulnerabilities)
        if (cve === undefined) report(path, 'there is no CVE id');
    },
  },
  {
    test: '6.3.4',
    check: (view, report) => {
      for (const {
        record: { cwe },
        path,
      } of view.vulnerabilities)
        if (cwe === undefined) report(path, 'there is no weakness (CWE)');
    },
  },
  {
    test: '6.3.5',
    check: (view, report) => {
      for (const { product, path } of view.products) {
        const at = `${path}/product_identification_helper/hashes`;
        for (const file of places(record(product['product_identification_helper'])['hashes'], at)) {
          for (const hash of places(file.record['file_hashes'], `${file.path}/file_hashes`)) {
            if (text(hash.record['value']).length < 64)
              report(`${hash.path}/value`, 'this hash has fewer than 64 digits');
          }
        }
      }
    },
  },
  {
    test: '6.3.9',
    check: (view, report) => {
      for (const { branch, path } of view.products) {
        if (branch !== undefined && !followsOrder(branch))
          report(path, `put this under branches ${order.join(', ')}, in that order`);
      }
    },
  },
  {
    test: '6.3.10',
    check: (view, report) => {
      for (const { category, path } of view.branches) {
        if (category === 'product_version_range')
          report(`${path}/category`, 'this names a range, not versions one by one');
      }
    },
  },
  {
    test: '6.3.11',
    check: (view, report) => {
      for (const { category, name, path } of view.branches) {
        if (category === 'product_version' && /^v\d/i.test(name))
          report(`${path}/name`, 'leave the `v` before the version out');
      }
    },
  },
];

/** Walks up at most `branchDepthMax` branches. */
function followsOrder(branch: Branch): boolean {
  let wanted = order.length - 1;
  for (let at: Branch | undefined = branch; at !== undefined && wanted >= 0; at = at.parent) {
    if (at.category === order[wanted]) wanted -= 1;
  }
  return wanted < 0;
}
