/**
 * Words for measuring a model. A run is measured, an answer stands to a threshold in one of three ways, and
 * no word here says that anything passed, failed or may be released.
 */
import type { EvaluationReport, Finding, Run, RunSample } from '../api/views.ts';
import type { StateWord } from './states.ts';

export const runWords: Record<Run['state'], StateWord> = {
  planned: { word: 'Planned', shape: 'ring', tone: 'wait' },
  queued: { word: 'Queued', shape: 'ring', tone: 'busy' },
  running: { word: 'Running', shape: 'half', tone: 'busy' },
  complete: { word: 'Complete', shape: 'tick', tone: 'good' },
  incomplete: { word: 'Incomplete', shape: 'pause', tone: 'wait' },
  withdrawn: { word: 'Withdrawn', shape: 'cross', tone: 'quiet' },
};

export type Disposition = RunSample['disposition'];

export interface DispositionWord extends StateWord {
  /** Whether it says what the model did, or that something else failed. */
  isModelsOwn: boolean;
}

/** A score is neither good nor bad of a model, so its colour says neither; what broke is red. */
export const dispositionWords: Record<Disposition, DispositionWord> = {
  scored: { word: 'Scored', shape: 'dot', tone: 'busy', isModelsOwn: true },
  refused: { word: 'Refused', shape: 'shield', tone: 'wait', isModelsOwn: true },
  limit: { word: 'Limit', shape: 'pause', tone: 'quiet', isModelsOwn: true },
  model_error: { word: 'Endpoint failed', shape: 'cross', tone: 'bad', isModelsOwn: false },
  task_failed: { word: 'Task failed', shape: 'cross', tone: 'bad', isModelsOwn: false },
  sandbox_failed: { word: 'Sandbox failed', shape: 'cross', tone: 'bad', isModelsOwn: false },
  scorer_failed: { word: 'Scorer failed', shape: 'cross', tone: 'bad', isModelsOwn: false },
  window_closed: { word: 'Window closed', shape: 'pause', tone: 'quiet', isModelsOwn: false },
  cancelled: { word: 'Cancelled', shape: 'pause', tone: 'quiet', isModelsOwn: false },
};

export const dispositions = Object.keys(dispositionWords) as Disposition[];

export const reviewWords: Record<RunSample['review']['state'], string> = {
  unreviewed: 'Not reviewed',
  agreed: 'Agreed with',
  disputed: 'Disputed: waits for a second person',
  changed: 'Changed by two people',
};

export const outcomeWords: Record<Run['decisions'][number]['outcome'], StateWord> = {
  met: { word: 'met', shape: 'dot', tone: 'busy' },
  not_met: { word: 'not met', shape: 'dot', tone: 'busy' },
  cannot_tell: { word: 'cannot tell', shape: 'ring', tone: 'wait' },
};

export const findingKindWords: Record<Finding['kind'], string> = {
  capability: 'Capability',
  vulnerability: 'Vulnerability',
  safeguard: 'Safeguard',
  insider_risk: 'Insider risk',
  infrastructure_or_national_security: 'Threat to infrastructure or national security',
};

export const severityWords: Record<Finding['severity'], string> = {
  low: 'Low',
  moderate: 'Moderate',
  high: 'High',
  critical: 'Critical',
};

export const audienceWords: Record<Finding['audience'], string> = {
  evaluator: 'This office only',
  both: 'Both sides: the developer reads it too',
};

export const evaluationReportWords: Record<EvaluationReport['state'], StateWord> = {
  proposed: { word: 'Proposed', shape: 'ring', tone: 'wait' },
  signed: { word: 'Signed', shape: 'tick', tone: 'good' },
  withdrawn: { word: 'Withdrawn', shape: 'cross', tone: 'quiet' },
  not_completed: { word: 'Not completed', shape: 'pause', tone: 'wait' },
};

export const purposeWords: Record<Run['purpose'], { name: string; means: string }> = {
  determination: {
    name: 'For a determination',
    means:
      'Needs a threshold, a whole suite, a sandbox with a kernel of its own, and a second person.',
  },
  exploration: { name: 'To explore', means: 'Decides nothing.' },
};

export const isolationWords: Record<Run['tier'], string> = {
  gvisor: 'gVisor: a kernel of its own',
  bubblewrap: 'Bubblewrap: shares the host’s kernel',
};

/** `find_crash` as people say it; a task without a family is of `other`. */
export const familyName = (family: string | null): string =>
  family === null ? 'Other' : plainly(family);

const plainly = (name: string): string => {
  const words = name.replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
