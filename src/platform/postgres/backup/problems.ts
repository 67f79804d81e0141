/** What can stand between a database and its backup, each with its mend. */

export type BackupProblemCode =
  | 'file_exists'
  | 'file_unwritable'
  | 'disk_full'
  | 'not_a_backup'
  | 'backup_damaged'
  | 'target_not_empty'
  | 'schema_differs'
  | 'not_permitted'
  | 'unsupported_content'
  | 'too_far_ahead'
  | 'unreachable'
  | 'restore_failed';

export class BackupProblem extends Error {
  readonly code: BackupProblemCode;
  constructor(code: BackupProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The database's or the disk's own refusal, in words for whoever holds the backup. */
export function problemOf(error: unknown, otherwise: BackupProblemCode): BackupProblem {
  if (error instanceof BackupProblem) return error;
  const { code = '', message } = error as { code?: string; message: string };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') {
    return new BackupProblem(
      'disk_full',
      'the disk is full; make room, then try again: nothing half done was kept',
      { cause: error },
    );
  }
  if (code === '42501') {
    return new BackupProblem(
      'not_permitted',
      `the database refuses: ${message}; connect as the owner of Sallyport's schemas, who may pass row security`,
      { cause: error },
    );
  }
  if (
    [
      'ECONNREFUSED',
      'ENOTFOUND',
      'ECONNRESET',
      'ETIMEDOUT',
      'EAI_AGAIN',
      '57P01',
      '57P03',
    ].includes(code) ||
    /^Connection terminated/.test(message)
  ) {
    return new BackupProblem(
      'unreachable',
      `the database does not answer (${code || message}); see that it runs and that its URL is right`,
      { cause: error },
    );
  }
  return new BackupProblem(otherwise, message, { cause: error });
}
