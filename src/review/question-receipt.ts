/**
 * What a developer keeps of its question: plain text that says what was asked, of whom, when, and where in the
 * log that stands. Pure. Whoever has the descriptor makes its digest again; whoever has the log finds the event.
 */
export interface QuestionReceipt {
  questionId: string;
  submissionId: string;
  declaredAs: string;
  /** Name and id of the office that was asked. */
  office: { name: string; id: string };
  isConfidential: boolean;
  /** The log's id, as in `/api/ledger`. */
  logId: string;
  /** When it was asked, and each time the descriptor was replaced: oldest first. */
  entries: { at: Date; descriptorSha256: string; event: string }[];
}

export function receiptText(receipt: QuestionReceipt): string {
  const { questionId, submissionId, declaredAs, office, isConfidential, logId, entries } = receipt;
  return [
    'sallyport question receipt v1',
    `question ${questionId}`,
    `engagement ${submissionId}`,
    `model ${declaredAs}`,
    `asked of ${office.name} (${office.id})`,
    `confidential ${isConfidential ? 'yes' : 'no'}`,
    `log ${logId}`,
    '',
    ...entries.map(
      ({ at, descriptorSha256, event }) =>
        `${at.toISOString()} descriptor ${descriptorSha256} event ${event}`,
    ),
    '',
    'Each descriptor is named by the SHA-256 of `sallyport descriptor v1`, a line feed and its canonical JSON',
    '(RFC 8785); each event by its commitment in the log. Asking is voluntary, gives no access and can be',
    'withdrawn. This receipt says that the question was asked. It says nothing about the model.',
    '',
  ].join('\n');
}
