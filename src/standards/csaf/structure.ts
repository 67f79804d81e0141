/**
 * The shape of a CSAF 2.0 document: required members, types, patterns and choices, section by
 * section of chapter 3, reported as test `schema`. Product tree branches are checked one by one
 * from the view, because only they nest without end; CVSS objects belong to test 6.1.8. The file is long and stays
 * whole: it is one table, and reads beside the standard's chapter.
 */
import {
  any,
  instant,
  list,
  object,
  oneOf,
  string,
  uri,
  type Shape,
  type ShapeReport,
} from './shape.ts';
import { branchDepthMax, type View } from './view.ts';

/** §3.1: types used in many places. */
const acknowledgments = list(
  object(
    {},
    { names: list(string()), organization: string(), summary: string(), urls: list(uri) },
    1,
  ),
);
const language = string(
  /^(([A-Za-z]{2,3}(-[A-Za-z]{3}(-[A-Za-z]{3}){0,2})?|[A-Za-z]{4,8})(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-WY-Za-wy-z0-9](-[A-Za-z0-9]{2,8})+)*(-[Xx](-[A-Za-z0-9]{1,8})+)?|[Xx](-[A-Za-z0-9]{1,8})+|[Ii]-[Dd][Ee][Ff][Aa][Uu][Ll][Tt]|[Ii]-[Mm][Ii][Nn][Gg][Oo])$/,
  'must be a language tag such as `en-US`',
);
const notes = list(
  object(
    {
      category: oneOf(
        'description',
        'details',
        'faq',
        'general',
        'legal_disclaimer',
        'other',
        'summary',
      ),
      text: string(),
    },
    { audience: string(), title: string() },
  ),
);
const ids = list(string(), { isUnique: true });
const references = list(
  object({ summary: string(), url: uri }, { category: oneOf('external', 'self') }),
);
const version = string(
  /^(0|[1-9][0-9]*)$|^((0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?)$/,
  'must be a version such as `1` or `1.0.0`',
);
const cpe =
  /^(cpe:2\.3:[aho*-](:(((\?*|\*?)([a-zA-Z0-9._-]|(\\[\\*?!"#$%&'()+,/:;<=>@[\]^`{|}~]))+(\?*|\*?))|[*-])){5}(:(([a-zA-Z]{2,3}(-([a-zA-Z]{2}|[0-9]{3}))?)|[*-]))(:(((\?*|\*?)([a-zA-Z0-9._-]|(\\[\\*?!"#$%&'()+,/:;<=>@[\]^`{|}~]))+(\?*|\*?))|[*-])){4})|([c][pP][eE]:\/[AHOaho]?(:[A-Za-z0-9._~%-]*){0,6})$/;

/** §3.1.3, at most 1,000 characters of a CPE, whose pattern backtracks. */
const cpeShape: Shape = (value, path, report) => {
  if (typeof value === 'string' && value.length > 1000)
    report.fault(path, 'must be a CPE of at most 1,000 characters');
  else string(cpe, 'must be a CPE 2.2 or 2.3')(value, path, report);
};
const fullProductName = object(
  { name: string(), product_id: string() },
  {
    product_identification_helper: object(
      {},
      {
        cpe: cpeShape,
        hashes: list(
          object({
            file_hashes: list(
              object({
                algorithm: string(),
                value: string(/^[0-9a-fA-F]{32,}$/, 'must be hexadecimal, 32 digits or more'),
              }),
            ),
            filename: string(),
          }),
        ),
        model_numbers: ids,
        purl: string(/^pkg:[A-Za-z.\-+][A-Za-z0-9.\-+]*\/.+/, 'must be a package URL'),
        sbom_urls: list(uri),
        serial_numbers: ids,
        skus: list(string()),
        x_generic_uris: list(object({ namespace: uri, uri })),
      },
      1,
    ),
  },
);

/** §3.2.1 */
const documentShape = object(
  {
    category: string(
      /^[^\s\-_.](.*[^\s\-_.])?$/,
      'must not start or end with space, `-`, `_` or `.`',
    ),
    csaf_version: oneOf('2.0'),
    publisher: object(
      {
        category: oneOf('coordinator', 'discoverer', 'other', 'translator', 'user', 'vendor'),
        name: string(),
        namespace: uri,
      },
      { contact_details: string(), issuing_authority: string() },
    ),
    title: string(),
    tracking: object(
      {
        current_release_date: instant,
        id: string(/^\S(.*\S)?$/, 'must not start or end with space'),
        initial_release_date: instant,
        revision_history: list(
          object(
            { date: instant, number: version, summary: string() },
            { legacy_version: string() },
          ),
        ),
        status: oneOf('draft', 'final', 'interim'),
        version,
      },
      {
        aliases: ids,
        generator: object(
          { engine: object({ name: string() }, { version: string() }) },
          { date: instant },
        ),
      },
    ),
  },
  {
    acknowledgments,
    aggregate_severity: object({ text: string() }, { namespace: uri }),
    distribution: object(
      {},
      {
        text: string(),
        tlp: object({ label: oneOf('AMBER', 'GREEN', 'RED', 'WHITE') }, { url: uri }),
      },
      1,
    ),
    lang: language,
    notes,
    references,
    source_lang: language,
  },
);

/** §3.2.2, without the insides of branches. */
const productTree = object(
  {},
  {
    branches: list(any),
    full_product_names: list(fullProductName),
    product_groups: list(
      object(
        { group_id: string(), product_ids: list(string(), { itemsMin: 2, isUnique: true }) },
        { summary: string() },
      ),
    ),
    relationships: list(
      object({
        category: oneOf(
          'default_component_of',
          'external_component_of',
          'installed_on',
          'installed_with',
          'optional_component_of',
        ),
        full_product_name: fullProductName,
        product_reference: string(),
        relates_to_product_reference: string(),
      }),
    ),
  },
  1,
);
const branchShape = object(
  {
    category: oneOf(
      'architecture',
      'host_name',
      'language',
      'legacy',
      'patch_level',
      'product_family',
      'product_name',
      'product_version',
      'product_version_range',
      'service_pack',
      'specification',
      'vendor',
    ),
    name: string(),
  },
  { branches: list(any), product: fullProductName },
);

/** §3.2.3 */
const about = { group_ids: ids, product_ids: ids };
const vulnerabilities = list(
  object(
    {},
    {
      acknowledgments,
      cve: string(/^CVE-[0-9]{4}-[0-9]{4,}$/, 'must be a CVE id'),
      cwe: object({ id: string(/^CWE-[1-9]\d{0,5}$/, 'must be a CWE id'), name: string() }),
      discovery_date: instant,
      flags: list(
        object(
          {
            label: oneOf(
              'component_not_present',
              'inline_mitigations_already_exist',
              'vulnerable_code_cannot_be_controlled_by_adversary',
              'vulnerable_code_not_in_execute_path',
              'vulnerable_code_not_present',
            ),
          },
          { date: instant, ...about },
        ),
        { isUnique: true },
      ),
      ids: list(object({ system_name: string(), text: string() }), { isUnique: true }),
      involvements: list(
        object(
          {
            party: oneOf('coordinator', 'discoverer', 'other', 'user', 'vendor'),
            status: oneOf(
              'completed',
              'contact_attempted',
              'disputed',
              'in_progress',
              'not_contacted',
              'open',
            ),
          },
          { date: instant, summary: string() },
        ),
        { isUnique: true },
      ),
      notes,
      product_status: object(
        {},
        {
          first_affected: ids,
          first_fixed: ids,
          fixed: ids,
          known_affected: ids,
          known_not_affected: ids,
          last_affected: ids,
          recommended: ids,
          under_investigation: ids,
        },
        1,
      ),
      references,
      release_date: instant,
      remediations: list(
        object(
          {
            category: oneOf(
              'mitigation',
              'no_fix_planned',
              'none_available',
              'vendor_fix',
              'workaround',
            ),
            details: string(),
          },
          {
            date: instant,
            entitlements: list(string()),
            restart_required: object(
              {
                category: oneOf(
                  'connected',
                  'dependencies',
                  'machine',
                  'none',
                  'parent',
                  'service',
                  'system',
                  'vulnerable_component',
                  'zone',
                ),
              },
              { details: string() },
            ),
            url: uri,
            ...about,
          },
        ),
      ),
      scores: list(
        object({ products: ids }, { cvss_v2: object({}, {}), cvss_v3: object({}, {}) }, 2),
      ),
      threats: list(
        object(
          { category: oneOf('exploit_status', 'impact', 'target_set'), details: string() },
          { date: instant, ...about },
        ),
      ),
      title: string(),
    },
    1,
  ),
);

const root = object(
  { document: documentShape },
  { $schema: uri, product_tree: productTree, vulnerabilities },
);

/** Checks the whole document's shape. */
export function checkStructure(csaf: unknown, view: View, report: ShapeReport): void {
  root(csaf, '', {
    fault: report.fault,
    // CVSS members are 6.1.8's; the shapes above only ask that there is an object.
    unknown: (path) => {
      if (!/\/cvss_v[23]\/[^/]*$/.test(path)) report.unknown(path);
    },
  });
  if (view.isTooDeep)
    report.fault('/product_tree', `branches nest deeper than ${branchDepthMax}; flatten them`);
  for (const { record: branch, path } of view.branches) {
    branchShape(branch, path, report);
    if (Object.keys(branch).length !== 3)
      report.fault(path, 'must have `category`, `name` and one of `branches` and `product`');
  }
}
