/**
 * The part of a CSAF 2.0 document (OASIS, ISO/IEC 20153:2025) that we write, as types named after
 * the standard's own properties. What others write is wider and is never trusted to have this
 * shape before `checkCsaf` has seen it.
 */
export type BranchCategory =
  | 'architecture'
  | 'host_name'
  | 'language'
  | 'legacy'
  | 'patch_level'
  | 'product_family'
  | 'product_name'
  | 'product_version'
  | 'product_version_range'
  | 'service_pack'
  | 'specification'
  | 'vendor';

export interface CsafDocument {
  document: {
    category: string;
    csaf_version: '2.0';
    distribution?: {
      text?: string;
      tlp?: { label: 'AMBER' | 'GREEN' | 'RED' | 'WHITE'; url?: string };
    };
    lang?: string;
    notes?: CsafNote[];
    publisher: CsafPublisher;
    references?: CsafReference[];
    title: string;
    tracking: CsafTracking;
  };
  product_tree?: { branches?: CsafBranch[] };
  vulnerabilities?: CsafVulnerability[];
}

export interface CsafPublisher {
  category: 'coordinator' | 'discoverer' | 'other' | 'translator' | 'user' | 'vendor';
  name: string;
  /** An address under the publisher's control. */
  namespace: string;
  contact_details?: string;
  issuing_authority?: string;
}

export interface CsafTracking {
  id: string;
  status: 'draft' | 'final' | 'interim';
  version: string;
  initial_release_date: string;
  current_release_date: string;
  revision_history: { number: string; date: string; summary: string }[];
  generator?: { engine: { name: string; version?: string }; date?: string };
}

export interface CsafNote {
  category:
    'description' | 'details' | 'faq' | 'general' | 'legal_disclaimer' | 'other' | 'summary';
  text: string;
  title?: string;
  audience?: string;
}

export interface CsafReference {
  category: 'external' | 'self';
  summary: string;
  url: string;
}

export interface CsafBranch {
  category: BranchCategory;
  name: string;
  branches?: CsafBranch[];
  product?: CsafProduct;
}

export interface CsafProduct {
  name: string;
  product_id: string;
  product_identification_helper?: { purl?: string };
}

export interface CsafVulnerability {
  acknowledgments?: { names?: string[]; organization?: string; summary?: string }[];
  cve?: string;
  cwe?: { id: string; name: string };
  notes?: CsafNote[];
  product_status?: { known_affected?: string[]; fixed?: string[] };
  references?: CsafReference[];
  release_date?: string;
  remediations?: CsafRemediation[];
  scores?: CsafScore[];
  title?: string;
}

export interface CsafRemediation {
  category: 'mitigation' | 'no_fix_planned' | 'none_available' | 'vendor_fix' | 'workaround';
  details: string;
  product_ids: string[];
  restart_required?: { category: 'none' | 'service' | 'system' | 'dependencies' };
  url?: string;
}

export interface CsafScore {
  cvss_v2?: { version: '2.0'; vectorString: string; baseScore: number };
  cvss_v3?: {
    version: '3.0' | '3.1';
    vectorString: string;
    baseScore: number;
    baseSeverity: string;
  };
  products: string[];
}

/** The file name CSAF 2.0 §5.1 derives from a tracking id. */
export function csafFileName(trackingId: string): string {
  return `${trackingId.toLowerCase().replace(/[^+\-a-z0-9]+/g, '_')}.json`;
}
