/** What evaluation seals, and how its subjects are named. */
export const sealedTaskKind = 'evaluation.sealed_task';
export const thresholdKind = 'evaluation.threshold';
export const findingKind = 'evaluation.finding';
export const reportKind = 'evaluation.report';

/** A task's place in its suite; its name is for those who may see the suite. */
export const sealedTaskSubject = (suiteId: string, position: number): string =>
  `${suiteId}/${position}`;

export function sealedTaskOf(subject: string): { suiteId: string; position: number } {
  const [suiteId = '', position = ''] = subject.split('/');
  return { suiteId, position: Number(position) };
}
