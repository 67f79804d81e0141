/** A small CSAF 2.0 document for tests: valid under every test, with one of most things in it. */
import type { Json } from './view.ts';

const product = (id: string, version: string): Json => ({
  category: 'product_version',
  name: version,
  product: {
    name: `Gate ${version}`,
    product_id: id,
    product_identification_helper: { purl: `pkg:generic/gate@${version}` },
  },
});

/** A fresh copy each time, to be changed by the test. */
export function soundDocument(): Json {
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      distribution: { tlp: { label: 'WHITE' } },
      lang: 'en',
      publisher: { category: 'vendor', name: 'Example Works', namespace: 'https://example.org' },
      references: [
        {
          category: 'self',
          summary: 'This advisory',
          url: 'https://example.org/2026/ew-2026-1.json',
        },
      ],
      title: 'Gate opens by itself',
      tracking: {
        current_release_date: '2026-11-20T10:00:00Z',
        id: 'EW-2026-1',
        initial_release_date: '2026-11-20T10:00:00Z',
        revision_history: [{ date: '2026-11-20T10:00:00Z', number: '1', summary: 'First.' }],
        status: 'final',
        version: '1',
      },
    },
    product_tree: {
      branches: [
        {
          branches: [
            {
              branches: [product('P1', '1.0'), product('P2', '1.1')],
              category: 'product_name',
              name: 'Gate',
            },
          ],
          category: 'vendor',
          name: 'Example Works',
        },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2021-23337',
        cwe: {
          id: 'CWE-79',
          name: "Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')",
        },
        notes: [{ category: 'description', text: 'It opens.' }],
        product_status: { fixed: ['P2'], known_affected: ['P1'] },
        remediations: [{ category: 'vendor_fix', details: 'Update.', product_ids: ['P1'] }],
        scores: [
          {
            cvss_v3: {
              baseScore: 9.8,
              baseSeverity: 'CRITICAL',
              vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
              version: '3.1',
            },
            products: ['P1'],
          },
        ],
      },
    ],
  };
}
