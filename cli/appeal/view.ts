/** An appeal as a server tells it, and in words. */
import { z } from 'zod';
import { bewareRows, stepRows, viewed } from '../view.ts';

const instant = z.iso.datetime();

export const appealView = z.object({
  id: z.string(),
  submissionId: z.string(),
  about: z.string(),
  subjectId: z.string(),
  state: z.string(),
  filedBy: z.string(),
  filedAt: instant,
  answerBy: instant,
  isOverdue: z.boolean(),
  answer: z.string().nullable(),
  hasHiddenCharacters: z.boolean(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  may: z.array(z.string()),
});
type AppealView = z.output<typeof appealView>;

export const appealPath = (id: string, part = ''): string =>
  `/api/appeals/${encodeURIComponent(id)}${part}`;

export const { viewOf, stepped, shown } = viewed(appealView, appealPath, rowsOf);

type Row = [string, string];

function rowsOf(view: AppealView): Row[] {
  const { answer, answeredBy, answeredAt } = view;
  return [
    ['appeal', `${view.id} of ${view.submissionId}`],
    ['about', `${view.about} ${view.subjectId}`],
    ['filed', `by ${view.filedBy} at ${view.filedAt}`],
    ['state', view.state],
    ['answer due', view.isOverdue ? `${view.answerBy}, overdue` : view.answerBy],
    ...(answer === null ? [] : [['answer', answer] as Row]),
    ...(answeredBy === null
      ? []
      : [['answered', `by ${answeredBy} at ${answeredAt ?? ''}`] as Row]),
    ...bewareRows(view.hasHiddenCharacters),
    ...stepRows(view.may),
  ];
}
