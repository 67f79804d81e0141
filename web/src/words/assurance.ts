/** What a verdict is worth, in plain words (DESIGN, A verdict states its assurance). */
import type { Verdict } from '../api/views.ts';

interface AssuranceWord {
  name: string;
  means: string;
}

const assurances: Record<NonNullable<Verdict['assurance']>, AssuranceWord> = {
  observed: {
    name: 'Observed',
    means:
      'We saw it ourselves, on a channel that the program under test cannot write to. The report’s own files could not have faked it.',
  },
  differential: {
    name: 'Differential',
    means:
      'The trigger works on the reported version and does nothing to one without the flaw, and the runs could not tell which was which.',
  },
  claimed: {
    name: 'Claimed',
    means:
      'Only the program’s own output says so, and the trigger could have written that itself. This never confirms a report.',
  },
};

export function assuranceWords(assurance: Verdict['assurance']): AssuranceWord {
  return assurance === null
    ? { name: 'None', means: 'What was claimed was not shown, so there is nothing to be sure of.' }
    : assurances[assurance];
}

const verdicts: Record<string, string> = {
  confirmed: 'Confirmed',
  'not-reproduced': 'Not reproduced',
  flaky: 'Too few hits',
  'benign-hit': 'The benign input hit as well',
  'claimed-only': 'Claimed only',
  'build-failed': 'Did not build',
  'invalid-bundle': 'The bundle does not fit',
};

export const verdictWord = (verdict: string): string =>
  verdicts[verdict] ?? firstUpper(verdict.replaceAll(/[-_]/g, ' '));

const oracles: Record<string, string> = {
  sanitizer: 'a sanitizer reports a memory error',
  signal: 'the program dies by a signal',
  exit: 'the program ends with a given exit status',
  output: 'a given text appears in the output',
  'file-written': 'a file appears where nothing may write',
  'canary-read': 'a planted secret is read',
  timeout: 'the program does not end in time',
  callback: 'the program calls out',
};

/** An oracle is what a run is judged by. */
export const oracleWords = (oracle: string): string => oracles[oracle] ?? oracle;

const tiers: Record<string, string> = {
  bubblewrap: 'bubblewrap (shares the host’s kernel)',
  gvisor: 'gVisor (a kernel of its own)',
};

export const tierWords = (tier: string | null): string =>
  tier === null ? 'not recorded' : (tiers[tier] ?? tier);

const privacies: Record<string, string> = {
  private: 'Private tool',
  enterprise: 'Under an enterprise agreement',
  public: 'Public tool',
  unknown: 'Not said',
};

export const privacyWords = (privacy: string): string => privacies[privacy] ?? privacy;

const aiUses: Record<string, string> = {
  none: 'No AI used',
  assisted: 'A person, assisted by AI',
  autonomous: 'AI by itself; a person signed',
};

export const aiUseWords = (aiUse: string): string => aiUses[aiUse] ?? aiUse;

const firstUpper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
