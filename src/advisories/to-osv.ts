/**
 * Writes an advisory as an OSV record (OSV schema 1.7). What OSV has no field for is told twice:
 * in `details`, for a person, and in `database_specific`, for our own matching and for reading
 * the advisory back without loss. The affected versions stand in OSV's own fields and nowhere else.
 */
import { readCvss } from '#standards/cvss';
import { osvSchemaVersion } from '#standards/osv';
import {
  consentingCredits,
  modifiedAt,
  type Advisory,
  type Affected,
  type RemediationStep,
} from './advisory.ts';
import { identityOf } from './product-tree.ts';
import type { Publisher } from './to-csaf.ts';

export interface WrittenOsv {
  schema_version: string;
  id: string;
  modified: string;
  published?: string;
  withdrawn?: string;
  aliases?: string[];
  summary: string;
  details: string;
  severity?: { type: 'CVSS_V2' | 'CVSS_V3' | 'CVSS_V4'; score: string }[];
  affected: WrittenOsvAffected[];
  references?: { type: string; url: string }[];
  credits?: { name: string; type: string }[];
  database_specific: Record<string, unknown>;
}

export interface WrittenOsvAffected {
  package: { ecosystem: string; name: string; purl: string };
  ranges?: {
    type: 'SEMVER' | 'ECOSYSTEM';
    events: ({ introduced: string } | { fixed: string } | { last_affected: string })[];
  }[];
  versions?: string[];
}

/** The OSV record of an advisory. Deterministic. `publisher` lets the record become CSAF again. */
export function toOsv(advisory: Advisory, publisher?: Publisher): WrittenOsv {
  const [first] = advisory.revisions;
  const severity = severityOf(advisory);
  const credits = consentingCredits(advisory).map(({ name, role }) => ({
    name,
    type: role.toUpperCase(),
  }));
  return {
    schema_version: osvSchemaVersion,
    id: advisory.id,
    modified: modifiedAt(advisory),
    ...(first !== undefined && { published: first.at }),
    ...(advisory.withdrawal !== undefined && { withdrawn: advisory.withdrawal.at }),
    ...(advisory.aliases.length > 0 && { aliases: advisory.aliases }),
    summary: advisory.title,
    details: detailsOf(advisory),
    ...(severity.length > 0 && { severity }),
    affected: advisory.affected.map(affectedOf),
    ...(advisory.references.length > 0 && {
      references: advisory.references.map(({ kind, url }) => ({ type: kind.toUpperCase(), url })),
    }),
    ...(credits.length > 0 && { credits }),
    database_specific: databaseSpecific(advisory, publisher),
  };
}

function affectedOf(affected: Affected): WrittenOsvAffected {
  const { ecosystem, name, purl, rangeType } = identityOf(affected);
  const ranges = affected.ranges.map(({ introduced, fixed, lastAffected }) => ({
    type: rangeType,
    events: [
      { introduced },
      ...(fixed === undefined ? [] : [{ fixed }]),
      ...(lastAffected === undefined ? [] : [{ last_affected: lastAffected }]),
    ],
  }));
  return {
    package: { ecosystem, name, purl },
    ...(ranges.length > 0 && { ranges }),
    ...(affected.versions.length > 0 && { versions: affected.versions }),
  };
}

/** One score of each CVSS version, the first claimed: OSV consumers take the list as one severity. */
function severityOf(advisory: Advisory): NonNullable<WrittenOsv['severity']> {
  const scores = new Map<'CVSS_V2' | 'CVSS_V3' | 'CVSS_V4', string>();
  for (const { vector } of advisory.severity) {
    const reading = readCvss(vector);
    if (!reading.isValid) continue;
    const type =
      reading.cvss.version === '2.0'
        ? 'CVSS_V2'
        : reading.cvss.version === '4.0'
          ? 'CVSS_V4'
          : 'CVSS_V3';
    if (!scores.has(type)) scores.set(type, vector);
  }
  return [...scores].map(([type, score]) => ({ type, score }));
}

/** What a person reads. The last part is built from the fields below it, in this order, always. */
export function detailsOf(advisory: Advisory): string {
  const parts = advisory.summary === '' ? [] : [advisory.summary];
  if (advisory.withdrawal !== undefined)
    parts.unshift(`**Withdrawn** ${advisory.withdrawal.at}: ${advisory.withdrawal.reason}`);
  if (advisory.details !== '') parts.push(advisory.details);
  if (advisory.impact !== '') parts.push(`## Impact\n\n${advisory.impact}`);
  if (advisory.remediation.length > 0) {
    parts.push(`## What to do\n\n${advisory.remediation.map(stepWords).join('\n\n')}`);
  }
  if (advisory.timeline.length > 0) {
    parts.push(
      `## Timeline\n\n${advisory.timeline.map(({ at, what }) => `- ${at} ${what}`).join('\n')}`,
    );
  }
  return parts.join('\n\n');
}

function stepWords(
  { what, downtime, restart, check, url }: RemediationStep,
  index: number,
): string {
  const lines = [
    `${index + 1}. ${what}`,
    `   - Downtime: ${downtime}`,
    `   - Restart: ${restart}`,
    `   - Check: ${check}`,
  ];
  if (url !== undefined) lines.push(`   - See: ${url}`);
  return lines.join('\n');
}

function databaseSpecific(
  advisory: Advisory,
  publisher: Publisher | undefined,
): Record<string, unknown> {
  const { summary, impact, remediation, timeline, revisions, language, withdrawal, severity } =
    advisory;
  const vendors = advisory.affected.map(({ vendor }) => vendor ?? null);
  return {
    ...(publisher !== undefined && { publisher }),
    ...(advisory.cwe !== undefined && { cwe_ids: [advisory.cwe] }),
    tlp: advisory.tlp,
    status: advisory.status,
    summary,
    impact,
    remediation,
    timeline,
    severity_claims: severity,
    revisions,
    language,
    ...(withdrawal !== undefined && { withdrawal }),
    ...(vendors.some((vendor) => vendor !== null) && { vendors }),
    ...(advisory.references.length > 0 && {
      reference_titles: advisory.references.map(({ title }) => title),
    }),
    ...(consentingCredits(advisory).some(({ organization }) => organization !== undefined) && {
      credit_organizations: consentingCredits(advisory).map(
        ({ organization }) => organization ?? null,
      ),
    }),
  };
}
