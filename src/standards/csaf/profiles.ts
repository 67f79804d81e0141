/** CSAF 2.0 mandatory tests 6.1.26 and 6.1.27.1 to 6.1.27.11: a document keeps its profile's promise (§4). */
import { inStatus } from './product-ids.ts';
import type { Rule } from './rule.ts';
import {
  isRecord,
  itemsOf,
  list,
  places,
  productIdsOf,
  record,
  type Place,
  type View,
} from './view.ts';

const incident = 'csaf_security_incident_response';
const informational = 'csaf_informational_advisory';
const security = 'csaf_security_advisory';
const vex = 'csaf_vex';
const profiles = new Set(['csaf_base', incident, informational, security, vex]);
/** The profiles' names without prefix, case, space, dash and underscore. */
const lookalikes = new Set([
  'securityincidentresponse',
  'informationaladvisory',
  'securityadvisory',
  'vex',
]);
const saying = new Set<unknown>(['description', 'details', 'general', 'summary']);
const vexStatuses = ['fixed', 'known_affected', 'known_not_affected', 'under_investigation'];

/** A rule of the profiles named, run on the whole document. */
function forProfiles(test: string, categories: string[], check: Rule['check']): Rule {
  return {
    test,
    check: (view, report) => {
      if (categories.includes(view.category)) check(view, report);
    },
  };
}

/** As `forProfiles`, for something every vulnerability must have. */
function forVulnerabilities(
  test: string,
  categories: string[],
  isKept: (vulnerability: Place, view: View) => boolean,
  message: string,
): Rule {
  return forProfiles(test, categories, (view, report) => {
    for (const vulnerability of view.vulnerabilities) {
      if (!isKept(vulnerability, view)) report(vulnerability.path, message);
    }
  });
}

export const profileRules: Rule[] = [
  {
    test: '6.1.26',
    check: ({ category }, report) => {
      if (profiles.has(category)) return;
      const plain = category.replace(/[\s_-]+/g, '').toLowerCase();
      if (category.toLowerCase().startsWith('csaf_')) {
        report(
          '/document/category',
          `\`csaf_\` is kept for the standard’s profiles, and \`${category}\` is none`,
        );
      } else if (lookalikes.has(plain) || lookalikes.has(plain.replace(/^csaf/, ''))) {
        report(
          '/document/category',
          `\`${category}\` looks like a profile; write the profile’s own name or another word`,
        );
      }
    },
  },
  forProfiles('6.1.27.1', [incident, informational], (view, report) => {
    const isSaid = places(view.document['notes'], '').some(({ record: note }) =>
      saying.has(note['category']),
    );
    if (!isSaid)
      report(
        '/document/notes',
        'this profile needs a note of category `description`, `details`, `general` or `summary`',
      );
  }),
  forProfiles('6.1.27.2', [incident, informational], (view, report) => {
    const references = places(view.document['references'], '');
    // A reference without category is external by default (§3.2.1.8).
    const isExternal = references.some(
      ({ record: { category } }) => category === 'external' || category === undefined,
    );
    if (!isExternal)
      report('/document/references', 'this profile needs a reference of category `external`');
  }),
  forProfiles('6.1.27.3', [informational], (view, report) => {
    if (Object.hasOwn(view.root, 'vulnerabilities'))
      report(
        '/vulnerabilities',
        'an informational advisory has no vulnerabilities; use another profile',
      );
  }),
  forProfiles('6.1.27.4', [security, vex], (view, report) => {
    if (!isRecord(view.root['product_tree']))
      report('/product_tree', 'this profile needs a product tree');
  }),
  forVulnerabilities(
    '6.1.27.5',
    [security, vex],
    ({ record: { notes } }) => Array.isArray(notes),
    'this profile needs notes on every vulnerability',
  ),
  forVulnerabilities(
    '6.1.27.6',
    [security],
    ({ record: { product_status: status } }) => isRecord(status),
    'this profile needs a product status on every vulnerability',
  ),
  forVulnerabilities(
    '6.1.27.7',
    [vex],
    ({ record: vulnerability }) =>
      vexStatuses.some((name) => Array.isArray(record(vulnerability['product_status'])[name])),
    `a VEX says of every vulnerability who is one of: ${vexStatuses.join(', ')}`,
  ),
  forVulnerabilities(
    '6.1.27.8',
    [vex],
    ({ record: { cve, ids } }) => cve !== undefined || ids !== undefined,
    'a VEX names every vulnerability; add `cve` or `ids`',
  ),
  forProfiles('6.1.27.9', [vex], (view, report) => {
    for (const vulnerability of view.vulnerabilities) {
      const explained = new Set<string>();
      const impacts = itemsOf(vulnerability, 'threats').filter(
        ({ record: threat }) => threat['category'] === 'impact',
      );
      for (const { record: item } of [...itemsOf(vulnerability, 'flags'), ...impacts]) {
        for (const id of productIdsOf(view, item)) explained.add(id);
      }
      for (const { id, path } of inStatus(vulnerability, 'not affected')) {
        if (!explained.has(id))
          report(
            path,
            `say why \`${id}\` is not affected; add a flag or a threat of category \`impact\``,
          );
      }
    }
  }),
  forProfiles('6.1.27.10', [vex], (view, report) => {
    for (const vulnerability of view.vulnerabilities) {
      const helped = new Set<string>();
      for (const { record: item } of itemsOf(vulnerability, 'remediations')) {
        for (const id of productIdsOf(view, item)) helped.add(id);
      }
      const affected = list(record(vulnerability.record['product_status'])['known_affected']);
      for (const [index, id] of affected.entries()) {
        if (typeof id === 'string' && !helped.has(id)) {
          report(
            `${vulnerability.path}/product_status/known_affected/${index}`,
            `say what users of \`${id}\` should do; add a remediation`,
          );
        }
      }
    }
  }),
  forProfiles('6.1.27.11', [security, vex], (view, report) => {
    if (!Array.isArray(view.root['vulnerabilities']))
      report('/vulnerabilities', 'this profile needs vulnerabilities');
  }),
];
