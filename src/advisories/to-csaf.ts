/**
 * Writes an advisory as CSAF 2.0, profile `csaf_security_advisory` (§4.4). One advisory is one
 * vulnerability. The document is a pure function of the advisory and its publisher: no clock, no
 * generator date, keys in order (test 6.2.13), so writing twice gives the same bytes.
 *
 * CSAF 2.0 knows CVSS 2 and 3 only and one score of each for a product: the first claim of each is
 * the score, and all claims, 4.0 too, stand in a note with who made them.
 */
import { readCvss } from '#standards/cvss';
import {
  csafFileName,
  cweName,
  type CsafDocument,
  type CsafNote,
  type CsafPublisher,
  type CsafReference,
  type CsafRemediation,
  type CsafScore,
  type CsafTracking,
  type CsafVulnerability,
} from '#standards/csaf';
import { consentingCredits, modifiedAt, type Advisory, type RemediationStep } from './advisory.ts';
import { productTreeOf, type ProductTree } from './product-tree.ts';

/** Who publishes: the installation's own name and addresses. */
export interface Publisher extends CsafPublisher {
  /** Folder address under which advisories are served, by year: the canonical address (test 6.2.11). */
  advisoriesUrl?: string;
}

/** The CSAF 2.0 document of an advisory. Deterministic. */
export function toCsaf(advisory: Advisory, publisher: Publisher): CsafDocument {
  const tree = productTreeOf(advisory);
  const { advisoriesUrl, ...csafPublisher } = publisher;
  const references = referencesOf(advisory, advisoriesUrl);
  const notes = documentNotes(advisory);
  const document: CsafDocument = {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      distribution: {
        text: 'TLP:CLEAR',
        tlp: { label: 'WHITE', url: 'https://www.first.org/tlp/' },
      },
      lang: advisory.language,
      ...(notes.length > 0 && { notes }),
      publisher: csafPublisher,
      ...(references.length > 0 && { references }),
      title: advisory.title,
      tracking: trackingOf(advisory),
    },
    product_tree: { branches: tree.branches },
    vulnerabilities: [vulnerabilityOf(advisory, tree)],
  };
  return inKeyOrder(document) as CsafDocument;
}

/** CSAF 2.0 still says WHITE for what TLP 2.0 calls CLEAR, hence both words above. */
function trackingOf(advisory: Advisory): CsafTracking {
  const isDraft = advisory.status === 'draft';
  const history = isDraft
    ? [{ number: '0', date: advisory.draftedAt, summary: 'Draft.' }]
    : advisory.revisions.map(({ number, at, summary }) => ({
        number: String(number),
        date: at,
        summary,
      }));
  return {
    id: advisory.id,
    status: isDraft ? 'draft' : 'final',
    version: history.at(-1)?.number ?? '0',
    initial_release_date: history[0]?.date ?? advisory.draftedAt,
    current_release_date: modifiedAt(advisory),
    revision_history: history,
    generator: { engine: { name: 'Sallyport' } },
  };
}

function documentNotes(advisory: Advisory): CsafNote[] {
  const notes: CsafNote[] =
    advisory.summary === ''
      ? []
      : [{ category: 'summary', title: 'Summary', text: advisory.summary }];
  // CSAF 2.0 has no withdrawn profile, so a withdrawal is said where a person reads first.
  if (advisory.withdrawal !== undefined) {
    const { at, reason } = advisory.withdrawal;
    notes.unshift({ category: 'general', title: 'Withdrawn', text: `Withdrawn ${at}: ${reason}` });
  }
  return notes;
}

function referencesOf(advisory: Advisory, advisoriesUrl: string | undefined): CsafReference[] {
  const references = advisory.references.map(({ kind, url, title }): CsafReference => ({
    category: 'external',
    summary: `${referenceWords[kind]}: ${title}`,
    url,
  }));
  if (advisoriesUrl === undefined) return references;
  const url = `${advisoriesUrl.replace(/\/$/, '')}/${yearOf(advisory)}/${csafFileName(advisory.id)}`;
  return [{ category: 'self', summary: 'This advisory', url }, ...references];
}

/** The folder of CSAF 2.0 §7.1.11 is the year of the first release. */
function yearOf(advisory: Advisory): string {
  return (advisory.revisions[0]?.at ?? advisory.draftedAt).slice(0, 4);
}

function vulnerabilityOf(advisory: Advisory, tree: ProductTree): CsafVulnerability {
  const [cve] = advisory.aliases;
  const weakness = advisory.cwe === undefined ? undefined : cweName(advisory.cwe);
  const acknowledgments = consentingCredits(advisory).map(({ name, organization, role }) => ({
    names: [name],
    ...(organization !== undefined && { organization }),
    summary: role,
  }));
  const scores = scoresOf(advisory, tree);
  const remediations = advisory.remediation.map((step) => remediationOf(step, tree));
  const [first] = advisory.revisions;
  return {
    ...(acknowledgments.length > 0 && { acknowledgments }),
    ...(cve !== undefined && { cve }),
    ...(advisory.cwe !== undefined &&
      weakness !== undefined && { cwe: { id: advisory.cwe, name: weakness } }),
    notes: vulnerabilityNotes(advisory),
    product_status: {
      known_affected: tree.affectedIds,
      ...(tree.fixedIds.length > 0 && { fixed: tree.fixedIds }),
    },
    ...(first !== undefined && { release_date: first.at }),
    ...(remediations.length > 0 && { remediations }),
    ...(scores.length > 0 && { scores }),
    title: advisory.title,
  };
}

function vulnerabilityNotes(advisory: Advisory): CsafNote[] {
  const note = (category: CsafNote['category'], title: string, text: string): CsafNote[] =>
    text === '' ? [] : [{ category, title, text }];
  const claims = advisory.severity.map(({ vector, claimedBy }) => `${claimedBy}: ${vector}`);
  const events = advisory.timeline.map(({ at, what }) => `${at} ${what}`);
  return [
    ...note(
      'description',
      'Description',
      advisory.details === '' ? advisory.summary : advisory.details,
    ),
    ...note('details', 'Impact', advisory.impact),
    ...note('other', 'Who scored this', claims.join('\n')),
    ...note('other', 'Timeline', events.join('\n')),
  ];
}

/** A fix is offered to those it fixes; every other step to all who are affected. */
function remediationOf(step: RemediationStep, tree: ProductTree): CsafRemediation {
  const { what, downtime, restart, check, url } = step;
  const isFix = step.kind === 'update' && tree.fixableIds.length > 0;
  return {
    category: remediationCategories[step.kind],
    details: `${what}\n\nDowntime: ${downtime}\nCheck: ${check}`,
    product_ids: isFix ? tree.fixableIds : tree.affectedIds,
    restart_required: { category: restart },
    ...(url !== undefined && { url }),
  };
}

function scoresOf(advisory: Advisory, tree: ProductTree): CsafScore[] {
  const readings = advisory.severity.flatMap(({ vector }) => {
    const reading = readCvss(vector);
    return reading.isValid ? [reading.cvss] : [];
  });
  const v3 = readings.find(({ version }) => version === '3.1' || version === '3.0');
  const v2 = readings.find(({ version }) => version === '2.0');
  if (v3 === undefined && v2 === undefined) return [];
  const score: CsafScore = { products: tree.affectedIds };
  if (v2 !== undefined)
    score.cvss_v2 = { version: '2.0', vectorString: v2.vector, baseScore: v2.baseScore };
  if (v3 !== undefined) {
    score.cvss_v3 = {
      version: v3.version === '3.0' ? '3.0' : '3.1',
      vectorString: v3.vector,
      baseScore: v3.baseScore,
      baseSeverity: v3.baseSeverity.toUpperCase(),
    };
  }
  return [score];
}

export const remediationCategories = {
  update: 'vendor_fix',
  workaround: 'workaround',
  mitigation: 'mitigation',
  'no-fix-yet': 'none_available',
  'no-fix-planned': 'no_fix_planned',
} as const satisfies Record<RemediationStep['kind'], CsafRemediation['category']>;

/** CSAF has no kinds of reference, so the kind leads the words. */
export const referenceWords = {
  advisory: 'Advisory',
  article: 'Article',
  detection: 'Detection',
  discussion: 'Discussion',
  report: 'Report',
  fix: 'Fix',
  introduced: 'Introduced',
  git: 'Repository',
  package: 'Package',
  evidence: 'Evidence',
  web: 'Web page',
} as const satisfies Record<Advisory['references'][number]['kind'], string>;

/** Keys in code-unit order at every level (test 6.2.13). Depth is the writer's own, so bounded. */
function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, inKeyOrder(item)]));
}
