/**
 * A report: one finder's claim about one target, with the means to check it. States say what *we* have
 * shown, never what anybody believes: a verdict is evidence (DESIGN, flow 1).
 *
 * INVARIANT (nothing accepted is lost): when the sandbox fails, a report is `held`, never refuted.
 * INVARIANT (duplicates keep their credit): a duplicate stays its own report with its own receipt.
 */
import { IllegalTransition } from '#platform/problems';

export const reportStates = [
  'received',
  'validating',
  'held',
  'confirmed',
  'not_confirmed',
] as const;
export type ReportState = (typeof reportStates)[number];
export const reportTriggers = ['start_validation', 'confirm', 'not_confirm', 'hold'] as const;
export type ReportTrigger = (typeof reportTriggers)[number];

const table: Record<ReportState, Partial<Record<ReportTrigger, ReportState>>> = {
  received: { start_validation: 'validating' },
  // Starting again is a worker taking over from one that died.
  validating: {
    start_validation: 'validating',
    confirm: 'confirmed',
    not_confirm: 'not_confirmed',
    hold: 'held',
  },
  held: { start_validation: 'validating' },
  confirmed: {},
  not_confirmed: {},
};

export function nextReportState(from: ReportState, trigger: ReportTrigger): ReportState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('report', from, trigger);
  return to;
}

export type ToolPrivacy = 'private' | 'enterprise' | 'public' | 'unknown';

export interface EmbargoEligibility {
  eligibility: 'eligible' | 'none';
  because: string;
}

/**
 * Whether an embargo can be had at all. What a public tool was told is told: such a report takes the
 * accelerated path (cvd-protocol §0.2; Akrites' draft embargo guidance §4.3, read at a dated commit).
 * Unknown is treated as public, so that silence never buys secrecy.
 */
export function embargoEligibility(toolPrivacy: ToolPrivacy): EmbargoEligibility {
  switch (toolPrivacy) {
    case 'private':
      return { eligibility: 'eligible', because: 'found with a private tool' };
    case 'enterprise':
      return {
        eligibility: 'eligible',
        because: 'found with a tool under an enterprise agreement',
      };
    case 'public':
      return { eligibility: 'none', because: 'a public tool saw it, so it cannot be kept' };
    case 'unknown':
      return {
        eligibility: 'none',
        because: 'nobody said how private the tool was, so it counts as public',
      };
  }
}

/**
 * What says that two confirmed reports on one target have one root cause, cheaply: the crash's type and
 * normalised frames, or, where nothing crashes, the oracle and what it saw. Proposes only; a later
 * release decides by running every fix against every reproducer (cvd-protocol §10).
 */
export function rootKeyOf(evidence: {
  crash?: { type: string; state: string[] } | undefined;
  oracle: string;
  bundleSha256: string;
}): string {
  const { crash, oracle, bundleSha256 } = evidence;
  if (crash !== undefined && crash.state.length > 0)
    return `crash:${[crash.type, ...crash.state].map(escaped).join('|')}`;
  return `exact:${oracle}:${bundleSha256}`;
}

/** C++ has functions named `operator|`: two lists of frames are equal only frame by frame. */
const escaped = (frame: string): string => frame.replace(/[\\|]/g, '\\$&');
