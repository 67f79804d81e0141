/**
 * What either side keeps of a destruction: plain text that says whose keys were destroyed, by whom, and where in
 * the log that stands. Pure. The log proves the event; that no copy of a key was made is not in its power.
 */
export interface DestructionReceipt {
  submissionId: string;
  declaredAs: string;
  developer: string;
  evaluator: string;
  items: number;
  askedBy: string;
  askedAt: Date;
  doneBy: string;
  doneAt: Date;
  /** The log's id, as in `/api/ledger`. */
  logId: string;
  /** The commitment of `review.material_destroyed`; absent until a moment after it happened. */
  event: string | undefined;
}

export function receiptText(receipt: DestructionReceipt): string {
  const { submissionId, declaredAs, developer, evaluator, items, logId, event } = receipt;
  return [
    'sallyport destruction receipt v1',
    `engagement ${submissionId}`,
    `model ${declaredAs}`,
    `developer ${developer}`,
    `evaluator ${evaluator}`,
    `sealed items ${items}`,
    `asked for by ${receipt.askedBy} at ${receipt.askedAt.toISOString()}`,
    `destroyed by ${receipt.doneBy} at ${receipt.doneAt.toISOString()}`,
    `log ${logId}`,
    `event ${event ?? 'is being written; fetch this receipt again'}`,
    '',
    'The key of the engagement’s compartment was destroyed, so no kept row, file or backup of them opens any of',
    'the items. The log still proves every event of the engagement: `sallyport ledger verify`. What somebody',
    'read and copied elsewhere before, and a backup of the key itself, are not in the power of this receipt.',
    '',
  ].join('\n');
}
