/**
 * The nouns of an engagement as one machine: each with the states, triggers and table of the product itself,
 * beside who gives each trigger. Nothing is copied but that; a trigger or a state that is added there is
 * explored here, and a trigger without a giver does not compile.
 *
 * What commands ask besides (two people, clocks, scope, an open engagement) is left out on purpose: the
 * machine does everything the product can do and more, so what holds in all of its states holds in all of
 * the product's.
 */
import { IllegalTransition } from '#platform/problems';
import {
  engagementStates,
  engagementTriggers,
  firstEngagementState,
  nextEngagementState,
} from '../../src/access/engagement-state.ts';
import { appealStates, appealTriggers, nextAppealState } from '../../src/review/appeal-state.ts';
import {
  assessmentStates,
  assessmentTriggers,
  firstAssessmentState,
  nextAssessmentState,
} from '../../src/review/assessment-state.ts';
import {
  destructionStates,
  destructionTriggers,
  firstDestructionState,
  nextDestructionState,
} from '../../src/review/destruction-state.ts';
import {
  determinationStates,
  determinationTriggers,
  firstDeterminationState,
  nextDeterminationState,
  outcomes,
} from '../../src/review/determination-state.ts';
import {
  firstPartnershipState,
  nextPartnershipState,
  partnershipStates,
  partnershipTriggers,
} from '../../src/review/partnership-state.ts';
import {
  firstQuestionState,
  nextQuestionState,
  questionStates,
  questionTriggers,
} from '../../src/review/question-state.ts';

export type Giver = 'developer' | 'evaluator' | 'determiner' | 'consultee' | 'partner' | 'clock';

export interface Move {
  trigger: string;
  by: readonly Giver[];
  from: string;
  to: string;
}

export interface Noun {
  name: string;
  /** The first is that there is none. A variant stands behind a colon: `signed:covered`. */
  states: readonly string[];
  moves: readonly Move[];
}

/** How a noun begins: by whom, and in which variants. */
interface Beginning {
  by: readonly Giver[];
  as: readonly string[];
}

export const none = 'none';
export const stateOf = (state: string): string => state.split(':')[0] ?? '';
export const variantOf = (state: string): string | undefined => state.split(':')[1];

/** Every move the table allows, found by asking it. `vary` says which variants a move leads to. */
function noun<State extends string, Trigger extends string>(
  name: string,
  states: readonly State[],
  next: (from: State, trigger: Trigger) => State,
  begins: readonly Beginning[],
  givers: Readonly<Record<Trigger, readonly Giver[]>>,
  triggers: readonly Trigger[],
  vary: (trigger: Trigger, to: State) => readonly string[] | undefined = () => undefined,
): Noun {
  const moves: Move[] = begins.flatMap(({ by, as }) =>
    as.map((to) => ({ trigger: 'begin', by, from: none, to })),
  );
  const seen = [none, ...new Set(moves.map(({ to }) => to))];
  // `seen` grows while it is walked: whatever is reached is asked in its turn.
  for (const from of seen.values()) {
    if (from === none) continue;
    for (const trigger of triggers) {
      const to = nextOrNone(next, stateOf(from) as State, trigger);
      if (to === undefined) continue;
      const variants = vary(trigger, to) ?? [variantOf(from)];
      for (const variant of variants) {
        const reached = variant === undefined ? to : `${to}:${variant}`;
        moves.push({ trigger, by: givers[trigger], from, to: reached });
        if (!seen.includes(reached)) seen.push(reached);
      }
    }
  }
  const unreached = states.filter((state) => !seen.some((each) => stateOf(each) === state));
  if (unreached.length > 0) throw new Error(`${name} never reaches ${unreached.join(', ')}`);
  return { name, states: seen, moves };
}

function nextOrNone<State, Trigger>(
  next: (from: State, trigger: Trigger) => State,
  from: State,
  trigger: Trigger,
): State | undefined {
  try {
    return next(from, trigger);
  } catch (error) {
    if (error instanceof IllegalTransition) return undefined;
    throw error;
  }
}

const developer = ['developer'] as const;
const office = ['evaluator', 'determiner'] as const;
const determiner = ['determiner'] as const;
const sides = ['developer', 'evaluator'] as const;
const clock = ['clock'] as const;

export const nouns: readonly Noun[] = [
  noun(
    'engagement',
    engagementStates,
    nextEngagementState,
    [{ by: developer, as: [firstEngagementState] }],
    { pause: developer, resume: developer, choose_scope: developer, withdraw: sides, end: sides },
    engagementTriggers,
  ),
  noun(
    'question',
    questionStates,
    nextQuestionState,
    [{ by: developer, as: [firstQuestionState] }],
    {
      acknowledge: office,
      need_more: office,
      supplement: developer,
      answer: office,
      withdraw: developer,
    },
    questionTriggers,
  ),
  noun(
    'determination',
    determinationStates,
    nextDeterminationState,
    [{ by: determiner, as: [firstDeterminationState] }],
    {
      consult: determiner,
      answer: ['consultee', 'clock'],
      open_sample: determiner,
      decide: determiner,
      dissent: determiner,
      sign: determiner,
      complete: determiner,
      withdraw: determiner,
      supersede: determiner,
    },
    determinationTriggers,
    (trigger) => (trigger === 'decide' ? outcomes : undefined),
  ),
  noun(
    'assessment',
    assessmentStates,
    nextAssessmentState,
    [{ by: determiner, as: [firstAssessmentState] }],
    {
      withhold: determiner,
      expire: clock,
      propose: determiner,
      return: determiner,
      release: determiner,
    },
    assessmentTriggers,
  ),
  noun(
    'appeal',
    appealStates,
    nextAppealState,
    [
      // Whose it is: a side's, or a partner's that was refused.
      { by: developer, as: ['filed:developer'] },
      { by: ['evaluator'], as: ['filed:evaluator'] },
      { by: ['partner'], as: ['filed:partner'] },
    ],
    { uphold: determiner, dismiss: determiner, withdraw: [...sides, 'partner'] },
    appealTriggers,
  ),
  noun(
    'partnership',
    partnershipStates,
    nextPartnershipState,
    [{ by: sides, as: [firstPartnershipState] }],
    {
      sign: sides,
      refuse: sides,
      withdraw: sides,
      accept: ['partner'],
      end: [...sides, 'partner'],
      expire: clock,
      close: sides,
    },
    partnershipTriggers,
  ),
  noun(
    'destruction',
    destructionStates,
    nextDestructionState,
    [{ by: sides, as: [firstDestructionState] }],
    { destroy: sides },
    destructionTriggers,
  ),
];
