/**
 * A developer's question: whether a model under development would be covered (requirements S02). Asked of one
 * evaluating office, which takes it up, may need more, and answers. Pure. The developer may take it back
 * while it is open, and need not say why.
 */
import { IllegalTransition } from '#platform/problems';

export const questionStates = [
  'asked',
  'acknowledged',
  'more_needed',
  'answered',
  'withdrawn',
] as const;
export type QuestionState = (typeof questionStates)[number];

export const questionTriggers = [
  'acknowledge',
  'need_more',
  'supplement',
  'answer',
  'withdraw',
] as const;
export type QuestionTrigger = (typeof questionTriggers)[number];

export const firstQuestionState: QuestionState = 'asked';

const table: Record<QuestionState, Partial<Record<QuestionTrigger, QuestionState>>> = {
  asked: {
    acknowledge: 'acknowledged',
    need_more: 'more_needed',
    answer: 'answered',
    withdraw: 'withdrawn',
  },
  acknowledged: { need_more: 'more_needed', answer: 'answered', withdraw: 'withdrawn' },
  more_needed: { supplement: 'acknowledged', answer: 'answered', withdraw: 'withdrawn' },
  answered: {},
  withdrawn: {},
};

export function nextQuestionState(from: QuestionState, trigger: QuestionTrigger): QuestionState {
  const to = table[from][trigger];
  if (to === undefined) throw new IllegalTransition('question', from, trigger);
  return to;
}

export const isQuestionOpen = (state: QuestionState): boolean =>
  Object.keys(table[state]).length > 0;
