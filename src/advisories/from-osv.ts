/**
 * Reads an OSV record as an advisory of ours: the inverse of `to-osv.ts`, and as much of anybody
 * else's record as an advisory can hold. Like `from-csaf.ts`, it leaves out silently and
 * `translate.ts` says what.
 */
import type { OsvAffected, OsvRecord } from '#standards/osv';
import type { z } from 'zod';
import { readCvss } from '#standards/cvss';
import type {
  Advisory,
  Affected,
  AffectedRange,
  Credit,
  Reference,
  RemediationStep,
  Revision,
  SeverityClaim,
} from './advisory.ts';
import { identify } from './ecosystem.ts';
import type { ReadDocument } from './from-csaf.ts';
import { list, record, text } from './json.ts';
import { carriedSchemas, publisherSchema } from './schema.ts';
import { detailsOf } from './to-osv.ts';
import type { Publisher } from './to-csaf.ts';

/** The advisory in a record that `readOsv` found sound; `publisher` where the record names none. */
export function fromOsv(
  osv: OsvRecord,
  publisher?: Publisher,
): Partial<ReadDocument> & { advisory: Advisory } {
  const own = record(osv.database_specific);
  const titles = list(own['reference_titles']);
  const organizations = list(own['credit_organizations']);
  const vendors = list(own['vendors']);
  const [cwe] = list(own['cwe_ids']);
  const withdrawal = withdrawalOf(osv, own['withdrawal']);
  const status =
    withdrawal !== undefined ? 'withdrawn' : own['status'] === 'draft' ? 'draft' : 'published';
  const draftedAt = osv.published ?? osv.modified;
  const advisory: Advisory = {
    id: osv.id,
    status,
    title: osv.summary ?? osv.id,
    summary: text(own['summary']),
    details: '',
    impact: text(own['impact']),
    affected: (osv.affected ?? []).flatMap((affected, index) =>
      affectedOf(affected, vendors[index]),
    ),
    aliases: osv.aliases ?? [],
    severity: severityOf(osv, carried('severity', own['severity_claims'])),
    ...(typeof cwe === 'string' && { cwe }),
    references: (osv.references ?? []).map(({ type, url }, index) => ({
      kind: type.toLowerCase() as Reference['kind'],
      url,
      title: text(titles[index]) || url,
    })),
    credits: (osv.credits ?? []).map(({ name, type }, index) => {
      const organization = organizations[index];
      const role = (type ?? 'OTHER').toLowerCase() as Credit['role'];
      return {
        name,
        ...(typeof organization === 'string' && { organization }),
        role,
        consent: 'given',
      };
    }),
    remediation: carried('remediation', own['remediation']) as RemediationStep[],
    timeline: carried('timeline', own['timeline']),
    tlp: 'CLEAR',
    language: text(own['language']) || 'en',
    draftedAt,
    revisions: status === 'draft' ? [] : revisionsOf(osv, carried('revisions', own['revisions'])),
    ...(withdrawal !== undefined && { withdrawal }),
  };
  advisory.details = ownDetails(osv.details ?? '', advisory);
  const reading = publisherSchema.safeParse(own['publisher']);
  const named = reading.success ? (reading.data as Publisher) : publisher;
  return { advisory, ...(named !== undefined && { publisher: named }) };
}

/** A list from `database_specific`, empty when it is not what we would have written. */
function carried<Name extends keyof typeof carriedSchemas>(
  name: Name,
  value: unknown,
): z.infer<(typeof carriedSchemas)[Name]> {
  const reading = carriedSchemas[name].safeParse(value);
  return (reading.success ? reading.data : []) as z.infer<(typeof carriedSchemas)[Name]>;
}

/** What stands between the parts of `details` that are built from other fields. */
function ownDetails(details: string, advisory: Advisory): string {
  const marker = '\u0000';
  const [before = '', after = ''] = detailsOf({ ...advisory, details: marker }).split(marker);
  const isOurs =
    details.startsWith(before) &&
    details.endsWith(after) &&
    details.length > before.length + after.length;
  if (isOurs) return details.slice(before.length, details.length - after.length);
  return details === detailsOf(advisory) ? '' : details;
}

function affectedOf(
  { package: named, ranges, versions }: OsvAffected,
  vendor: unknown,
): Affected[] {
  if (named?.purl === undefined) return [];
  const reading = identify(named.purl, named.ecosystem);
  if (!reading.isValid) return [];
  const { ecosystem, purl } = reading.identity;
  return [
    {
      ecosystem,
      purl,
      ...(typeof vendor === 'string' && { vendor }),
      ranges: (ranges ?? [])
        .filter(({ type }) => type !== 'GIT')
        .flatMap(({ events }) => rangesOf(events)),
      versions: versions ?? [],
    },
  ];
}

/** One range an interval; events come in pairs, as they were written. */
function rangesOf(events: NonNullable<OsvAffected['ranges']>[number]['events']): AffectedRange[] {
  const ranges: AffectedRange[] = [];
  for (const event of events) {
    const open = ranges.at(-1);
    if ('introduced' in event) ranges.push({ introduced: event.introduced });
    else if (open === undefined) continue;
    else if ('fixed' in event) open.fixed = event.fixed;
    else if ('last_affected' in event) open.lastAffected = event.last_affected;
  }
  return ranges;
}

/** Our own claims where they are listed; else OSV's scores, claimed by their source or the record. */
function severityOf(osv: OsvRecord, claims: SeverityClaim[]): SeverityClaim[] {
  if (claims.length > 0) return claims;
  return (osv.severity ?? [])
    .filter(({ score }) => readCvss(score).isValid)
    .map(({ score, source }) => ({ vector: score, claimedBy: source ?? osv.id }));
}

function revisionsOf(osv: OsvRecord, revisions: Revision[]): Revision[] {
  if (revisions.length > 0) return revisions;
  const first = { number: 1, at: osv.published ?? osv.modified, summary: 'First publication.' };
  return first.at === osv.modified
    ? [first]
    : [first, { number: 2, at: osv.modified, summary: 'Last change.' }];
}

function withdrawalOf(osv: OsvRecord, own: unknown): Advisory['withdrawal'] {
  if (osv.withdrawn === undefined) return undefined;
  return { at: osv.withdrawn, reason: text(record(own)['reason']) || 'No reason is recorded.' };
}
