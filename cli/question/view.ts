/** A question as a server tells it, and in words. */
import { z } from 'zod';
import { bewareRows, stepRows, viewed } from '../view.ts';

const instant = z.iso.datetime();

export const questionView = z.object({
  id: z.string(),
  submissionId: z.string(),
  developer: z.string(),
  evaluator: z.string(),
  declaredAs: z.string(),
  state: z.string(),
  stateSince: instant,
  isConfidential: z.boolean(),
  askedBy: z.string(),
  askedAt: instant,
  descriptorSha256: z.string(),
  words: z.string().nullable(),
  hasHiddenCharacters: z.boolean(),
  answerDueAt: instant.nullable(),
  settledBy: z.string().nullable(),
  may: z.array(z.string()),
});
export type QuestionView = z.output<typeof questionView>;

export const questionPath = (id: string, part = ''): string =>
  `/api/questions/${encodeURIComponent(id)}${part}`;

export const { viewOf, stepped, shown } = viewed(questionView, questionPath, rowsOf);

type Row = [string, string];

function rowsOf(view: QuestionView): Row[] {
  return [
    ['question', `${view.id} of ${view.submissionId}`],
    ['model', view.declaredAs],
    ['developer', view.developer],
    ['asked of', view.evaluator],
    ['asked', `by ${view.askedBy} at ${view.askedAt}`],
    ['confidential', view.isConfidential ? 'yes' : 'no'],
    ['descriptor', view.descriptorSha256],
    ['state', `${view.state}, since ${view.stateSince}`],
    ...wordsRows(view),
    ...(view.answerDueAt === null
      ? []
      : [['answer due', `${view.answerDueAt}, by the office’s own policy`] as Row]),
    ...bewareRows(view.hasHiddenCharacters),
    ...stepRows(view.may),
  ];
}

/** What the office still needs, or its answer; a determination answers without words here. */
function wordsRows({ state, words, settledBy, submissionId }: QuestionView): Row[] {
  const by = settledBy === null ? '' : `, ${settledBy}`;
  if (words !== null) return [[state === 'answered' ? 'answer' : 'needed', `${words}${by}`]];
  if (state !== 'answered') return [];
  return [['answer', `a determination: sallyport determination list --submission ${submissionId}`]];
}
