/**
 * Reads a CSAF 2.0 document as an advisory of ours: the inverse of `to-csaf.ts`, and as much of
 * anybody else's document as an advisory can hold. It never refuses for what it leaves out;
 * `translate.ts` writes the result back and compares, so that nothing is lost unsaid.
 */
import { intervalsOf, parseVers, type Interval } from '#standards/vers';
import type {
  Advisory,
  Affected,
  AffectedRange,
  Credit,
  Reference,
  RemediationStep,
  SeverityClaim,
  TimelineEntry,
} from './advisory.ts';
import { identify } from './ecosystem.ts';
import { list, record, records, text, type Json } from './json.ts';
import { defaultVendor } from './product-tree.ts';
import { referenceWords, remediationCategories, type Publisher } from './to-csaf.ts';

/** Trees are read this deep; `checkCsaf` refuses deeper ones. */
const branchDepthMax = 64;

export interface ReadDocument {
  advisory: Advisory;
  publisher: Publisher;
}

/** The advisory and publisher in a document that `checkCsaf` found valid. */
export function fromCsaf(csaf: unknown): ReadDocument {
  const document = record(record(csaf)['document']);
  const tracking = record(document['tracking']);
  const [vulnerability = {}] = records(record(csaf)['vulnerabilities']);
  const notes = records(vulnerability['notes']);
  const publisher = publisherOf(document, text(tracking['id']));
  const summary = noteText(records(document['notes']), 'Summary');
  const description = noteText(notes, 'Description');
  const withdrawn = /^Withdrawn (\S+): ([\s\S]+)$/.exec(
    noteText(records(document['notes']), 'Withdrawn'),
  );
  const isDraft = tracking['status'] === 'draft';
  const { id: cwe } = record(vulnerability['cwe']);
  const [, at = '', reason = ''] = withdrawn ?? [];
  const advisory: Advisory = {
    id: text(tracking['id']),
    status: isDraft ? 'draft' : withdrawn === null ? 'published' : 'withdrawn',
    title: text(document['title']),
    summary,
    details: description === summary ? '' : description,
    impact: noteText(notes, 'Impact'),
    affected: affectedOf(record(csaf), vulnerability),
    aliases: typeof vulnerability['cve'] === 'string' ? [vulnerability['cve']] : [],
    severity: severityOf(vulnerability, noteText(notes, 'Who scored this'), publisher.name),
    ...(typeof cwe === 'string' && { cwe }),
    references: records(document['references']).flatMap(referenceOf),
    credits: records(vulnerability['acknowledgments']).flatMap(creditOf),
    remediation: records(vulnerability['remediations']).map(stepOf),
    timeline: linesOf(noteText(notes, 'Timeline')).flatMap(timelineEntryOf),
    tlp: 'CLEAR',
    language: text(document['lang']),
    draftedAt: text(tracking['initial_release_date']),
    revisions: isDraft
      ? []
      : records(tracking['revision_history']).map(({ number, date, summary: words }) => ({
          number: Number(number),
          at: text(date),
          summary: text(words),
        })),
    ...(withdrawn !== null && { withdrawal: { at, reason } }),
  };
  return { advisory, publisher };
}

function publisherOf(document: Json, id: string): Publisher {
  const publisher = record(document['publisher']) as unknown as Publisher;
  const self = records(document['references']).find(({ category }) => category === 'self');
  const folder = /^(https:\/\/.+)\/\d{4}\/[^/]+\.json$/.exec(text(self?.['url']))?.[1];
  return folder === undefined || id === '' ? publisher : { ...publisher, advisoriesUrl: folder };
}

function affectedOf(csaf: Json, vulnerability: Json): Affected[] {
  const known = new Set(list(record(vulnerability['product_status'])['known_affected']));
  const found = new Map<string, Affected>();
  const walk = (branches: unknown, vendor: string, depth: number) => {
    for (const branch of depth > branchDepthMax ? [] : records(branches)) {
      const maker = branch['category'] === 'vendor' ? text(branch['name']) : vendor;
      const product = record(branch['product']);
      if (known.has(product['product_id'])) addProduct(branch, product, maker, found);
      walk(branch['branches'], maker, depth + 1);
    }
  };
  walk(record(csaf['product_tree'])['branches'], '', 0);
  return [...found.values()];
}

function addProduct(
  branch: Json,
  product: Json,
  vendor: string,
  found: Map<string, Affected>,
): void {
  const reading = identify(text(record(product['product_identification_helper'])['purl']));
  if (!reading.isValid) return;
  const { identity, version } = reading;
  const affected = found.get(identity.purl) ?? {
    ecosystem: identity.ecosystem,
    purl: identity.purl,
    ...(vendor !== '' && vendor !== defaultVendor(identity) && { vendor }),
    ranges: [],
    versions: [],
  };
  found.set(identity.purl, affected);
  if (version !== null) affected.versions.push(version);
  const vers = parseVers(text(branch['name']));
  if (branch['category'] !== 'product_version_range' || !vers.isValid) return;
  const result = intervalsOf(vers.vers);
  if ('intervals' in result) affected.ranges.push(...result.intervals.map(rangeOf));
}

function rangeOf({ from = '0', before, through }: Interval): AffectedRange {
  return {
    introduced: from,
    ...(before !== undefined && { fixed: before }),
    ...(through !== undefined && { lastAffected: through }),
  };
}

/** The note names everyone who scored; without it, the publisher's own scores are all there is. */
function severityOf(vulnerability: Json, note: string, publisher: string): SeverityClaim[] {
  const claims = linesOf(note).flatMap((line) => {
    const at = line.lastIndexOf(': ');
    return at < 1 ? [] : [{ vector: line.slice(at + 2), claimedBy: line.slice(0, at) }];
  });
  if (claims.length > 0) return claims;
  return records(vulnerability['scores']).flatMap((score) =>
    ['cvss_v3', 'cvss_v2'].flatMap((key) => {
      const vector = record(score[key])['vectorString'];
      return typeof vector === 'string' ? [{ vector, claimedBy: publisher }] : [];
    }),
  );
}

function referenceOf({ category, summary, url }: Json): Reference[] {
  if (category === 'self') return [];
  const words = text(summary);
  for (const [kind, word] of Object.entries(referenceWords) as [Reference['kind'], string][]) {
    if (words.startsWith(`${word}: `))
      return [{ kind, url: text(url), title: words.slice(word.length + 2) }];
  }
  return [{ kind: 'web', url: text(url), title: words }];
}

/** A name that is published has been consented to by whoever published it. */
function creditOf({ names, organization, summary }: Json): Credit[] {
  return list(names).map((name) => ({
    name: text(name),
    ...(typeof organization === 'string' && { organization }),
    role: text(summary) as Credit['role'],
    consent: 'given',
  }));
}

function stepOf({ category, details, restart_required: restart, url }: Json): RemediationStep {
  const kinds = Object.entries(remediationCategories) as [RemediationStep['kind'], string][];
  const parts = /^([\s\S]*)\n\nDowntime: (.*)\nCheck: (.*)$/.exec(text(details));
  const [, what = text(details), downtime = '', check = ''] = parts ?? [];
  return {
    kind: kinds.find(([, name]) => name === category)?.[0] ?? 'mitigation',
    what,
    downtime,
    restart: text(record(restart)['category']) as RemediationStep['restart'],
    check,
    ...(typeof url === 'string' && { url }),
  };
}

function timelineEntryOf(line: string): TimelineEntry[] {
  const at = line.indexOf(' ');
  return at < 1 ? [] : [{ at: line.slice(0, at), what: line.slice(at + 1) }];
}

function linesOf(words: string): string[] {
  return words === '' ? [] : words.split('\n');
}

function noteText(notes: Json[], title: string): string {
  return text(notes.find((note) => note['title'] === title)?.['text']);
}
