/** Backup and restore: `#platform/postgres` hands these on. */
export { backup, type BackupInput, type BackupReport } from './backup.ts';
export { restore, type RestoreInput, type RestoreReport } from './restore.ts';
export { stateHash, type StateHash } from './state-hash.ts';
export { verifyBackup } from './read.ts';
export type { Header as BackupHeader } from './format.ts';
export { BackupProblem, type BackupProblemCode } from './problems.ts';
