/**
 * An advisory of ours: one root cause, told once, published in every format (ISO/IEC 29147 §7;
 * DESIGN, flow 4). This is the noun: what it holds, which states it may be in, and what must be
 * true before it is published. Pure; publication as an act is a command.
 *
 * INVARIANT (published once, in every format): CSAF and OSV are written from this and nothing else.
 * INVARIANT (no credit without consent): a writer names only those whose consent is `given`.
 */
export type AdvisoryStatus = 'draft' | 'published' | 'withdrawn';
export type AdvisoryTrigger = 'publish' | 'revise' | 'withdraw';

/** Read aloud: a draft may be published; what is published may be revised or withdrawn; that is all. */
export const advisoryStates: Record<
  AdvisoryStatus,
  Partial<Record<AdvisoryTrigger, AdvisoryStatus>>
> = {
  draft: { publish: 'published' },
  published: { revise: 'published', withdraw: 'withdrawn' },
  withdrawn: {},
};

export interface Advisory {
  /** Given by the installation's own scheme: `SP-2026-0001`. */
  id: string;
  status: AdvisoryStatus;
  title: string;
  /** One or two sentences. */
  summary: string;
  /** Markdown, for those who want to know how it works. */
  details: string;
  /** What can happen to an organisation that does nothing, in plain words. */
  impact: string;
  affected: Affected[];
  /** The one existing CVE id of this root cause, if there is one. Never minted here. */
  aliases: string[];
  severity: SeverityClaim[];
  /** `CWE-1321`. */
  cwe?: string;
  references: Reference[];
  credits: Credit[];
  /** In the order an operator would take them. */
  remediation: RemediationStep[];
  timeline: TimelineEntry[];
  /** TLP 2.0. An advisory of ours is public or does not exist yet. */
  tlp: 'CLEAR';
  /** BCP 47. */
  language: string;
  draftedAt: string;
  /** Empty in a draft. The last is the current one. */
  revisions: Revision[];
  withdrawal?: { at: string; reason: string };
}

/** One package. The affected versions are the union of `ranges` and `versions`. */
export interface Affected {
  /** OSV's name: `npm`, `PyPI`, `Debian:12`. */
  ecosystem: string;
  /** Without version. */
  purl: string;
  /** Who makes it, where that has a name. */
  vendor?: string;
  ranges: AffectedRange[];
  /** Single versions, where no range says it. */
  versions: string[];
}

/** From `introduced` on (`0`: from the first version), up to `fixed` exclusive or `lastAffected` inclusive. */
export interface AffectedRange {
  introduced: string;
  fixed?: string;
  lastAffected?: string;
}

/** Who says it is this severe: scores differ, and a reader must know whose it is. */
export interface SeverityClaim {
  /** CVSS 2.0, 3.0, 3.1 or 4.0. */
  vector: string;
  claimedBy: string;
}

export interface Reference {
  /** OSV's reference types, in lower case. */
  kind:
    | 'advisory'
    | 'article'
    | 'detection'
    | 'discussion'
    | 'report'
    | 'fix'
    | 'introduced'
    | 'git'
    | 'package'
    | 'evidence'
    | 'web';
  url: string;
  title: string;
}

export interface Credit {
  name: string;
  organization?: string;
  /** OSV's credit types, in lower case; an AI model or harness is a `tool`. */
  role:
    | 'finder'
    | 'reporter'
    | 'analyst'
    | 'coordinator'
    | 'remediation_developer'
    | 'remediation_reviewer'
    | 'remediation_verifier'
    | 'tool'
    | 'sponsor'
    | 'other';
  consent: 'given' | 'asked' | 'refused';
}

/** What an operator does, in plain words: no step may need a developer to understand it. */
export interface RemediationStep {
  kind: 'update' | 'workaround' | 'mitigation' | 'no-fix-yet' | 'no-fix-planned';
  what: string;
  /** How long what is out of use: `none`, `about one minute of the web site`. */
  downtime: string;
  restart: 'none' | 'service' | 'system' | 'dependencies';
  /** How to see that it worked. */
  check: string;
  url?: string;
}

export interface TimelineEntry {
  at: string;
  what: string;
}

export interface Revision {
  /** 1, 2, 3 and on. */
  number: number;
  at: string;
  summary: string;
}

/** Thrown on a trigger the state table does not have. Names from, trigger and what to do. */
export class AdvisoryTransitionError extends Error {
  override readonly name = 'AdvisoryTransitionError';
  readonly from: AdvisoryStatus;
  readonly trigger: AdvisoryTrigger;
  constructor(advisory: Advisory, trigger: AdvisoryTrigger) {
    const possible = Object.keys(advisoryStates[advisory.status]);
    const mend =
      possible.length > 0
        ? `it can: ${possible.join(', ')}`
        : 'nothing follows; write a new advisory';
    super(`advisory \`${advisory.id}\` is ${advisory.status} and cannot ${trigger}; ${mend}`);
    this.from = advisory.status;
    this.trigger = trigger;
  }
}

/** Revision 1. The caller has asked `publicationFindings` and compared the written formats. */
export function publish(advisory: Advisory, at: string): Advisory {
  const status = next(advisory, 'publish');
  return { ...advisory, status, revisions: [{ number: 1, at, summary: 'First publication.' }] };
}

/** The same advisory with other content; id, state and history are not for the caller to change. */
export function revise(
  advisory: Advisory,
  content: AdvisoryContent,
  at: string,
  summary: string,
): Advisory {
  const status = next(advisory, 'revise');
  const { id, draftedAt, tlp } = advisory;
  return { ...content, id, draftedAt, tlp, status, revisions: withRevision(advisory, at, summary) };
}

/** Leaves the record and says why. The affected set stays as it was published. */
export function withdraw(advisory: Advisory, at: string, reason: string): Advisory {
  const status = next(advisory, 'withdraw');
  const revisions = withRevision(advisory, at, `Withdrawn: ${reason}`);
  return { ...advisory, status, revisions, withdrawal: { at, reason } };
}

export type AdvisoryContent = Omit<
  Advisory,
  'id' | 'status' | 'draftedAt' | 'revisions' | 'withdrawal' | 'tlp'
>;

/** When it last changed: OSV `modified`, CSAF `current_release_date`. */
export function modifiedAt(advisory: Advisory): string {
  return advisory.revisions.at(-1)?.at ?? advisory.draftedAt;
}

/** Those who may be named. */
export function consentingCredits(advisory: Advisory): Credit[] {
  return advisory.credits.filter(({ consent }) => consent === 'given');
}

function next(advisory: Advisory, trigger: AdvisoryTrigger): AdvisoryStatus {
  const status = advisoryStates[advisory.status][trigger];
  if (status === undefined) throw new AdvisoryTransitionError(advisory, trigger);
  return status;
}

/** INVARIANT (history moves forward): a revision is never older than the one before it. */
function withRevision(advisory: Advisory, at: string, summary: string): Revision[] {
  const last = advisory.revisions.at(-1);
  const isLater = last === undefined || Date.parse(at) >= Date.parse(last.at);
  return [
    ...advisory.revisions,
    { number: (last?.number ?? 0) + 1, at: isLater ? at : last.at, summary },
  ];
}
