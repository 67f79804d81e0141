/** CSAF 2.0 optional tests 6.2.1 to 6.2.19, reported as warnings; 6.2.20 comes with the structure check. */
import { csafFileName } from './document.ts';
import { instantKey } from './instant.ts';
import { readLanguageTag } from './language.ts';
import { inStatus, productReferences } from './product-ids.ts';
import type { Report, Rule } from './rule.ts';
import { scoreObjectsOf, type ScoreObject } from './scores.ts';
import { revisionsByDate, revisionsOf } from './tracking.ts';
import {
  isRecord,
  itemsOf,
  list,
  places,
  productIdsOf,
  record,
  strings,
  text,
  type View,
} from './view.ts';

const languageKeys = ['lang', 'source_lang'] as const;

export const recommendedRules: Rule[] = [
  {
    test: '6.2.1',
    check: (view, report) => {
      // An informational advisory has nothing that could use them.
      if (view.category === 'csaf_informational_advisory') return;
      const used = new Set<string>();
      for (const { id } of productReferences(view)) used.add(id);
      for (const { id, path } of view.products) {
        if (!used.has(id))
          report(`${path}/product_id`, `product \`${id}\` is defined and never used`);
      }
    },
  },
  {
    test: '6.2.2',
    check: (view, report) => {
      for (const vulnerability of view.vulnerabilities) {
        const helped = new Set<string>();
        for (const { record: item } of itemsOf(vulnerability, 'remediations')) {
          for (const id of productIdsOf(view, item)) helped.add(id);
        }
        for (const group of ['affected', 'under investigation']) {
          for (const { id, path } of inStatus(vulnerability, group)) {
            if (!helped.has(id))
              report(path, `say what users of \`${id}\` should do; add a remediation`);
          }
        }
      }
    },
  },
  {
    test: '6.2.3',
    check: (view, report) => {
      for (const vulnerability of view.vulnerabilities) {
        const scored = new Set(
          itemsOf(vulnerability, 'scores').flatMap(({ record: score }) =>
            strings(score['products']),
          ),
        );
        for (const { id, path } of inStatus(vulnerability, 'affected')) {
          if (!scored.has(id)) report(path, `product \`${id}\` has no score`);
        }
      }
    },
  },
  {
    test: '6.2.4',
    check: (view, report) => {
      for (const { path, version } of revisionsOf(view)) {
        if (version.build !== '')
          report(`${path}/number`, 'leave build metadata out of the revision history');
      }
    },
  },
  {
    test: '6.2.5',
    check: (view, report) => {
      const first = instantKey(text(view.tracking['initial_release_date']));
      const oldest = revisionsByDate(view)[0];
      if (first !== undefined && oldest !== undefined && first < oldest.at) {
        report('/document/tracking/initial_release_date', 'this is before the oldest revision');
      }
    },
  },
  {
    test: '6.2.6',
    check: (view, report) => {
      const current = instantKey(text(view.tracking['current_release_date']));
      const newest = revisionsByDate(view).at(-1);
      if (current !== undefined && newest !== undefined && current < newest.at) {
        report('/document/tracking/current_release_date', 'this is before the newest revision');
      }
    },
  },
  {
    test: '6.2.7',
    check: (view, report) => {
      for (const { record: item, path } of view.vulnerabilities.flatMap((each) =>
        itemsOf(each, 'involvements'),
      )) {
        if (item['date'] === undefined) report(path, 'say when; add a date');
      }
    },
  },
  { test: '6.2.8', check: (view, report) => reportOnlyHash(view, 'md5', report) },
  { test: '6.2.9', check: (view, report) => reportOnlyHash(view, 'sha1', report) },
  {
    test: '6.2.10',
    check: (view, report) => {
      const { tlp } = record(view.document['distribution']);
      if (text(record(tlp)['label']) === '')
        report('/document/distribution', 'say who may read this; add a TLP label');
    },
  },
  {
    test: '6.2.11',
    check: (view, report) => {
      const fileName = csafFileName(text(view.tracking['id']));
      const isCanonical = places(view.document['references'], '').some(
        ({ record: { category, url } }) => {
          return (
            category === 'self' &&
            text(url).startsWith('https://') &&
            text(url).endsWith(`/${fileName}`)
          );
        },
      );
      if (!isCanonical)
        report(
          '/document/references',
          `add a reference of category \`self\` to https://…/${fileName.slice(0, 100)}`,
        );
    },
  },
  {
    test: '6.2.12',
    check: (view, report) => {
      if (text(view.document['lang']) === '')
        report('/document', 'say in which language this is; add `lang`');
    },
  },
  { test: '6.2.13', check: reportUnsortedKeys },
  {
    test: '6.2.14',
    check: (view, report) => {
      for (const key of languageKeys) {
        const tag = view.document[key];
        if (typeof tag === 'string' && readLanguageTag(tag).isPrivate)
          report(`/document/${key}`, 'others cannot know a language for private use');
      }
    },
  },
  {
    test: '6.2.15',
    check: (view, report) => {
      for (const key of languageKeys) {
        if (text(view.document[key]).toLowerCase() === 'i-default')
          report(`/document/${key}`, 'name the language instead of `i-default`');
      }
    },
  },
  {
    test: '6.2.16',
    check: (view, report) => {
      for (const { id, product, path } of view.products) {
        if (!isRecord(product['product_identification_helper']))
          report(path, `nothing identifies \`${id}\` to a machine; add an identification helper`);
      }
    },
  },
  {
    test: '6.2.17',
    check: (view, report) => {
      for (const { record: id, path } of view.vulnerabilities.flatMap((each) =>
        itemsOf(each, 'ids'),
      )) {
        if (/^CVE-[0-9]{4}-[0-9]{4,}$/.test(text(id['text'])))
          report(path, 'a CVE id belongs in `cve`');
      }
    },
  },
  {
    test: '6.2.18',
    check: (view, report) => {
      for (const { category, name, path } of view.branches) {
        if (category === 'product_version_range' && !/^vers?:/.test(name) && !/^vls:/.test(name)) {
          report(`${path}/name`, 'write the range as `vers:…` or `vls:…`');
        }
      }
    },
  },
  { test: '6.2.19', check: reportScoresOfFixed },
];

/** 6.2.8 and 6.2.9: a hash that can be forged, and no other beside it. */
function reportOnlyHash(view: View, algorithm: string, report: Report): void {
  for (const { product, path } of view.products) {
    const at = `${path}/product_identification_helper/hashes`;
    for (const file of places(record(product['product_identification_helper'])['hashes'], at)) {
      const hashes = list(file.record['file_hashes']);
      const isOnly =
        hashes.length > 0 &&
        hashes.every((hash) => text(record(hash)['algorithm']).toLowerCase() === algorithm);
      if (isOnly)
        report(
          `${file.path}/file_hashes`,
          `${algorithm} alone does not identify a file; add sha256 or better`,
        );
    }
  }
}

/** 6.2.13, over the whole document, without recursion; the first unsorted key of each object. */
function reportUnsortedKeys(view: View, report: Report): void {
  const open: { value: unknown; path: string }[] = [{ value: view.root, path: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (typeof item === 'object' && item !== null)
          open.push({ value: item, path: `${path}/${index}` });
      }
    } else if (isRecord(value)) {
      let before = '';
      let isReported = false;
      for (const [key, item] of Object.entries(value)) {
        if (key < before && !isReported) {
          report(path, `\`${key.slice(0, 60)}\` comes after \`${before.slice(0, 60)}\`; sort keys`);
          isReported = true;
        }
        before = key;
        if (typeof item === 'object' && item !== null)
          open.push({ value: item, path: `${path}/${key}` });
      }
    }
  }
}

/** 6.2.19: a fixed product's environmental score is 0; anything else says it is still affected. */
function reportScoresOfFixed(view: View, report: Report): void {
  const scores = scoreObjectsOf(view);
  for (const [index, vulnerability] of view.vulnerabilities.entries()) {
    const fixed = new Set([...inStatus(vulnerability, 'fixed')].map(({ id }) => id));
    if (fixed.size === 0) continue;
    for (const score of scores[index] ?? []) {
      if (isNotAffectedAnyMore(score)) continue;
      const { products, productsPath } = score;
      for (const [at, id] of products.entries()) {
        if (typeof id === 'string' && fixed.has(id))
          report(`${productsPath}/${at}`, `fixed product \`${id}\` has a score above 0`);
      }
    }
  }
}

/** By its own environmental score, its vector's, or the properties that make that score 0. */
function isNotAffectedAnyMore({ object, key, reading }: ScoreObject): boolean {
  if (object['environmentalScore'] === 0) return true;
  if (reading.isValid && reading.cvss.environmentalScore === 0) return true;
  if (key === 'cvss_v2') return object['targetDistribution'] === 'NONE';
  return ['Confidentiality', 'Integrity', 'Availability'].every(
    (impact) => object[`modified${impact}Impact`] === 'NONE',
  );
}
