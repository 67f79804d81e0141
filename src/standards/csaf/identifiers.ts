/** CSAF 2.0 mandatory tests 6.1.11 to 6.1.13, 6.1.15, 6.1.23, 6.1.25, 6.1.28: names the world agrees on. */
import { parsePurl, PurlError } from '#standards/purl';
import { cweName, isCweName } from './cwe.ts';
import { readLanguageTag } from './language.ts';
import { reportRepeats, type Rule } from './rule.ts';
import { places, record, text } from './view.ts';

const languageKeys = ['lang', 'source_lang'] as const;

export const identifierRules: Rule[] = [
  {
    test: '6.1.11',
    check: (view, report) => {
      for (const { record: vulnerability, path } of view.vulnerabilities) {
        const { id, name } = record(vulnerability['cwe']);
        if (typeof id !== 'string' || typeof name !== 'string') continue;
        const newest = cweName(id);
        if (newest === undefined)
          report(`${path}/cwe/id`, `\`${id}\` is not a weakness of the CWE list`);
        else if (!isCweName(id, name))
          report(`${path}/cwe/name`, `\`${id}\` is called \`${newest}\``);
      }
    },
  },
  {
    test: '6.1.12',
    check: (view, report) => {
      for (const key of languageKeys) {
        const tag = view.document[key];
        if (typeof tag === 'string' && !readLanguageTag(tag).isRegistered) {
          report(
            `/document/${key}`,
            `\`${tag.slice(0, 100)}\` is not a registered language (BCP 47)`,
          );
        }
      }
    },
  },
  {
    test: '6.1.13',
    check: (view, report) => {
      for (const { product, path } of view.products) {
        const { purl } = record(product['product_identification_helper']);
        const message = typeof purl === 'string' ? purlFault(purl) : undefined;
        if (message !== undefined) report(`${path}/product_identification_helper/purl`, message);
      }
    },
  },
  {
    test: '6.1.15',
    check: (view, report) => {
      const { category } = record(view.document['publisher']);
      if (category === 'translator' && text(view.document['source_lang']) === '') {
        report('/document', 'a translator says what it translated from; add `source_lang`');
      }
    },
  },
  {
    test: '6.1.23',
    check: (view, report) => {
      const cves = view.vulnerabilities.flatMap(({ record: { cve }, path }) =>
        typeof cve === 'string' ? [{ key: cve, path: `${path}/cve` }] : [],
      );
      reportRepeats(
        cves,
        report,
        (cve) => `\`${cve}\` has a vulnerability of its own already; merge the two`,
      );
    },
  },
  {
    test: '6.1.25',
    check: (view, report) => {
      for (const { product, path } of view.products) {
        const { hashes } = record(product['product_identification_helper']);
        for (const file of places(hashes, `${path}/product_identification_helper/hashes`)) {
          const algorithms = places(file.record['file_hashes'], `${file.path}/file_hashes`).map(
            (hash) => ({
              key: text(hash.record['algorithm']),
              path: hash.path,
            }),
          );
          reportRepeats(
            algorithms,
            report,
            (algorithm) => `this file has a \`${algorithm}\` hash already`,
          );
        }
      }
    },
  },
  {
    test: '6.1.28',
    check: (view, report) => {
      const { lang, source_lang: source } = view.document;
      if (
        typeof lang === 'string' &&
        typeof source === 'string' &&
        lang.toLowerCase() === source.toLowerCase()
      ) {
        report(
          '/document/source_lang',
          'the source language is the document’s own; leave it out or correct it',
        );
      }
    },
  },
];

function purlFault(purl: string): string | undefined {
  try {
    parsePurl(purl);
    return undefined;
  } catch (error) {
    if (error instanceof PurlError) return error.message;
    throw error;
  }
}
