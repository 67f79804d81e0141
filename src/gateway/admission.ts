/**
 * May this request pass? One pure function over facts; every fact must be given, and what no rule allows
 * is refused. The order is fixed and tested: first what was asked for, before who asks, so that an
 * unlisted path learns nothing; last the budget, which alone takes hold of something.
 *
 * A policy engine was tried for this (Cedar) and left out: with twelve rules the text below is as
 * readable, answers in microseconds, and cannot skip a rule because an attribute was missing.
 */
import type { GrantTerms } from './grant.ts';
import { checkedInstant } from './instant.ts';
import type { EndReason } from './leaf.ts';
import type { AdmissionProblem } from './problems.ts';
import { isInside, type ReviewWindow } from './window.ts';

/** How old the oldest entry may be that no doubly cosigned checkpoint covers. */
export const unwitnessedMsMax = 60_000;

export interface GrantState {
  terms: GrantTerms;
  /** Absent until the first request is admitted. */
  window: ReviewWindow | undefined;
  ended: EndReason | undefined;
}

/** What the gateway knows of itself at this instant. */
export interface Standing {
  /** The later of clock, last leaf and last cosignature; `behind` when the clock is the earlier. */
  now: Date | 'behind';
  /** Age of the oldest entry without both cosignatures; 0 when all are covered. */
  unwitnessedMs: number;
  canWrite: boolean;
  hasCertificate: boolean;
}

/** Everything but the budget. Returns nothing when the request may pass. */
export function faultOfAdmission(
  grant: GrantState | undefined,
  standing: Standing,
): AdmissionProblem | undefined {
  if (grant === undefined) return 'no_grant';
  const { now } = standing;
  if (now === 'behind') return 'clock_set_back';
  if (!standing.canWrite) return 'not_logged';
  if (!(standing.unwitnessedMs <= unwitnessedMsMax)) return 'not_witnessed';
  if (!standing.hasCertificate) return 'no_certificate';
  if (grant.ended === 'expired') return 'window_closed';
  if (grant.ended === 'exhausted') return 'requests_spent';
  // Whoever ended it, and for whatever reason there may be.
  if (grant.ended !== undefined) return 'revoked';
  if (grant.window !== undefined) return isInside(grant.window, now) ? undefined : 'window_closed';
  const { claimFrom, claimUntil } = grant.terms.window;
  if (now.getTime() < checkedInstant(claimFrom).getTime()) return 'not_yet';
  return now.getTime() < checkedInstant(claimUntil).getTime() ? undefined : 'lapsed';
}
