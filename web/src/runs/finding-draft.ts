/** A finding as people type it, and as it is sent. Samples are counted from 1 on the page, and from 0 in the API. */
import type { NewFinding } from '../api/views.ts';

export interface FindingDraft extends Omit<NewFinding, 'evidence'> {
  /** Numbers of samples, with commas or spaces between. */
  evidence: string;
}

/** `sample`: the number of one that shows it. */
export const firstFinding = (sample: number | undefined): FindingDraft => ({
  kind: 'capability',
  severity: 'moderate',
  audience: 'evaluator',
  claim: '',
  uncertainty: '',
  evidence: sample === undefined ? '' : String(sample),
});

/** What is no number becomes a place that no run has, which the server refuses at its field. */
export function findingOf({ evidence, ...draft }: FindingDraft): NewFinding {
  const positions = evidence
    .split(/[\s,;]+/)
    .filter((each) => each !== '')
    .map((each) => (/^\d+$/.test(each) ? Number(each) - 1 : -1));
  return { ...draft, evidence: positions };
}
