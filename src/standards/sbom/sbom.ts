/**
 * What every inventory becomes, whichever format it was written in: components by package URL,
 * and findings about what could not be read. Reading never throws on its input; a document that
 * says nothing useful is an empty list with a finding that says why.
 */

export interface SbomComponent {
  /** How the document refers to it (`bom-ref`, `SPDXID`, `spdxId`). */
  ref: string | null;
  name: string;
  version: string | null;
  /** Canonical; absent when the document gives none that can be read. */
  purl?: string;
  /** Further purls of the same component, canonical, as SPDX allows. */
  otherPurls?: string[];
}

export interface Sbom {
  format: 'CycloneDX' | 'SPDX' | null;
  encoding: 'JSON' | 'XML' | 'tag-value' | 'JSON-LD' | null;
  /** As the document states it, without a prefix: `1.6`, `2.3`, `3.0.1`. */
  specVersion: string | null;
  /** What the inventory is of, where the format keeps that apart (CycloneDX `metadata.component`). */
  subject?: SbomComponent;
  components: SbomComponent[];
  problems: SbomProblem[];
}

export type SbomProblemCode =
  | 'too_large'
  | 'too_deep'
  | 'not_utf8'
  | 'not_readable'
  | 'format_unknown'
  | 'version_unknown'
  | 'field_invalid'
  | 'no_name'
  | 'no_version'
  | 'no_purl'
  | 'purl_invalid'
  | 'more_problems';

export interface SbomProblem {
  code: SbomProblemCode;
  /** Where: a JSON pointer, `line 12`, `byte 3`, or an XML path; '' is the whole document. */
  instancePath: string;
  /** What is wrong with which field, and the mend. */
  message: string;
  /** Of the component it is about. */
  ref?: string;
}

/** Limits on one document. */
export const sbomLimits = {
  bytesMax: 64 * 1024 * 1024,
  depthMax: 100,
  componentsMax: 500_000,
  textCharsMax: 4_096,
  purlsPerComponentMax: 100,
  problemsMax: 1_000,
} as const;
