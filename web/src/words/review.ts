/**
 * Words for an engagement: its question, what a developer is told, partners, reads, destruction. No word here
 * says that a model or its developer was found fit for anything: a question is answered, a part is told.
 */
import type {
  Appeal,
  Assessment,
  ConsulteeView,
  ConsultationSummary,
  Destruction,
  Determination,
  EngagementScope,
  Outcome,
  Partnership,
  PartnerCategory,
  Question,
  SealedRead,
  Submission,
} from '../api/views.ts';
import type { StateWord } from './states.ts';

export const engagementWords: Record<Submission['state'], StateWord> = {
  open: { word: 'Open', shape: 'dot', tone: 'good' },
  paused: { word: 'Paused', shape: 'pause', tone: 'wait' },
  withdrawn: { word: 'Withdrawn', shape: 'cross', tone: 'quiet' },
  ended: { word: 'Ended', shape: 'dot', tone: 'quiet' },
};

/** Neither side ended it, and it did not come to its end. */
export const isGoing = (state: Submission['state']): boolean =>
  state === 'open' || state === 'paused';

/** In the order of an engagement. */
export const scopeWords: Record<EngagementScope, { name: string; means: string }> = {
  access: {
    name: 'Access to the model',
    means:
      'The evaluator asks for grants and you offer them. Off: its grants end at once, and none begins.',
  },
  determination: {
    name: 'A determination',
    means: 'Officials may decide whether the model is covered. Off: none is opened or signed.',
  },
  partners: {
    name: 'Trusted partners',
    means:
      'Either side nominates one, and both add it. Off: their grants end at once, and nobody is added.',
  },
};
export const scopes = Object.keys(scopeWords) as EngagementScope[];

export const questionWords: Record<Question['state'], StateWord> = {
  asked: { word: 'Asked', shape: 'ring', tone: 'wait' },
  acknowledged: { word: 'Taken up', shape: 'half', tone: 'busy' },
  more_needed: { word: 'More is needed', shape: 'pause', tone: 'wait' },
  answered: { word: 'Answered', shape: 'tick', tone: 'good' },
  withdrawn: { word: 'Taken back', shape: 'cross', tone: 'quiet' },
};

export const determinationWords: Record<Determination['state'], StateWord> = {
  consulting: { word: 'Being worked on', shape: 'ring', tone: 'busy' },
  decided: { word: 'Decided, being signed', shape: 'half', tone: 'busy' },
  signed: { word: 'Signed by two officials', shape: 'tick', tone: 'good' },
  withdrawn: { word: 'Withdrawn by the office', shape: 'cross', tone: 'quiet' },
  superseded: { word: 'Superseded', shape: 'cross', tone: 'quiet' },
};

/** What officials say; *not covered* is a statement about a threshold, and no certificate of anything. */
export const outcomeNames: Record<Outcome, string> = {
  covered: 'Covered',
  not_covered: 'Not covered',
  cannot_tell: 'Cannot tell',
};
export const outcomes = Object.keys(outcomeNames) as Outcome[];

/** What the code's proposal comes to where people agree with it. */
export const proposedOutcome = {
  met: 'covered',
  not_met: 'not_covered',
  cannot_tell: 'cannot_tell',
} as const satisfies Record<string, Outcome>;

export const consulteeViewNames: Record<ConsulteeView, string> = {
  ...outcomeNames,
  no_view: 'No view',
};
export const consulteeViews = Object.keys(consulteeViewNames) as ConsulteeView[];

export const consultationWords: Record<ConsultationSummary['state'], StateWord> = {
  asked: { word: 'Asked', shape: 'ring', tone: 'wait' },
  answered: { word: 'Answered', shape: 'tick', tone: 'good' },
  timed_out: { word: 'Time ran out', shape: 'pause', tone: 'quiet' },
};

/** As the developer reads them. */
export const assessmentWords: Record<Assessment['state'], StateWord> = {
  review_due: { word: 'To be reviewed', shape: 'ring', tone: 'wait' },
  withheld: { word: 'Withheld', shape: 'pause', tone: 'wait' },
  release_proposed: { word: 'Written, waits for a second official', shape: 'half', tone: 'busy' },
  released: { word: 'Told', shape: 'tick', tone: 'good' },
};

/** An installation names its own tiers, as `remedies`. */
export const tierName = (tier: string): string => {
  const words = tier.replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const withholdingWords: Record<NonNullable<Assessment['reasonClass']>, string> = {
  classified: 'It rests on classified information.',
  sealed_tasks: 'It would show sealed tasks, and so spoil them.',
  third_party: 'It holds what somebody else said in confidence.',
  being_checked: 'It is still being checked.',
};

export const appealWords: Record<Appeal['state'], StateWord> = {
  filed: { word: 'Filed', shape: 'half', tone: 'busy' },
  upheld: { word: 'Upheld', shape: 'tick', tone: 'good' },
  dismissed: { word: 'Dismissed', shape: 'cross', tone: 'quiet' },
  withdrawn: { word: 'Taken back', shape: 'cross', tone: 'quiet' },
};

export const partnershipWords: Record<Partnership['state'], StateWord> = {
  nominated: { word: 'Nominated', shape: 'ring', tone: 'wait' },
  added: { word: 'Added by both sides', shape: 'half', tone: 'busy' },
  accepted: { word: 'Took its terms', shape: 'dot', tone: 'good' },
  refused: { word: 'Refused', shape: 'cross', tone: 'quiet' },
  withdrawn: { word: 'Withdrawn', shape: 'cross', tone: 'quiet' },
  ended: { word: 'Ended', shape: 'cross', tone: 'quiet' },
  expired: { word: 'Ended by time', shape: 'pause', tone: 'quiet' },
};

export const categoryWords: Record<PartnerCategory, string> = {
  hospital: 'Hospitals',
  bank: 'Banks',
  utility: 'Utilities',
  agency: 'Agencies',
  vendor: 'Vendors',
  maintainer: 'Maintainers',
  research: 'Research',
  other: 'Others',
};
export const categories = Object.keys(categoryWords) as PartnerCategory[];

export const relationWords: Record<NonNullable<Partnership['nomination']>['relation'], string> = {
  none_declared: 'None declared',
  declared: 'Declared',
};

export const documentKindWords = {
  terms: 'Terms of access',
  procedure: 'Procedure',
  partner_criteria: 'Criteria for partners',
  assessment_tiers: 'What a developer is told',
} as const;

export const readVerdictWords: Record<NonNullable<SealedRead['review']>['verdict'], string> = {
  explained: 'Explained',
  not_explained: 'Not explained',
};

const readKindWords: Record<string, string> = {
  'review.question': 'The question',
  'review.assessment': 'Part of the assessment',
  'review.consultation': 'What a consulted office is asked',
  'review.appeal': 'Grounds of an appeal',
  'review.canary': 'The decoy',
  'evaluation.finding': 'A finding',
  'evaluation.report': 'An evaluation report',
  'evaluation.sealed_task': 'A sealed task',
  'evaluation.threshold': 'A threshold',
  'access.runner_name': 'A runner’s name',
};

/** What was opened, in words; a kind nobody named is shown as it is recorded. */
export const readKind = (kind: string): string =>
  readKindWords[kind] ?? kind.split('.').at(-1)?.replaceAll('_', ' ') ?? kind;

/** What still goes on in an engagement that nobody withdrew. */
export const openNounWords: Record<Destruction['goingOn'][number], string> = {
  question: 'a question',
  grant: 'access that is in force or being agreed',
  run: 'a run',
  determination: 'a determination',
  assessment: 'a part of the assessment that is not told',
  appeal: 'an appeal',
  partnership: 'a partnership',
};
