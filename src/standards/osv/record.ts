/**
 * An OSV record (Open Source Vulnerability format, schema 1.7 and later; 1.8 added a severity's
 * source), as far as Sallyport reads and writes it. Everything optional may be left out or
 * undefined; unknown members are dropped on reading, but for the two free-form ones.
 */

/** The schema version Sallyport writes. */
export const osvSchemaVersion = '1.7.5';

export interface OsvRecord {
  schema_version?: string | undefined;
  id: string;
  /** RFC 3339, in UTC with `Z`, as every instant in a record. */
  modified: string;
  published?: string | undefined;
  /** Set when the record no longer stands: a withdrawn record affects nothing. */
  withdrawn?: string | undefined;
  /** Other ids of the same vulnerability. */
  aliases?: string[] | undefined;
  /** Ids of vulnerabilities this one is derived from, in an upstream package. */
  upstream?: string[] | undefined;
  related?: string[] | undefined;
  summary?: string | undefined;
  /** CommonMark. Untrusted text. */
  details?: string | undefined;
  severity?: OsvSeverity[] | undefined;
  affected?: OsvAffected[] | undefined;
  references?: OsvReference[] | undefined;
  credits?: OsvCredit[] | undefined;
  database_specific?: Record<string, unknown> | undefined;
}

export interface OsvSeverity {
  /** `CVSS_V2`, `CVSS_V3`, `CVSS_V4` or `Ubuntu`; others are kept. */
  type: string;
  /** The vector or grade, in the type's own notation. */
  score: string;
  /** Who scored it (schema 1.8). */
  source?: string | undefined;
}

export interface OsvAffected {
  package?: OsvPackage | undefined;
  severity?: OsvSeverity[] | undefined;
  ranges?: OsvRange[] | undefined;
  /** Affected versions by name, exactly as the ecosystem spells them. */
  versions?: string[] | undefined;
  ecosystem_specific?: Record<string, unknown> | undefined;
  database_specific?: Record<string, unknown> | undefined;
}

export interface OsvPackage {
  /** Such as `npm` or `Debian:12`. */
  ecosystem: string;
  name: string;
  purl?: string | undefined;
}

export interface OsvRange {
  type: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
  /** The repository's URL; required for `GIT`. */
  repo?: string | undefined;
  events: OsvEvent[];
  database_specific?: Record<string, unknown> | undefined;
}

/** One change of state at one version; `introduced: '0'` is before every version. */
export type OsvEvent =
  { introduced: string } | { fixed: string } | { last_affected: string } | { limit: string };

export interface OsvReference {
  /** `ADVISORY`, `ARTICLE`, `DETECTION`, `DISCUSSION`, `REPORT`, `FIX`, `INTRODUCED`, `PACKAGE`, `EVIDENCE` or `WEB`. */
  type: string;
  url: string;
}

export interface OsvCredit {
  name: string;
  contact?: string[] | undefined;
  /** `FINDER`, `REPORTER`, `COORDINATOR`, `REMEDIATION_DEVELOPER`, `TOOL` and the like. */
  type?: string | undefined;
}

/** What is wrong with a record, where, and whether it may still be matched. */
export interface OsvProblem {
  /** JSON pointer into the record; '' is the record itself. */
  instancePath: string;
  message: string;
  /** `quarantined`: the record is set aside; `dropped`: only this member is. */
  consequence: 'quarantined' | 'dropped';
}
